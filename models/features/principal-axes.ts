import { crossProduct, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

export interface PrincipalAxesOptions {
  /** Centre, `[p]`. */
  readonly mean: Float32Array;
  /** How many axes, at most `p`. */
  readonly components: number;
  readonly random: RandomStream;
}

/** Up to this many features their covariance is decomposed exactly. */
const EXACT_UP_TO = 512;
const OVERSAMPLING = 10;
const POWER_ITERATIONS = 3;
/** Directions with less than this share of the largest eigenvalue are rounding error. */
const NEGLIGIBLE = 1e-12;

/**
 * Leading principal axes of the given rows, `[p, k]` row-major, columns orthonormal, largest variance first; a column
 * is 0 where the rows span fewer dimensions. Exact for few features, randomised subspace iteration for many; float64.
 * @see Halko, Martinsson & Tropp 2011, doi:10.1137/090771806, algorithms 4.4 and 5.1
 */
export function principalAxes(
  matrix: SparseMatrix,
  rows: Int32Array,
  options: PrincipalAxesOptions,
): Float32Array {
  const axes =
    matrix.columns <= EXACT_UP_TO ? exactAxes(matrix, rows, options) : randomisedAxes(matrix, rows, options);
  return fixSigns(axes, options.components);
}

/** An axis may point either way; this makes results comparable: its largest loading is positive. */
function fixSigns(axes: Float32Array, components: number): Float32Array {
  const largest = new Float32Array(components);
  axes.forEach((loading, index) => {
    const k = index % components;
    if (Math.abs(loading) > Math.abs(largest[k] ?? 0)) largest[k] = loading;
  });
  return axes.map((loading, index) => ((largest[index % components] ?? 0) < 0 ? -loading : loading));
}

function exactAxes(
  matrix: SparseMatrix,
  rows: Int32Array,
  { mean, components }: PrincipalAxesOptions,
): Float32Array {
  const size = matrix.columns;
  const scatter = new Float64Array(size * size);
  for (const row of rows) {
    const end = matrix.indptr[row + 1] ?? 0;
    for (let a = matrix.indptr[row] ?? 0; a < end; a += 1) {
      const start = (matrix.indices[a] ?? 0) * size;
      const value = matrix.values[a] ?? 0;
      // Columns ascend in a row, so this fills the upper triangle.
      for (let b = a; b < end; b += 1) {
        const cell = start + (matrix.indices[b] ?? 0);
        scatter[cell] = (scatter[cell] ?? 0) + value * (matrix.values[b] ?? 0);
      }
    }
  }
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      lower[i * size + j] = (scatter[j * size + i] ?? 0) - rows.length * (mean[i] ?? 0) * (mean[j] ?? 0);
    }
  }
  const { values, vectors } = symmetricEigen({ rows: size, columns: size, values: lower });
  const axes = new Float32Array(size * components);
  for (let k = 0; k < components; k += 1) {
    if ((values[k] ?? 0) <= NEGLIGIBLE * (values[0] ?? 0)) break;
    for (let column = 0; column < size; column += 1) {
      axes[column * components + k] = vectors[k * size + column] ?? 0;
    }
  }
  return axes;
}

function randomisedAxes(
  matrix: SparseMatrix,
  rows: Int32Array,
  { mean, components, random }: PrincipalAxesOptions,
): Float32Array {
  const centred = { matrix, rows, mean };
  const width = Math.min(components + OVERSAMPLING, matrix.columns);
  let basis: DenseMatrix = {
    rows: matrix.columns,
    columns: width,
    values: Float64Array.from({ length: matrix.columns * width }, () => random.normal()),
  };
  for (let iteration = 0; iteration < POWER_ITERATIONS; iteration += 1) {
    basis = orthonormal(timesTransposed(centred, orthonormal(times(centred, basis))));
  }
  // Rotate the subspace onto its principal axes: eigenvectors of the scatter seen from inside it.
  const image = times(centred, basis);
  const { values, vectors } = symmetricEigen(crossProduct(image, image));
  const axes = new Float32Array(matrix.columns * components);
  for (let k = 0; k < Math.min(components, basis.columns); k += 1) {
    if ((values[k] ?? 0) <= NEGLIGIBLE * (values[0] ?? 0)) break;
    const weights = vectors.subarray(k * basis.columns, (k + 1) * basis.columns);
    for (let column = 0; column < matrix.columns; column += 1) {
      let sum = 0;
      for (let j = 0; j < basis.columns; j += 1) {
        sum += (basis.values[column * basis.columns + j] ?? 0) * (weights[j] ?? 0);
      }
      axes[column * components + k] = sum;
    }
  }
  return axes;
}

