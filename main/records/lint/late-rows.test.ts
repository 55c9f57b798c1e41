import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { findingsOf, lintSubject } from '../../testing/lint-rule.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import type { SelectedEvents } from '../evidence/select-events.ts';
import {
  EVENT_AFTER_PREDICTION,
  refuseLateRows,
  RESULT_PENDING,
  STORED_AFTER_PREDICTION,
} from './late-rows.ts';

const AT_24_HOURS: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };
const START = at(100);
/** The prediction time. */
const T = at(101);

const place = { encounterId: 1, fileId: 1, line: 2 };
const NOTHING: SelectedEvents = {
  diagnoses: [],
  procedures: [],
  medications: [],
  labs: [],
  notes: [],
  entries: [],
};

function records() {
  const made = new RecordDatabase();
  made.patient(1);
  made.admission(1, 1, { start_minute: START, end_minute: at(105) });
  const item = made.concept('MIMIC-LAB', '50813', 'Lactate');
  made.insert('lab_item', {
    source_id: 1,
    ordinal: 0,
    concept_id: item,
    row_count: 1,
    numeric_count: 1,
    patient_count: 1,
  });
  return { made, drug: made.concept('DRUG', 'morphine') };
}

const lab = (chartMinute: number, storeMinute: number | null): SelectedEvents['labs'][number] => ({
  ...place,
  item: 0,
  chartMinute,
  storeMinute,
  value: 1,
  text: null,
  range: null,
  abnormal: false,
  sourceId: 1,
});

describe('rows that were not there at the prediction time', () => {
  const ALL = [EVENT_AFTER_PREDICTION, STORED_AFTER_PREDICTION, RESULT_PENDING];

  function found(make: (drug: number) => Partial<SelectedEvents>) {
    const { made, drug } = records();
    const selected = { ...NOTHING, ...make(drug) };
    const subject = lintSubject(made.db, AT_24_HOURS);
    return ALL.map((rule) =>
      findingsOf(rule, subject, (seen) => ({ ...seen, selected }))!.map(({ severity, feature, count }) => ({
        severity,
        feature,
        count,
      })),
    );
  }
  const timed = (row: object) => ({ row: row as never, minutesBefore: null });

  it('are orders that start, or were entered, later, or at no known time', () => {
    const order = (drug: number, startMinute: number | null, enteredMinute: number | null) =>
      timed({ ...place, conceptId: drug, startMinute, enteredMinute });
    const error = (count: number) => [{ severity: 'error', feature: 'DRUG morphine', count }];
    expect(
      found((drug) => ({
        medications: [order(drug, T + 1, T), order(drug, T, T), order(drug, T, null), order(drug, null, T)],
      })),
    ).toEqual([error(1), [], []]);
    expect(
      found((drug) => ({ medications: [order(drug, T, T + 1), order(drug, null, null), order(drug, T, T)] })),
    ).toEqual([[], error(2), []]);
  });

  it('are results drawn later, or not back yet', () => {
    const error = (count: number) => [{ severity: 'error', feature: 'Lactate (MIMIC-LAB 50813)', count }];
    expect(found(() => ({ labs: [lab(T, T), lab(T + 1, T + 2), lab(T, T + 1), lab(T - 1, null)] }))).toEqual([
      error(1),
      [],
      error(2),
    ]);
  });

  it('are procedures, notes and entries of forms', () => {
    const procedure = (drug: number, times: object) =>
      timed({ ...place, conceptId: drug, chartMinute: null, startMinute: null, storeMinute: null, ...times });
    const entry = (drug: number, eventMinute: number, enteredMinute: number | null) =>
      timed({ ...place, conceptId: drug, modality: 'notes', eventMinute, enteredMinute, careLimit: null });
    const note = (kind: 'discharge' | 'radiology', chartMinute: number, storeMinute: number | null) => ({
      ...place,
      kind,
      chartMinute,
      storeMinute,
      text: '',
    });
    const [happened, stored, pending] = found((drug) => ({
      procedures: [
        procedure(drug, { origin: 'procedures_icd', chartMinute: T + 1 }),
        procedure(drug, { origin: 'procedures_icd', chartMinute: T }),
        procedure(drug, { origin: 'procedureevents', startMinute: T, storeMinute: T + 1 }),
        procedure(drug, { origin: 'procedureevents', startMinute: T, storeMinute: null }),
        procedure(drug, { origin: 'procedureevents', startMinute: T, storeMinute: T }),
      ],
      entries: [entry(drug, T + 1, null), entry(drug, T, T + 1), entry(drug, T, null)],
      notes: [note('radiology', T, null), note('radiology', T, T), note('discharge', T + 1, T + 9)],
    }));
    expect(happened).toEqual([{ severity: 'error', feature: 'DRUG morphine', count: 2 }]);
    expect(stored).toEqual([
      { severity: 'error', feature: 'DRUG morphine', count: 3 },
      { severity: 'error', feature: 'notes', count: 1 },
    ]);
    expect(pending).toEqual([]);
  });

  it('are refused where evidence is read', () => {
    expect(() => refuseLateRows({ ...NOTHING, labs: [lab(T, T)] }, T)).not.toThrow();
    expect(() => refuseLateRows({ ...NOTHING, labs: [lab(T, T + 1), lab(T + 1, T + 1)] }, T)).toThrow(
      expect.objectContaining({
        code: 'leakage',
        message: expect.stringMatching(/^2 values/) as string,
      }),
    );
  });
});
