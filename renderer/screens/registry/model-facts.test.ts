import { expect, it } from 'vitest';
import { de } from '../../text/de/index.ts';
import { en } from '../../text/en/index.ts';
import { cohortName } from './cohort-name.ts';
import { notAssessed } from './not-assessed.ts';

it('names the cohort of a model, and says where filters narrowed it', () => {
  const preset = 'default';
  const task = 'mortality-90d';
  expect(cohortName({ preset }, en)).toBe('Default');
  expect(cohortName({ preset, cohort: { task, preset, filters: {} } }, en)).toBe('Default');
  const filters = { ageYears: { from: 40 } };
  expect(cohortName({ preset, cohort: { task, preset, filters } }, en)).toBe(
    'Default, narrowed by filters: see Card',
  );
  const saved = { name: 'heart-failure', version: 2 };
  expect(cohortName({ preset, cohort: { task, preset, filters, saved } }, en)).toBe('heart-failure');
});

it('says once for each reason which metrics are not assessed', () => {
  const few = '8 events, needs 20';
  const missing = [
    { metric: 'auroc', reason: few },
    { metric: 'auprc', reason: few },
    { metric: 'brier', reason: 'no stays' },
  ];
  expect(notAssessed(missing, 'test', en)).toEqual([
    'Test AUROC and AUPRC not assessed: 8 events, needs 20.',
    'Test Brier score not assessed: no stays.',
  ]);
  expect(notAssessed(missing, 'test', de)[0]).toContain('AUROC und AUPRC');
});
