import { ModelError } from '../errors.ts';
import { RandomStream } from '../random/random-stream.ts';
import { principalAxes } from './principal-axes.ts';
import type { SparseMatrix } from './sparse-matrix.ts';
import type { SparseRow } from './sparse-rows.ts';

/**
 * How the sparse features of one modality become the dense inputs of a network: centre, rotate onto the leading
 * principal components (unwhitened, so that what varies little stays small), scale the block as a whole.
 * Plain cloneable data.
 */
export interface Projection {
  /** Features in, `p`. */
  readonly columns: number;
  /** Inputs out, `k`. */
  readonly components: number;
  /** Training mean of each feature over rows where the modality is present, `[p]`. */
  readonly mean: Float32Array;
  /** Loadings, `[p, k]` row-major. `null` = the features as they are, padded with zeros (`p <= k`). */
  readonly rotation: Float32Array | null;
  /** Multiplies the rotated block. */
  readonly scale: number;
}

export interface ProjectionOptions {
  /** Width of the result, `k`. */
  readonly components: number;
  readonly seed: number;
}

/** Rows that the rotation is computed from; more move the axes less than the seed of the network does. */
const MAX_ROTATION_ROWS = 10_000;
/** Energy is shared by this many components before a block counts as larger than another (recipes.md 2). */
const ENERGY_COMPONENTS = 8;

/**
 * Fits the projection of one modality.
 * @param matrix features, `[n, p]`.
 * @param rowMask 1 for the rows to fit on: training encounters where the modality is present.
 * @throws {ModelError} `shape` when the mask has another length than the matrix has rows.
 */
export function fitProjection(
  matrix: SparseMatrix,
  rowMask: ArrayLike<number>,
  options: ProjectionOptions,
): Projection {
  const { components } = options;
  const rows = rowsOf(matrix, rowMask);
  const unscaled: Projection =
    matrix.columns <= components
      ? { columns: matrix.columns, components, mean: meanOfRows(matrix, rows), rotation: null, scale: 1 }
      : rotateOnto(matrix, rows, options);
  return { ...unscaled, scale: blockScale(unscaled, matrix, rows) };
}

/**
 * The rotation onto the leading principal components alone, not scaled. It has fewer components than were asked for where
 * there are fewer features.
 * @throws {ModelError} `shape`, as `fitProjection`.
 */
export function fitRotation(
  matrix: SparseMatrix,
  rowMask: ArrayLike<number>,
  { components, seed }: ProjectionOptions,
): Projection {
  const rows = rowsOf(matrix, rowMask);
  return rotateOnto(matrix, rows, { components: Math.min(components, matrix.columns), seed });
}

function rotateOnto(
  matrix: SparseMatrix,
  rows: Int32Array,
  { components, seed }: ProjectionOptions,
): Projection {
  const random = RandomStream.fromSeed(seed).fork('projection');
  const mean = meanOfRows(matrix, rows);
  const rotation = principalAxes(matrix, sampleRows(rows, random), { mean, components, random });
  return { columns: matrix.columns, components, mean, rotation, scale: 1 };
}

function rowsOf(matrix: SparseMatrix, rowMask: ArrayLike<number>): Int32Array {
  if (rowMask.length !== matrix.rows) {
    throw new ModelError('shape', `expected a mask of ${matrix.rows} rows, got ${rowMask.length}`);
  }
  return Int32Array.from({ length: matrix.rows }, (_, row) => row).filter((row) => rowMask[row] === 1);
}

/**
 * Dense inputs of a modality, `[n, k]` row-major. A row without entries is a modality that is not present: all 0.
 * @throws {ModelError} `shape` when the matrix has other columns than the projection was fitted on.
 */
export function project(projection: Projection, matrix: SparseMatrix): Float32Array {
  if (matrix.columns !== projection.columns) {
    throw new ModelError('shape', `expected ${projection.columns} features, got ${matrix.columns}`);
  }
  const width = projection.components;
  const result = new Float32Array(matrix.rows * width);
  const origin = rotate(projection, projection.mean);
  for (let row = 0; row < matrix.rows; row += 1) {
    const inputs = projectRow(projection, origin, matrix, row);
    if (inputs !== null) result.set(inputs, row * width);
  }
  return result;
}

/** Inputs of one row; `null` when it has no entries. */
function projectRow(
  projection: Projection,
  origin: Float64Array,
  matrix: SparseMatrix,
  row: number,
): Float64Array | null {
  const start = matrix.indptr[row] ?? 0;
  const end = matrix.indptr[row + 1] ?? start;
  if (start === end) return null;
  const sums = new Float64Array(projection.components);
  let entry = start;
  for (; entry + 4 <= end && projection.rotation !== null; entry += 4) {
    addFourLoadings(projection.rotation, matrix, entry, sums);
  }
  for (; entry < end; entry += 1) {
    addLoadings(projection, matrix.indices[entry] ?? 0, matrix.values[entry] ?? 0, sums);
  }
  for (let k = 0; k < sums.length; k += 1) sums[k] = ((sums[k] ?? 0) - (origin[k] ?? 0)) * projection.scale;
  return sums;
}

