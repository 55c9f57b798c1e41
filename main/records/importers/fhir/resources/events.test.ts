import { describe, expect, it } from 'vitest';
import { coded } from '../../../../testing/fhir-resources.ts';
import type { Outcome, ResourceReader } from '../resource-reader.ts';
import { CONDITION } from './condition.ts';
import { MEDICATION } from './medication.ts';
import { MEDICATION_ADMINISTRATION } from './medication-administration.ts';
import { MEDICATION_REQUEST } from './medication-request.ts';
import { PROCEDURE } from './procedure.ts';

const PLACE = { fileId: 3, line: 7, bundle: null };
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const SUBJECT = { subject: { reference: 'Patient/p' } };
const CODE = { code: coded('http://snomed.info/sct', '1', 'Something') };
const DRUG = { medicationCodeableConcept: coded(RXNORM, '2') };

const read = (reader: ResourceReader, elements: object): Outcome =>
  reader.read({ ...SUBJECT, ...elements }, PLACE);
const minute = (hour: number) => ({ minute: Date.UTC(2020, 0, 1, hour) / 60_000, offset: 0 });
const time = (hour: number) => `2020-01-01T0${hour}:00:00Z`;

describe('what is left out', () => {
  it.each<[string, ResourceReader, object]>([
    ['refuted', CONDITION, { ...CODE, verificationStatus: coded('x', 'refuted') }],
    ['in error', CONDITION, { ...CODE, verificationStatus: coded('x', 'entered-in-error') }],
    ['not done', PROCEDURE, { ...CODE, status: 'not-done' }],
    ['prepared', PROCEDURE, { ...CODE, status: 'preparation' }],
    ['cancelled', MEDICATION_REQUEST, { ...DRUG, status: 'cancelled', intent: 'order' }],
    ['planned', MEDICATION_REQUEST, { ...DRUG, status: 'active', intent: 'plan' }],
    ['forbidden', MEDICATION_REQUEST, { ...DRUG, status: 'active', intent: 'order', doNotPerform: true }],
    ['not given', MEDICATION_ADMINISTRATION, { ...DRUG, status: 'not-done' }],
    ['in error', MEDICATION, { ...CODE, status: 'entered-in-error' }],
  ])('%s', (_, reader, elements) => {
    expect(read(reader, elements)).toEqual({ leftOut: 'left_out_status' });
  });

  it.each<[ResourceReader, object]>([
    [CONDITION, {}],
    [PROCEDURE, { status: 'completed', code: {} }],
    [MEDICATION_REQUEST, { status: 'active', intent: 'order' }],
    [MEDICATION_ADMINISTRATION, { status: 'completed', medicationReference: { reference: '#nowhere' } }],
    [MEDICATION, { code: {} }],
  ])('what does not say what it is about', (reader, elements) => {
    expect(read(reader, elements)).toEqual({ leftOut: 'no_code' });
  });

  it('what is about something else than a person', () => {
    expect(read(CONDITION, { ...CODE, subject: { reference: 'Group/1' } })).toEqual({
      leftOut: 'about_no_person',
    });
  });
});

describe('times', () => {
  it.each<[string, ResourceReader, object, object]>([
    [
      'a diagnosis has an onset, and is known when it was recorded',
      CONDITION,
      { ...CODE, onsetPeriod: { start: time(1) }, recordedDate: time(4) },
      { happened: minute(1), known: minute(4) },
    ],
    [
      'or else began when it was recorded',
      CONDITION,
      { ...CODE, recordedDate: time(4) },
      { happened: minute(4), known: minute(4) },
    ],
    [
      'one that was never recorded is not known at a time',
      CONDITION,
      { ...CODE, onsetDateTime: time(1) },
      { happened: minute(1), known: null },
    ],
    [
      'a procedure is known at no time',
      PROCEDURE,
      { ...CODE, status: 'completed', performedDateTime: time(2) },
      { happened: minute(2), known: null },
    ],
    [
      'an order is due when its first dose is, and known when it was written',
      MEDICATION_REQUEST,
      {
        ...{ ...DRUG, status: 'stopped', intent: 'order', authoredOn: time(1) },
        dosageInstruction: [5, 3].map((hour) => ({
          timing: { repeat: { boundsPeriod: { start: time(hour) } } },
        })),
      },
      { happened: minute(3), known: minute(1) },
    ],
    [
      'or else due at once',
      MEDICATION_REQUEST,
      { ...DRUG, status: 'active', intent: 'order', authoredOn: time(1) },
      { happened: minute(1), known: minute(1) },
    ],
    [
      'an undated order is known at no time',
      MEDICATION_REQUEST,
      { ...DRUG, status: 'active', intent: 'order' },
      { happened: null, known: null },
    ],
    [
      'a dose is known when it was given',
      MEDICATION_ADMINISTRATION,
      { ...DRUG, status: 'completed', effectivePeriod: { start: time(1), end: time(9) } },
      { happened: minute(1), known: minute(1) },
    ],
  ])('%s', (_, reader, elements, times) => {
    expect(read(reader, elements)).toMatchObject({ rows: [times] });
  });
});

describe('drugs', () => {
  const order = { status: 'active', intent: 'order' };

  it('are codes, a contained drug, a resource of their own with what it is called, or words', () => {
    const rowOf = (elements: object) => {
      const outcome = read(MEDICATION_REQUEST, { ...order, ...elements });
      return 'rows' in outcome
        ? outcome.rows.map(({ system, code, medication }) => [system, code, medication])
        : outcome;
    };
    const contained = [{ resourceType: 'Medication', id: 'in', code: coded(RXNORM, '5') }];
    expect(rowOf(DRUG)).toEqual([['RXNORM', '2', null]]);
    expect(rowOf({ contained, medicationReference: { reference: '#in' } })).toEqual([['RXNORM', '5', null]]);
    expect(rowOf({ medicationReference: { reference: 'Medication/m' } })).toEqual([[null, null, 'm']]);
    expect(rowOf({ medicationReference: { reference: 'Medication/m', display: 'Aspirin' } })).toEqual([
      ['DRUG', 'Aspirin', 'm'],
    ]);
    expect(rowOf({ medicationReference: { display: 'Aspirin' } })).toEqual([['DRUG', 'Aspirin', null]]);
  });
});

it('knows what has no id by where it stands', () => {
  expect(read(CONDITION, CODE)).toMatchObject({ rows: [{ id: '#3-7' }] });
});
