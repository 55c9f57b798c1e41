import { describe, expect, it } from 'vitest';
import type { CodeEvent, EncounterEvidence } from '../../../models/features/evidence.ts';
import { perModality } from '../../../models/modalities/modality.ts';
import { charlsonConditions } from './charlson.ts';
import { laceIndex } from './lace.ts';

const code = (system: string, value: string): CodeEvent => ({
  system,
  code: value,
  name: null,
  minutesBefore: null,
  file: 'f',
  line: 2,
});

function stay(
  values: EncounterEvidence['demographics']['values'],
  diagnoses: readonly CodeEvent[] = [],
): EncounterEvidence {
  return {
    encounter: '1',
    patient: '1',
    states: perModality(() => 'noneRecorded'),
    demographics: { file: 'f', line: 2, values },
    diagnoses,
    procedures: [],
    medications: [],
    labs: [],
    notes: [],
  };
}

describe('laceIndex', () => {
  it.each([
    [23.9, 0],
    [24, 1],
    [3 * 24, 3],
    [4 * 24, 4],
    [6.9 * 24, 4],
    [7 * 24, 5],
    [14 * 24, 7],
  ])('gives a stay of %s hours %s points', (lengthOfStayHours, points) => {
    expect(laceIndex(stay({ lengthOfStayHours }))).toBe(points);
  });

  it('adds three for an emergency, and up to four for visits', () => {
    const values = { lengthOfStayHours: 0, admissionType: 'EW EMER.', emergencyVisitsPrevious180Days: 2 };
    expect(laceIndex(stay(values))).toBe(5);
    expect(laceIndex(stay({ ...values, emergencyVisitsPrevious180Days: 9 }))).toBe(7);
    expect(laceIndex(stay({ ...values, admissionType: 'ELECTIVE' }))).toBe(2);
  });

  it('adds comorbidities, four points and more as five', () => {
    const none = { lengthOfStayHours: 0 };
    const failure = code('ICD9CM', '4280');
    const infarct = code('ICD10CM', 'I21.4');
    expect(laceIndex(stay(none, [failure, code('ICD10CM', 'I509')]))).toBe(2);
    expect(laceIndex(stay(none, [failure, infarct]))).toBe(3);
    expect(laceIndex(stay(none, [failure, infarct, code('ICD9CM', '25000')]))).toBe(5);
    expect(laceIndex(stay(none, [code('ICD10CM', 'C787')]))).toBe(5);
  });

  it('reaches nineteen and no more', () => {
    const worst = { lengthOfStayHours: 999, admissionType: 'URGENT', emergencyVisitsPrevious180Days: 50 };
    expect(laceIndex(stay(worst, [code('ICD10CM', 'C780'), code('ICD10CM', 'B20')]))).toBe(19);
  });

  it('is not known without diagnoses or length of stay', () => {
    expect(laceIndex(stay({ lengthOfStayHours: null }))).toBeNull();
    const evidence = stay({ lengthOfStayHours: 1 });
    expect(laceIndex({ ...evidence, states: { ...evidence.states, diagnoses: 'unavailable' } })).toBeNull();
  });
});

describe('charlsonConditions', () => {
  it.each([
    ['ICD9CM', '1739', []],
    ['ICD9CM', '1749', ['tumour']],
    ['ICD9CM', '1970', ['metastatic tumour']],
    ['ICD10CM', 'C449', []],
    ['ICD10CM', 'C61', ['tumour']],
    ['ICD9CM', '5856', ['moderate or severe renal disease']],
    ['ICD10CM', 'N186', ['moderate or severe renal disease']],
    ['ICD10CM', 'E1122', ['diabetes with complications']],
    ['ICD10CM', 'E119', ['diabetes without complications']],
    ['ICD9CM', '40491', ['congestive heart failure']],
    ['ICD9CM', '40493', ['congestive heart failure', 'moderate or severe renal disease']],
    ['ICD10CM', 'K7030', ['mild liver disease']],
    ['ICD10CM', 'K766', ['moderate or severe liver disease']],
    ['ICD9PCS', '4280', []],
    ['ICD10CM', '4280', []],
  ])('reads %s %s', (system, value, expected) => {
    expect(charlsonConditions([code(system, value)])).toEqual(expected);
  });
});
