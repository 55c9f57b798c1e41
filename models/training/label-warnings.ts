import { ModelError } from '../errors.ts';
import type { SplitName } from './dataset.ts';
import { sentence, type Sentence, worded } from '../wording.ts';

/** Encounters of a split, and those with the outcome. */
export interface LabelCount {
  readonly all: number;
  readonly positives: number;
}

/** Positives below which a split suffers, and how that is said. */
const FEWEST: Readonly<
  Partial<Record<SplitName, readonly [least: number, warning: (found: number) => Sentence]>>
> = {
  train: [
    30,
    (found) => sentence`too_few_positives: ${found} in train, too few to learn much more than the base rate`,
  ],
  validation: [
    50,
    (found) =>
      sentence`too_few_positives: ${found} in validation, no epoch is chosen by so few: the last is kept`,
  ],
  calibration: [
    10,
    (found) => sentence`too_few_positives: ${found} in calibration, scores are not calibrated`,
  ],
};

/**
 * What the labels say of a training.
 * @returns warnings `too_few_positives: ...`.
 * @throws {ModelError} `one_class`.
 */
export function labelWarnings(countOf: (split: SplitName) => LabelCount): Sentence[] {
  const { all, positives } = countOf('train');
  if (positives === 0 || positives === all) {
    throw new ModelError(
      'one_class',
      worded`expected both labels in training, got ${positives} of ${all} positive`,
    );
  }
  return Object.entries(FEWEST).flatMap(([split, [least, warning]]) => {
    const found = countOf(split as SplitName).positives;
    return found < least ? [warning(found)] : [];
  });
}
