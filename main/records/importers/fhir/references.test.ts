import { expect, it } from 'vitest';
import { type BundleIndex, idOf, ownId, resolveReference } from './references.ts';

const BUNDLE: BundleIndex = new Map([
  ['urn:uuid:a1', { type: 'Patient', id: 'p1' }],
  ['https://x.example/fhir/Encounter/e1', { type: 'Encounter', id: 'e1' }],
]);

it.each([
  ['Patient/p1', null, { type: 'Patient', id: 'p1' }],
  ['Patient/p1/_history/2', null, { type: 'Patient', id: 'p1' }],
  ['http://hospital.example/fhir/Patient/p-1.a', null, { type: 'Patient', id: 'p-1.a' }],
  ['urn:uuid:a1', BUNDLE, { type: 'Patient', id: 'p1' }],
  // A bundle may refer to what another one holds.
  ['urn:uuid:b2', BUNDLE, { type: null, id: 'b2' }],
  ['https://x.example/fhir/Encounter/e1', BUNDLE, { type: 'Encounter', id: 'e1' }],
  ['#in', null, null],
  ['Practitioner?identifier=http://npi|9', null, null],
  [undefined, BUNDLE, null],
])('resolves %j', (reference, bundle, target) => {
  expect(resolveReference(reference, bundle)).toEqual(target);
});

it('tells a reference to another type of resource', () => {
  expect(idOf('Encounter', 'Encounter/e1', null)).toBe('e1');
  expect(idOf('Encounter', 'EpisodeOfCare/e1', null)).toBeNull();
  expect(idOf('Encounter', 'urn:uuid:e1', null)).toBe('e1');
});

it('knows a resource without an id by its address', () => {
  expect(ownId('p1', 'urn:uuid:a1')).toBe('p1');
  expect(ownId(undefined, 'urn:uuid:a1')).toBe('a1');
  expect(ownId(undefined, undefined)).toBeNull();
});
