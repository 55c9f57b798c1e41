import { expect, it } from 'vitest';
import { coded } from '../../../../testing/fhir-resources.ts';
import type { Outcome } from '../resource-reader.ts';
import { OBSERVATION } from './observation.ts';

const PLACE = { fileId: 1, line: 1, bundle: null };
const LOINC = 'http://loinc.org';

function read(elements: object): Outcome {
  return OBSERVATION.read(
    {
      resourceType: 'Observation',
      status: 'final',
      code: coded(LOINC, '1-0', 'A test'),
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2020-01-01T10:00:00Z',
      ...elements,
    },
    PLACE,
  );
}

/** Number, words and unit of each row. */
function values(elements: object): unknown[] {
  const outcome = read(elements);
  return 'rows' in outcome ? outcome.rows.map(({ value, text, unit }) => [value, text, unit]) : [outcome];
}

it.each([
  [{ valueQuantity: { value: 5.4 } }, [5.4, null, null]],
  [
    { valueQuantity: { value: 5, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' } },
    [5, null, 'mm[Hg]'],
  ],
  [
    { valueQuantity: { value: 5, unit: 'pills', system: 'http://snomed.info/sct', code: '1' } },
    [5, null, 'pills'],
  ],
  [{ valueQuantity: { value: 4.1, comparator: '>=', unit: 'g' } }, [4.1, '>=4.1', 'g']],
  [{ valueInteger: 15 }, [15, null, null]],
  [{ valueString: 'NEGATIVE' }, [null, 'NEGATIVE', null]],
  [
    { valueCodeableConcept: coded('http://snomed.info/sct', '260385009', 'Negative') },
    [null, 'Negative', null],
  ],
  [{ valueBoolean: false }, [null, 'false', null]],
  [{ valueRange: { low: { value: 2, unit: '/hpf' }, high: { value: 5 } } }, [null, '2-5', '/hpf']],
  [{ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }, [null, '1:128', null]],
  [{ valueTime: '08:00:00' }, [null, '08:00:00', null]],
])('reads %j', (elements, row) => {
  expect(values(elements)).toEqual([row]);
});

it.each([
  {},
  { dataAbsentReason: { text: 'not performed' } },
  { hasMember: [{ reference: 'Observation/2' }] },
  { valueQuantity: { unit: 'mg' } },
  { valueString: ' ' },
  { valueSampledData: { origin: { value: 0 }, period: 1, dimensions: 1 } },
])('has no result of %j', (elements) => {
  expect(read(elements)).toEqual({ leftOut: 'no_value' });
});

it('reads components beside the value of the whole, and those alone that have a value', () => {
  const component = [
    { code: coded(LOINC, '2-0'), valueQuantity: { value: 2 } },
    { code: coded(LOINC, '3-0'), dataAbsentReason: { text: 'unknown' } },
    { code: { text: 'fourth' }, valueString: 'four' },
  ];
  const outcome = read({ valueInteger: 9, component });
  const rows = 'rows' in outcome ? outcome.rows : [];
  expect(rows.map(({ part, system, code, value, text }) => [part, system, code, value, text])).toEqual([
    [0, 'LOINC', '1-0', 9, null],
    [1, 'LOINC', '2-0', 2, null],
    [2, 'TEXT', 'fourth', null, 'four'],
  ]);
});

it('keeps one of several codes: LOINC, or else the first', () => {
  const local = { system: 'http://hospital.example/tests', code: 'NA' };
  const codeOf = (coding: object[]) => {
    const outcome = read({ code: { coding }, valueInteger: 1 });
    return 'rows' in outcome ? outcome.rows.map(({ system, code }) => [system, code]) : [];
  };
  expect(codeOf([local, { system: LOINC, code: '2951-2' }])).toEqual([['LOINC', '2951-2']]);
  expect(codeOf([local, { code: 'x' }])).toEqual([['http://hospital.example/tests', 'NA']]);
});

it('takes the range of the healthy, and tells what is out of the ordinary', () => {
  const type = coded('http://terminology.hl7.org/CodeSystem/referencerange-meaning', 'therapeutic');
  const outcome = read({
    valueInteger: 3,
    referenceRange: [
      { type, low: { value: 8 } },
      { low: { value: 1 }, high: { value: 2 } },
    ],
    interpretation: [coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'HH')],
  });
  expect(outcome).toMatchObject({ rows: [{ low: 1, high: 2, abnormal: 1 }] });
  const normal = [coded('http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'N')];
  expect(read({ valueInteger: 3, interpretation: normal })).toMatchObject({ rows: [{ abnormal: 0 }] });
});

it('is charted when what it measures was over, or else when it was issued', () => {
  const charted = (elements: object) => {
    const outcome = read({ valueInteger: 1, effectiveDateTime: undefined, ...elements });
    return 'rows' in outcome ? outcome.rows.map((row) => [row['charted'], row['stored']]) : outcome;
  };
  const minute = (hour: number) => ({ minute: Date.UTC(2020, 0, 1, hour) / 60_000, offset: 0 });
  const time = (hour: number) => `2020-01-01T0${hour}:00:00Z`;
  expect(charted({ effectivePeriod: { start: time(1), end: time(3) } })).toEqual([[minute(3), null]]);
  expect(charted({ effectivePeriod: { start: time(1) } })).toEqual([[minute(1), null]]);
  expect(charted({ effectiveInstant: time(2), issued: time(4) })).toEqual([[minute(2), minute(4)]]);
  expect(charted({ issued: time(4) })).toEqual([[minute(4), minute(4)]]);
  expect(charted({})).toEqual({ fault: { code: 'missing_value', path: 'effectiveDateTime' } });
});

it.each([
  ['laboratory', true],
  ['vital-signs', true],
  ['social-history', false],
  ['imaging', false],
])('of the category %s is read: %s', (category, isRead) => {
  const outcome = read({ valueInteger: 1, category: [coded('x', category)] });
  expect('rows' in outcome).toBe(isRead);
});

it.each(['cancelled', 'entered-in-error'])('leaves out what is %s', (status) => {
  expect(read({ valueInteger: 1, status })).toEqual({ leftOut: 'left_out_status' });
});
