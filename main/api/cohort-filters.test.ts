import { expect, it } from 'vitest';
import { cohortFilters } from './cohort-filters.ts';
import { cohortSpec } from './common.ts';

it.each([
  [{ ageYears: { from: 40, to: 80 } }],
  [{ ageYears: { from: 90 } }],
  [{ lengthOfStayHours: { from: 0, to: 0.5 } }],
  [{ diagnoses: { with: [{ code: 'I50' }, { name: 'heart failure' }] } }],
  [{ procedures: { without: [{ code: '5A19', system: 'ICD10PCS' }], recorded: 'either' } }],
  [{ present: { modalities: ['labs'], atLeast: 6 } }],
])('takes %o', (filters) => {
  expect(cohortFilters.parse(filters)).toEqual(filters);
});

it.each([
  ['children', { ageYears: { from: 17 } }],
  ['an age that sources hide', { ageYears: { to: 95 } }],
  ['limits that fall', { ageYears: { from: 80, to: 40 } }],
  ['a stay that falls', { lengthOfStayHours: { from: 48, to: 24 } }],
  ['neither with nor without', { diagnoses: { recorded: 'either' } }],
  ['no term', { diagnoses: { with: [] } }],
  ['a term that is both', { diagnoses: { with: [{ code: 'I50', name: 'heart failure' }] } }],
  ['a term that is neither', { diagnoses: { with: [{ system: 'ICD10CM' }] } }],
  ['a modality that there is not', { present: { modalities: ['images'] } }],
  ['more modalities than there are', { present: { atLeast: 7 } }],
  ['a filter that there is not', { sex: 'F' }],
  ['a name that there is not', { ageYears: { above: 40 } }],
])('refuses %s', (_, filters) => {
  expect(cohortFilters.safeParse(filters).success).toBe(false);
});

it('refuses a rule of another version, without which the cohort would be another', () => {
  const spec = { task: 'mortality-90d' };
  expect(cohortSpec.safeParse(spec).success).toBe(true);
  for (const more of [{ moonPhase: 'full' }, { rules: { moonPhase: 'full' } }, { inputs: { moon: true } }]) {
    expect(cohortSpec.safeParse({ ...spec, ...more }).success).toBe(false);
  }
});
