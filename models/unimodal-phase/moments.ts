import { ModelError, type Defined } from '../errors.ts';
import { choleskySolve } from '../linear-algebra/cholesky.ts';
import { dot, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';

/** Second moments of centred inputs and a centred scalar target: all that gradient descent of a linear network sees. */
export interface Moments {
  /** Features of each modality; they are columns in this order. */
  readonly widths: readonly number[];
  /** `<x x^T>` over the features of all modalities, `[p, p]`. */
  readonly inputs: DenseMatrix;
  /** `<y x^T>`, `[p]`. */
  readonly target: Float64Array;
  /** `<y^2>`. */
  readonly power: number;
}

/** Numbers of modalities in the order of `widths`. */
export type Subset = readonly number[];

/**
 * Moments of data that are drawn by a linear rule, `y = w . x`, without noise.
 * @param weights `[p]`.
 * @throws {ModelError} `shape` when the sizes do not fit.
 */
export function noiselessMoments(
  inputs: DenseMatrix,
  widths: readonly number[],
  weights: ArrayLike<number>,
): Moments {
  const size = widths.reduce((sum, width) => sum + width, 0);
  if (inputs.rows !== size || inputs.columns !== size || weights.length !== size) {
    throw new ModelError(
      'shape',
      `expected ${size} features, got ${inputs.rows} and ${weights.length} weights`,
    );
  }
  const target = Float64Array.from({ length: size }, (_, row) =>
    dot(inputs.values.subarray(row * size, (row + 1) * size), weights),
  );
  return { widths, inputs, target, power: dot(target, weights) };
}

/** Columns of a modality, or of several one after the other. */
export function columnsOf({ widths }: Pick<Moments, 'widths'>, subset: Subset): number[] {
  const starts = widths.map((_, m) => widths.slice(0, m).reduce((sum, width) => sum + width, 0));
  return subset.flatMap((m) => Array.from({ length: widths[m] ?? 0 }, (_, i) => (starts[m] ?? 0) + i));
}

/** `S_ym`: how a modality goes with the target, `[p_m]`. */
export function correlation(moments: Moments, modality: number): Float64Array {
  return Float64Array.from(columnsOf(moments, [modality]), (column) => moments.target[column] ?? 0);
}

/** `S` of the rows of one subset and the columns of another. */
export function block(moments: Moments, rows: Subset, columns: Subset): DenseMatrix {
  const [down, across] = [columnsOf(moments, rows), columnsOf(moments, columns)];
  const size = moments.inputs.columns;
  const values = down.flatMap((row) =>
    across.map((column) => moments.inputs.values[row * size + column] ?? 0),
  );
  return { rows: down.length, columns: across.length, values: Float64Array.from(values) };
}

/**
 * `W_Q = S_yQ S_QQ^-1`, the best linear map of a subset alone, `[p_Q]`.
 * @returns undefined when its features are linearly dependent.
 */
export function solution(moments: Moments, subset: Subset): Defined<Float64Array> {
  const target = Float64Array.from(columnsOf(moments, subset), (column) => moments.target[column] ?? 0);
  const solved = choleskySolve(block(moments, subset, subset), target);
  return solved === null ? { undefined: 'features are linearly dependent' } : { value: solved };
}

/** `S_ym - W_Q S_Qm`: what a modality still explains once a subset is learned, `[p_m]`. @param learned `W_Q`. */
export function remaining(
  moments: Moments,
  { subset, learned }: { readonly subset: Subset; readonly learned: Float64Array },
  modality: number,
): Float64Array {
  const between = block(moments, [modality], subset);
  return correlation(moments, modality).map(
    (value, i) =>
      value - dot(between.values.subarray(i * between.columns, (i + 1) * between.columns), learned),
  );
}

/** Part of a solution over a subset that belongs to one of its modalities, `[p_m]`. */
export function partOf(
  { widths }: Pick<Moments, 'widths'>,
  { subset, learned }: { readonly subset: Subset; readonly learned: Float64Array },
  modality: number,
): Float64Array {
  const before = subset.slice(0, subset.indexOf(modality));
  const start = before.reduce((sum, m) => sum + (widths[m] ?? 0), 0);
  return learned.subarray(start, start + (widths[modality] ?? 0));
}

/** `1/2 <(y - W_Q x_Q)^2>` at the best linear map of a subset; of no modality at all, half the power of the target. */
export function lossAfter(moments: Moments, subset: Subset): Defined<number> {
  if (subset.length === 0) return { value: moments.power / 2 };
  const learned = solution(moments, subset);
  if ('undefined' in learned) return learned;
  const target = columnsOf(moments, subset).map((column) => moments.target[column] ?? 0);
  return { value: (moments.power - dot(learned.value, target)) / 2 };
}

/** Euclidean norm. */
export function norm(vector: ArrayLike<number>): number {
  return Math.sqrt(dot(vector, vector));
}
