import { expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { evidenceOf } from './evidence.ts';

const DISCHARGE = at(103, 12);
const AT_DISCHARGE: CohortSpec = { task: 'readmission-15d', preset: 'default' };

/** An admission with an order and a result at each of these minutes, and a diagnosis, which has none. */
function records(minutes: readonly number[]): RecordDatabase {
  const made = new RecordDatabase();
  made.patient(1, { death_followup_end: 1000 });
  made.admission(2, 1, { start_minute: at(100), end_minute: DISCHARGE });
  const place = { patient_id: 1, encounter_id: 2 };
  const drug = made.concept('DRUG', 'Furosemide');
  for (const start_minute of minutes)
    made.event('medication', 'hosp/prescriptions', { ...place, concept_id: drug, start_minute });
  const results = minutes.map((chartMinute) => ({ chartMinute, storeMinute: DISCHARGE }));
  made.labs(1, 2, results);
  const creatinine = made.concept('MIMIC-LAB', '50912');
  const counts = { row_count: 1, numeric_count: 1, patient_count: 1 };
  made.insert('lab_item', { source_id: 1, ordinal: 0, concept_id: creatinine, ...counts });
  const heart = made.concept('ICD10CM', 'I509');
  made.event('diagnosis', 'hosp/diagnoses_icd', { ...place, concept_id: heart, sequence: 1 });
  return made;
}

it('leaves out what happened before it, to the minute, and keeps what has no time', () => {
  const { db } = records([DISCHARGE - 48 * 60, DISCHARGE - 48 * 60 - 1]);
  const inputs = (lookBack: Pick<CohortSpec, 'lookBackHours'>) => {
    const { medications, labs, diagnoses } = evidenceOf(db, { ...AT_DISCHARGE, ...lookBack }, '20000002');
    return [medications.length, labs.length, diagnoses.length];
  };
  expect(inputs({})).toEqual([2, 2, 1]);
  expect(inputs({ lookBackHours: 48 })).toEqual([1, 1, 1]);
  expect(inputs({ lookBackHours: 47 })).toEqual([0, 0, 1]);
});

it('leaves the history of the person as it is', () => {
  const { db } = records([DISCHARGE - 60]);
  const facts = (spec: CohortSpec) => evidenceOf(db, spec, '20000002').demographics;
  expect(facts({ ...AT_DISCHARGE, lookBackHours: 1 })).toEqual(facts(AT_DISCHARGE));
});
