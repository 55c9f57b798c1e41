import { expect, it } from 'vitest';
import { systemName } from './code-systems.ts';
import { codesOf, textOf } from './codes.ts';

it.each([
  ['http://loinc.org', 'LOINC'],
  ['https://loinc.org/', 'LOINC'],
  ['http://snomed.info/sct', 'SNOMED'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', 'RXNORM'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'ICD10CM'],
  ['urn:oid:2.16.840.1.113883.6.90', 'ICD10CM'],
  ['urn:oid:1.2.3', 'urn:oid:1.2.3'],
  ['https://hospital.example/codes', 'https://hospital.example/codes'],
  [undefined, 'LOCAL'],
])('calls the system %j %s', (uri, name) => {
  expect(systemName(uri)).toBe(name);
});

it('keeps every code of a concept once, with the name that stands beside it or with the text', () => {
  const icd = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I50.9' };
  const snomed = { system: 'http://snomed.info/sct', code: '84114007', display: 'Heart failure' };
  expect(codesOf({ coding: [icd, snomed, icd, { display: 'no code' }], text: 'CHF' })).toEqual([
    { system: 'ICD10CM', code: 'I50.9', name: 'CHF' },
    { system: 'SNOMED', code: '84114007', name: 'Heart failure' },
  ]);
});

it('takes the text for the code where there is none, and nothing for nothing', () => {
  expect(codesOf({ text: 'CHF' })).toEqual([{ system: 'TEXT', code: 'CHF', name: 'CHF' }]);
  expect(codesOf({ text: 'Aspirin' }, 'DRUG')).toEqual([
    { system: 'DRUG', code: 'Aspirin', name: 'Aspirin' },
  ]);
  expect([codesOf(undefined), codesOf({ coding: [] }), textOf({ coding: [] })]).toEqual([[], [], null]);
});
