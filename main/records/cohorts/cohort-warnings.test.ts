import { expect, it } from 'vitest';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import { cohortWarnings } from './cohort-warnings.ts';

type Described = Parameters<typeof cohortWarnings>[0];

/** Warnings of a cohort with so many events in the calibration split, and enough of everything else. */
function warningsWith(calibrationPositives: number): string[] {
  const split = { n: 1_000, positives: 100 };
  const cohort = {
    labels: 'complete',
    labelled: 4_000,
    positives: 400,
    counts: {},
    codes: [],
    unlabelled: 0,
    splits: {
      train: split,
      validation: split,
      calibration: { n: 1_000, positives: calibrationPositives },
      test: split,
    },
  } as unknown as Described;
  const present = Object.fromEntries(MODALITIES.map((modality) => [modality, 900])) as Record<
    (typeof MODALITIES)[number],
    number
  >;
  return cohortWarnings(cohort, { present });
}

it('says what so many events can calibrate', () => {
  expect(warningsWith(9)).toEqual([
    'The calibration split has 9 positive encounters; below 10 the risks are not calibrated.',
  ]);
  expect(warningsWith(49)).toEqual([
    'The calibration split has 49 positive encounters; below 50 they correct the level of the risks, but hardly their spread.',
  ]);
  expect(warningsWith(50)).toEqual([]);
});