/**
 * The transpose of `project`: turns a gradient on the inputs, `[k]`, into one on the features, `[p]`.
 * @throws {ModelError} `shape` when the gradient has another width.
 */
export function backproject(projection: Projection, gradient: ArrayLike<number>): Float64Array {
  const { columns, components, rotation, scale } = projection;
  if (gradient.length !== components) {
    throw new ModelError('shape', `expected a gradient of ${components}, got ${gradient.length}`);
  }
  return Float64Array.from({ length: columns }, (_, column) => {
    if (rotation === null) return scale * (gradient[column] ?? 0);
    let sum = 0;
    for (let k = 0; k < components; k += 1)
      sum += (rotation[column * components + k] ?? 0) * (gradient[k] ?? 0);
    return scale * sum;
  });
}

/**
 * Gradient x input of one encounter, per feature: `(x_j - mean_j) * dlogit/dx_j`, `[p]`. Adds up to the product of
 * the gradient and the projected input, 0 being an average patient.
 */
export function attributeToFeatures(
  projection: Projection,
  row: SparseRow,
  gradient: ArrayLike<number>,
): Float64Array {
  const slopes = backproject(projection, gradient);
  const deviations = Float64Array.from(projection.mean, (mean) => -mean);
  row.indices.forEach((column, entry) => {
    deviations[column] = (deviations[column] ?? 0) + (row.values[entry] ?? 0);
  });
  return slopes.map((slope, column) => slope * (deviations[column] ?? 0));
}

function meanOfRows(matrix: SparseMatrix, rows: Int32Array): Float32Array {
  const sums = new Float64Array(matrix.columns);
  for (const row of rows) {
    for (let entry = matrix.indptr[row] ?? 0; entry < (matrix.indptr[row + 1] ?? 0); entry += 1) {
      const column = matrix.indices[entry] ?? 0;
      sums[column] = (sums[column] ?? 0) + (matrix.values[entry] ?? 0);
    }
  }
  return Float32Array.from(sums, (sum) => sum / Math.max(rows.length, 1));
}

function sampleRows(rows: Int32Array, random: RandomStream): Int32Array {
  if (rows.length <= MAX_ROTATION_ROWS) return rows;
  const chosen = random.permutation(rows.length).subarray(0, MAX_ROTATION_ROWS);
  return chosen.map((index) => rows[index] ?? 0).sort();
}

function blockScale(projection: Projection, matrix: SparseMatrix, rows: Int32Array): number {
  const origin = rotate(projection, projection.mean);
  let energy = 0;
  for (const row of rows) {
    for (const input of projectRow(projection, origin, matrix, row) ?? []) energy += input * input;
  }
  const meanEnergy = energy / Math.max(rows.length, 1);
  return meanEnergy > 0 ? Math.sqrt(Math.min(projection.components, ENERGY_COMPONENTS) / meanEnergy) : 1;
}

/** `vector` `[p]` times the rotation, `[k]`. */
function rotate(projection: Projection, vector: Float32Array): Float64Array {
  const result = new Float64Array(projection.components);
  vector.forEach((value, column) => addLoadings(projection, column, value, result));
  return result;
}

function addLoadings(
  { rotation, components }: Projection,
  column: number,
  value: number,
  sums: Float64Array,
): void {
  if (rotation === null) {
    sums[column] = (sums[column] ?? 0) + value;
    return;
  }
  const start = column * components;
  for (let k = 0; k < components; k += 1) sums[k] = (sums[k] ?? 0) + value * (rotation[start + k] ?? 0);
}

/** `addLoadings` of four entries, in the same order: each sum is read and written once for all of them. */
function addFourLoadings(
  rotation: Float32Array,
  { indices, values }: SparseMatrix,
  entry: number,
  sums: Float64Array,
): void {
  const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((i) => (indices[entry + i] ?? 0) * sums.length);
  const [u = 0, v = 0, w = 0, x = 0] = [0, 1, 2, 3].map((i) => values[entry + i] ?? 0);
  for (let k = 0; k < sums.length; k += 1) {
    sums[k] =
      (sums[k] ?? 0) +
      u * (rotation[a + k] ?? 0) +
      v * (rotation[b + k] ?? 0) +
      w * (rotation[c + k] ?? 0) +
      x * (rotation[d + k] ?? 0);
  }
}
