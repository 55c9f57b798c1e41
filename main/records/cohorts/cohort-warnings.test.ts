import { expect, it } from 'vitest';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import { cohortWarnings } from './cohort-warnings.ts';

type Described = Parameters<typeof cohortWarnings>[0];

interface Given {
  readonly attrition?: Described['attrition'];
  readonly labelled?: number;
  readonly present?: number;
}

/** Warnings of a cohort with so many events in the calibration split, and enough of everything else but what is given. */
function warningsWith(
  calibrationPositives: number,
  { attrition = [], labelled = 4_000, present: n = 900 }: Given = {},
): string[] {
  const split = { n: 1_000, positives: 100 };
  const cohort = {
    labels: 'complete',
    labelled,
    attrition,
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
  const present = Object.fromEntries(MODALITIES.map((modality) => [modality, n])) as Record<
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

it('names the rule that leaves nobody, and what it asks, instead of what nobody has', () => {
  const warningsOf = (step: string): string[] =>
    warningsWith(0, {
      attrition: [
        { step: 'all admissions', left: 436 },
        { step, left: 0 },
        { step: 'discharged alive', left: 0 },
      ],
      labelled: 0,
      present: 0,
    });
  expect(warningsOf('aged 18 or over')).toEqual([
    'No encounter of this cohort has a label.',
    'The rule "aged 18 or over" leaves none. Whose age is not known is left out by it: ages follow from births.',
  ]);
  expect(warningsOf('starts in ITS')[1]).toBe('The rule "starts in ITS" leaves none.');
  expect(warningsWith(50, { present: 29 })).toHaveLength(MODALITIES.length);
});
