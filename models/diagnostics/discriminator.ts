import type { Defined } from '../errors.ts';

/** How often modality `i` (row) was taken for modality `j` (column). */
export type Confusion = readonly (readonly number[])[];

/**
 * Counts pairs of true and predicted class.
 * @param truth class of each row, 0..classes-1.
 * @param predicted the same shape.
 */
export function confusionMatrix(
  truth: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): Confusion {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let index = 0; index < truth.length; index += 1) {
    const row = counts[truth[index] ?? -1];
    const column = predicted[index] ?? -1;
    if (row?.[column] !== undefined) row[column] += 1;
  }
  return counts;
}

/** Share of all rows on the diagonal; its chance level is the largest class share, so prefer the balanced one. */
export function accuracy(confusion: Confusion): Defined<number> {
  const total = confusion.flat().reduce((sum, count) => sum + count, 0);
  if (total === 0) return { undefined: 'no rows' };
  return { value: confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0) / total };
}

/** Mean recall over the classes that occur; chance is 1 / their number, whatever their shares. */
export function balancedAccuracy(confusion: Confusion): Defined<number> {
  const recalls = confusion.flatMap((row, index) => {
    const size = row.reduce((sum, count) => sum + count, 0);
    return size === 0 ? [] : [(row[index] ?? 0) / size];
  });
  if (recalls.length === 0) return { undefined: 'no rows' };
  return { value: recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length };
}

/** What a discriminator reaches that knows only how often each modality occurs. */
export interface DiscriminatorChance {
  /** Accuracy of always naming the most frequent modality. */
  readonly majority: number;
  /** Balanced accuracy of anything that ignores the latents. */
  readonly balanced: number;
  /** Entropy of the shares, `-sum pi log pi`: the chance level of the discrimination loss, in nats. */
  readonly loss: number;
}

/** @param counts how often each modality occurs. */
export function discriminatorChance(counts: readonly number[]): Defined<DiscriminatorChance> {
  const occurring = counts.filter((count) => count > 0);
  const total = occurring.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { undefined: 'no modality is present' };
  const loss = occurring.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return { value: { majority: Math.max(...occurring) / total, balanced: 1 / occurring.length, loss } };
}