/** Rows of a sparse matrix with the mean taken off, without ever storing that dense matrix. */
interface CentredRows {
  readonly matrix: SparseMatrix;
  readonly rows: Int32Array;
  readonly mean: Float32Array;
}

/** `(A - 1 mean^T) B`, shape `[rows, width]`. */
function times({ matrix, rows, mean }: CentredRows, { columns: width, values }: DenseMatrix): DenseMatrix {
  const origin = new Float64Array(width);
  mean.forEach((value, column) => {
    for (let k = 0; k < width; k += 1) {
      origin[k] = (origin[k] ?? 0) + value * (values[column * width + k] ?? 0);
    }
  });
  const result = new Float64Array(rows.length * width);
  rows.forEach((row, index) => {
    const target = index * width;
    for (let k = 0; k < width; k += 1) result[target + k] = -(origin[k] ?? 0);
    for (let entry = matrix.indptr[row] ?? 0; entry < (matrix.indptr[row + 1] ?? 0); entry += 1) {
      const source = (matrix.indices[entry] ?? 0) * width;
      const value = matrix.values[entry] ?? 0;
      for (let k = 0; k < width; k += 1) {
        result[target + k] = (result[target + k] ?? 0) + value * (values[source + k] ?? 0);
      }
    }
  });
  return { rows: rows.length, columns: width, values: result };
}

/** `(A - 1 mean^T)^T B`, shape `[p, width]`. */
function timesTransposed(
  { matrix, rows, mean }: CentredRows,
  { columns: width, values }: DenseMatrix,
): DenseMatrix {
  const result = new Float64Array(matrix.columns * width);
  const total = new Float64Array(width);
  rows.forEach((row, index) => {
    const source = index * width;
    for (let k = 0; k < width; k += 1) total[k] = (total[k] ?? 0) + (values[source + k] ?? 0);
    for (let entry = matrix.indptr[row] ?? 0; entry < (matrix.indptr[row + 1] ?? 0); entry += 1) {
      const target = (matrix.indices[entry] ?? 0) * width;
      const value = matrix.values[entry] ?? 0;
      for (let k = 0; k < width; k += 1) {
        result[target + k] = (result[target + k] ?? 0) + value * (values[source + k] ?? 0);
      }
    }
  });
  mean.forEach((value, column) => {
    const target = column * width;
    for (let k = 0; k < width; k += 1) {
      result[target + k] = (result[target + k] ?? 0) - value * (total[k] ?? 0);
    }
  });
  return { rows: matrix.columns, columns: width, values: result };
}

/**
 * An orthonormal basis of the columns' span, `Y V / sqrt(eigenvalues)` of `Y^T Y`; it has fewer columns where `Y` is
 * rank deficient.
 */
function orthonormal(matrix: DenseMatrix): DenseMatrix {
  const { columns: width } = matrix;
  const { values, vectors } = symmetricEigen(crossProduct(matrix, matrix));
  const kept = values.filter((value) => value > NEGLIGIBLE * (values[0] ?? 0)).length;
  const result = new Float64Array(matrix.rows * kept);
  for (let row = 0; row < matrix.rows; row += 1) {
    for (let k = 0; k < kept; k += 1) {
      let sum = 0;
      for (let j = 0; j < width; j += 1) {
        sum += (matrix.values[row * width + j] ?? 0) * (vectors[k * width + j] ?? 0);
      }
      result[row * kept + k] = sum / Math.sqrt(values[k] ?? 1);
    }
  }
  return { rows: matrix.rows, columns: kept, values: result };
}
