import { describe, expect, it } from 'vitest';
import type { CohortFilters } from '../../api/cohort-filters.ts';
import type { CohortSpec } from '../../api/common.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { countCohort } from './count-cohort.ts';
import { describeCohort } from './describe-cohort.ts';
import { findEncounter } from './find-encounter.ts';
import { labelledEncounters } from './labelled-encounters.ts';
import { IS_CODED_SQL } from './pyhealth.ts';
import { CODES_SQL, OF_ONE_PERSON } from './recorded-codes.ts';

const READMISSION: CohortSpec = { task: 'readmission-15d', preset: 'default' };
const AT_24_HOURS: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };

/** Three people; the first has two admissions, of which the earlier one (1) names a failing heart. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  const stays: [number, number, number][] = [
    [1, 1, 100],
    [2, 1, 200],
    [3, 2, 100],
    [4, 3, 100],
  ];
  for (const person of [1, 2, 3]) made.patient(person, { death_followup_end: 1000 });
  for (const [id, person, day] of stays)
    made.admission(id, person, { start_minute: at(day), end_minute: at(day + 3) });
  diagnosis(made, 1, 1, ['ICD10CM', 'I5023', 'Acute on chronic systolic (congestive) heart failure']);
  diagnosis(made, 2, 1, ['ICD10CM', 'N179', 'Acute kidney failure, unspecified']);
  diagnosis(made, 3, 2, ['ICD9CM', '4280', 'Congestive heart failure, unspecified']);
  return made;
}

type Coded = readonly [system: string, code: string, name: string];

function diagnosis(made: RecordDatabase, stay: number, person: number, coded: Coded): void {
  made.event('diagnosis', 'hosp/diagnoses_icd', {
    patient_id: person,
    encounter_id: stay,
    concept_id: made.concept(...coded),
    sequence: 1,
  });
}

function kept(made: RecordDatabase, filters: CohortFilters, spec: CohortSpec = READMISSION): number[] {
  return labelledEncounters(made.db, { ...spec, filters }).map(({ encounterId }) => encounterId);
}

describe('diagnoses', () => {
  it.each<[CohortFilters['diagnoses'], number[]]>([
    [{ with: [{ code: 'i50.2' }] }, [1]],
    [{ with: [{ code: 'I' }] }, [1]],
    [{ with: [{ code: '50' }] }, []],
    [{ with: [{ name: 'HEART failure' }] }, [1, 3]],
    [{ with: [{ code: 'I50' }, { code: '428.0', system: 'ICD9CM' }] }, [1, 3]],
    [{ with: [{ code: '428', system: 'ICD10CM' }] }, []],
    [{ without: [{ name: 'heart failure' }] }, [2, 4]],
    [{ with: [{ name: 'failure' }], without: [{ code: 'I50' }] }, [2, 3]],
  ])('%o', (diagnoses, encounters) => {
    expect(kept(records(), { diagnoses })).toEqual(encounters);
  });

  it('are looked for in earlier stays where that is asked', () => {
    const heart = [{ name: 'heart failure' }];
    const found = (recorded: 'earlier-stays' | 'either') =>
      kept(records(), { diagnoses: { with: heart, recorded } });
    expect(found('earlier-stays')).toEqual([2]);
    expect(found('either')).toEqual([1, 2, 3]);
  });

  it('are a line each of the attrition table, with the number of codes that a term stands for', () => {
    const filters: CohortFilters = {
      diagnoses: { with: [{ name: 'failure' }, { code: 'I50' }], without: [{ code: 'Z' }] },
    };
    const { attrition, codes } = countCohort(records().db, { ...READMISSION, filters });
    expect(attrition.slice(-2)).toEqual([
      { step: 'with a diagnosis in this stay: "failure" or I50', left: 3 },
      { step: 'without a diagnosis in this stay: Z', left: 3 },
    ]);
    expect(codes).toEqual([
      { modality: 'diagnoses', use: 'with', term: '"failure"', codes: 3 },
      { modality: 'diagnoses', use: 'with', term: 'I50', codes: 1 },
      { modality: 'diagnoses', use: 'without', term: 'Z', codes: 0 },
    ]);
    expect(describeCohort(records().db, { ...READMISSION, filters }).warnings).toContain(
      'The filter on diagnoses without Z finds no code of the records that counts.',
    );
  });

  it.each<[string, CohortSpec]>([
    ['24 hours into the stay', AT_24_HOURS],
    ['24 hours into it, even of a retrospective cohort', { ...AT_24_HOURS, timing: 'retrospective' }],
    ['at discharge, with what is available then', { ...READMISSION, timing: 'available' }],
  ])('of the stay itself are refused as leakage %s', (_, spec) => {
    for (const recorded of ['this-stay', 'either'] as const) {
      const diagnoses = { with: [{ code: 'I50' }], recorded };
      const refusal = expect.objectContaining({
        code: 'leakage',
        message: expect.stringContaining('filter on diagnoses of this stay') as string,
        hint: expect.stringContaining('earlier-stays') as string,
      }) as Error;
      expect(() => kept(records(), { diagnoses }, spec)).toThrow(refusal);
      expect(() => findEncounter(records().db, { ...spec, filters: { diagnoses } }, '20000001')).toThrow(
        refusal,
      );
    }
  });

  it('are looked for in earlier stays by default where those of the stay itself are not known yet', () => {
    const filters: CohortFilters = { diagnoses: { with: [{ code: 'I50' }] } };
    expect(kept(records(), filters, AT_24_HOURS)).toEqual([2]);
    const { attrition } = countCohort(records().db, { ...AT_24_HOURS, filters });
    expect(attrition.at(-1)?.step).toBe('with a diagnosis in an earlier stay: I50');
  });

  it('of a stay that ends after the prediction time are not known', () => {
    const made = records();
    // A stay of the same person that lasts longer than the next one's first day.
    made.db.exec(`UPDATE encounter SET end_minute = ${at(201, 0, 1)} WHERE id = 1`);
    const filters: CohortFilters = { diagnoses: { with: [{ code: 'I50' }] } };
    expect(kept(made, filters, AT_24_HOURS)).toEqual([]);
    made.db.exec(`UPDATE encounter SET end_minute = ${at(201)} WHERE id = 1`);
    expect(kept(made, filters, AT_24_HOURS)).toEqual([2]);
  });

  it('keep the same of one encounter as of all', () => {
    const { db } = records();
    const spec: CohortSpec = { ...READMISSION, filters: { diagnoses: { with: [{ code: 'I50' }] } } };
    expect(findEncounter(db, spec, '20000001').encounterId).toBe(1);
    expect(() => findEncounter(db, spec, '20000002')).toThrow(
      expect.objectContaining({ code: 'model_mismatch' }),
    );
  });
});

describe('procedures', () => {
  function ventilated(times: { chart_minute?: number; start_minute?: number; store_minute?: number }) {
    const made = records();
    const isEvent = times.start_minute !== undefined;
    made.event('procedure', isEvent ? 'icu/procedureevents' : 'hosp/procedures_icd', {
      patient_id: 3,
      encounter_id: 4,
      concept_id: isEvent
        ? made.concept('MIMIC-ITEM', '225792', 'Invasive Ventilation')
        : made.concept('ICD10PCS', '5A1955Z', 'Respiratory Ventilation, Greater than 96 Consecutive Hours'),
      origin: isEvent ? 'procedureevents' : 'procedures_icd',
      ...times,
    });
    return made;
  }
  const filters: CohortFilters = { procedures: { with: [{ name: 'ventilation' }] } };

  it('coded after the stay count at discharge, not before', () => {
    const coded = ventilated({ chart_minute: at(100) });
    expect(kept(coded, filters)).toEqual([4]);
    expect(kept(coded, filters, AT_24_HOURS)).toEqual([]);
    expect(kept(coded, filters, { ...READMISSION, timing: 'available' })).toEqual([]);
  });

  it('of a day after the discharge do not count', () => {
    expect(kept(ventilated({ chart_minute: at(104) }), filters)).toEqual([]);
  });

  it('in intensive care count once they are stored', () => {
    expect(kept(ventilated({ start_minute: at(100), store_minute: at(101) }), filters, AT_24_HOURS)).toEqual([
      4,
    ]);
    const late = ventilated({ start_minute: at(100), store_minute: at(101) + 1 });
    expect(kept(late, filters, AT_24_HOURS)).toEqual([]);
    expect(kept(late, filters)).toEqual([4]);
  });
});

describe('presence', () => {
  function withLabs(): RecordDatabase {
    const made = records();
    made.labs(1, 2, [{ chartMinute: at(200, 1), storeMinute: at(200, 2) }]);
    made.labs(2, 3, [{ chartMinute: at(102), storeMinute: at(102, 1) }]);
    return made;
  }

  it('is what evidence finds at the prediction time', () => {
    expect(kept(withLabs(), { present: { modalities: ['labs'] } })).toEqual([2, 3]);
    expect(kept(withLabs(), { present: { modalities: ['labs', 'diagnoses'] } })).toEqual([2, 3]);
    expect(kept(withLabs(), { present: { modalities: ['labs'] } }, AT_24_HOURS)).toEqual([2]);
  });

  it('may be asked for by number, and comes before the first of a person is taken', () => {
    expect(kept(withLabs(), { present: { atLeast: 3 } })).toEqual([2, 3]);
    const filters: CohortFilters = { present: { atLeast: 2, modalities: ['labs'] }, admissions: 'first' };
    const { attrition } = countCohort(withLabs().db, { ...READMISSION, filters });
    expect(attrition.slice(-2)).toEqual([
      { step: 'labs present, at least 2 of the six modalities present', left: 2 },
      { step: 'the first such stay of a person', left: 2 },
    ]);
  });

  it('looks back as far as the inputs do', () => {
    const present: CohortFilters['present'] = { modalities: ['labs'] };
    const spec: CohortSpec = { ...AT_24_HOURS, lookBackHours: 23 };
    expect(kept(withLabs(), { present }, spec)).toEqual([2]);
    expect(kept(withLabs(), { present }, { ...spec, lookBackHours: 22.9 })).toEqual([]);
  });
});

it('looks the codes of one person up without reading those of others', () => {
  const { db } = records();
  const plans = [...Object.values(CODES_SQL).map((sql) => `${sql} ${OF_ONE_PERSON}`), IS_CODED_SQL].map(
    (sql) =>
      db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+/g, '?')}`)
        .all(...Array.from({ length: sql.split(/\?|@\w+/).length - 1 }, () => 1))
        .map(({ detail }) => detail),
  );
  for (const plan of plans) {
    const tables = plan.filter((step) => /\b(diagnosis|procedure|medication|stay_event)\b/.test(step));
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.filter((step) => !step.startsWith('SEARCH'))).toEqual([]);
  }
});
