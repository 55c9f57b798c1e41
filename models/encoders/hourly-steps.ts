import type { SparseMatrix } from '../features/sparse-matrix.ts';

/** The hours of a record as features: column `(item * hours + hour before the prediction) * 2 + channel`. */
export interface HourlyShape {
  readonly items: number;
  readonly hours: number;
}

const CHANNELS = 2;

const VALUE = 0;
/** After so many hours a measurement counts half as recent. */
const HALF_RECENT_HOURS = 12;

export const hourlyColumns = ({ items, hours }: HourlyShape): number => items * hours * CHANNELS;

/** The inverse of {@link hourlyColumns}; no whole number where the features are not of these hours. */
export const hourlyItems = (columns: number, hours: number): number => columns / (hours * CHANNELS);

/** How recent a measurement is, from 1 at once towards 0; 0 = never measured. */
export const recency = (hoursAgo: number): number => HALF_RECENT_HOURS / (HALF_RECENT_HOURS + hoursAgo);

/** Width of a step: of each item the value, whether it was measured in this hour, and how recent that is. */
export const stepWidth = ({ items }: HourlyShape): number => 3 * items;

/** An entry of a row, and the steps over which it holds: until the next of its item and channel. Steps count from the oldest hour. */
interface Stretch {
  readonly entry: number;
  readonly item: number;
  readonly isValue: boolean;
  readonly from: number;
  readonly until: number;
}

/** Calls back with the stretch of each entry of a row. */
function eachStretch(
  { indptr, indices }: SparseMatrix,
  row: number,
  { hours }: HourlyShape,
  visit: (stretch: Stretch) => void,
): void {
  let current = -1;
  const until = [hours, hours];
  for (let entry = indptr[row] ?? 0; entry < (indptr[row + 1] ?? 0); entry += 1) {
    const column = indices[entry] ?? 0;
    const item = Math.floor(column / (CHANNELS * hours));
    const channel = column % CHANNELS;
    // Hours of one item come newest first.
    const from = hours - 1 - (Math.floor(column / CHANNELS) % hours);
    if (item !== current) until.fill(hours);
    current = item;
    visit({ entry, item, isValue: channel === VALUE, from, until: until[channel] ?? hours });
    until[channel] = from;
  }
}

/** Steps of rows, time first: `steps` `[hours, rows, 3 * items]`, and `begun` `[hours, rows]`, 1 from the first measurement on. */
export function hourlySteps(
  matrix: SparseMatrix,
  rows: Int32Array,
  shape: HourlyShape,
): { readonly steps: Float32Array; readonly begun: Float32Array } {
  const { items, hours } = shape;
  const width = stepWidth(shape);
  const steps = new Float32Array(hours * rows.length * width);
  const begun = new Float32Array(hours * rows.length);
  rows.forEach((row, place) => {
    let first = hours;
    eachStretch(matrix, row, shape, ({ entry, item, isValue, from, until }) => {
      first = Math.min(first, from);
      const value = matrix.values[entry] ?? 0;
      if (!isValue) steps[(from * rows.length + place) * width + items + item] = value;
      for (let step = from; step < until; step += 1) {
        const cell = (step * rows.length + place) * width + item;
        if (isValue) steps[cell] = value;
        else steps[cell + 2 * items] = recency(step - from);
      }
    });
    for (let step = first; step < hours; step += 1) begun[step * rows.length + place] = 1;
  });
  return { steps, begun };
}

/**
 * Gradient x value of each feature of a row, `[columns]`, each over the steps for which it holds.
 * @param gradient of its steps, `[hours, 3 * items]`.
 */
export function hourlyEffects(
  matrix: SparseMatrix,
  row: number,
  shape: HourlyShape,
  gradient: ArrayLike<number>,
): Float64Array {
  const { items } = shape;
  const width = stepWidth(shape);
  const effects = new Float64Array(matrix.columns);
  eachStretch(matrix, row, shape, ({ entry, item, isValue, from, until }) => {
    const value = matrix.values[entry] ?? 0;
    let sum = isValue ? 0 : value * (gradient[from * width + items + item] ?? 0);
    for (let step = from; step < until; step += 1) {
      const cell = step * width + item;
      sum += isValue
        ? value * (gradient[cell] ?? 0)
        : recency(step - from) * (gradient[cell + 2 * items] ?? 0);
    }
    effects[matrix.indices[entry] ?? 0] = sum;
  });
  return effects;
}
