import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../../main/api/common.ts';
import { parseSearch, stringifySearch } from '../../app/search.ts';
import { searchOf, specOf, validateCohortSearch } from './search.ts';

const WHOLE: CohortSpec = {
  task: 'mortality-hospital',
  preset: 'yaib',
  source: 'mimic-iv',
  labels: 'complete',
  timing: 'available',
  hours: 48,
  variant: 'icu',
  lookBackHours: 36.5,
  rules: {
    mergeEpisodes: true,
    observationStays: 'exclude',
    deathWithoutReadmission: 'composite',
    unitStays: 'first',
  },
  inputs: { careLimitations: true },
  filters: {
    ageYears: { from: 40, to: 80 },
    lengthOfStayHours: { to: 240 },
    firstUnits: ['Medicine/Cardiology', 'Medical Intensive Care Unit (MICU)'],
    diagnoses: {
      with: [{ code: '428.0', system: 'ICD9CM' }, { name: 'heart failure, acute: on chronic' }],
      without: [{ code: 'cardiovascular|shock' }],
      recorded: 'earlier-stays',
    },
    procedures: { with: [{ code: '5A19' }] },
    present: { modalities: ['notes', 'labs'], atLeast: 3 },
    admissions: 'first',
  },
  split: { by: 'unit', test: ['Surgery', 'Med/Surg'] },
};

/** There and back by way of the address bar. */
function throughAddress(spec: CohortSpec): CohortSpec {
  return specOf(validateCohortSearch(parseSearch(stringifySearch({ ...searchOf(spec) }))));
}

describe('a cohort in an address', () => {
  it('is the default of the first task when it is empty', () => {
    expect(specOf(validateCohortSearch({}))).toEqual({ task: 'mortality-90d', preset: 'default' });
  });

  it('reads back as it was, with everything that can be chosen', () => {
    expect(throughAddress(WHOLE)).toEqual(WHOLE);
  });

  it.each<NonNullable<CohortSpec['split']>>([
    { by: 'time', testFrom: 2017 },
    { by: 'hospital' },
    { by: 'hospital', test: ['73', '420'] },
  ])('keeps the split %o', (split) => {
    const spec: CohortSpec = { task: 'mortality-90d', preset: 'default', split };
    expect(throughAddress(spec)).toEqual(spec);
  });

  it('leaves out what is the default', () => {
    const spec: CohortSpec = { task: 'mortality-90d', preset: 'default', split: { by: 'patient' } };
    expect(searchOf(spec)).toEqual({ task: 'mortality-90d' });
  });

  it('drops what cannot be meant', () => {
    const search = {
      task: 'mortality-30d',
      ageFrom: '12',
      ageTo: '60.5',
      hours: 'x',
      dx: 'I50;code:;moon:full',
      dxIn: 'tomorrow',
      hasAtLeast: '7',
      has: 'images',
      sides: 'time:soon',
      mergeEpisodes: 'false',
    };
    expect(validateCohortSearch(search)).toEqual({});
  });

  it('takes limits that fall for none, which their fields say', () => {
    expect(specOf({ ageFrom: 80, ageTo: 40, stayFrom: 24 }).filters).toEqual({
      lengthOfStayHours: { from: 24 },
    });
  });
});
