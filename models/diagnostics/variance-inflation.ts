import type { Defined } from '../errors.ts';
import { choleskySolve } from '../linear-algebra/cholesky.ts';
import { centreColumns, crossProduct, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { symmetricEigenvalues } from '../linear-algebra/symmetric-eigen.ts';

const MINIMUM_VARIANCE = 1e-12;
const MINIMUM_EIGENVALUE = 1e-8;
const ROWS_PER_COLUMN = 10;

export interface VarianceInflation {
  /** One a column that was used; undefined, "infinite", when the columns are linearly dependent. */
  readonly factors: Defined<Float64Array>;
  readonly mean: Defined<number>;
  /** Columns dropped because they hardly vary. */
  readonly dropped: number;
  /** Columns left out because there are fewer than 10 rows a column; the ones of largest variance were kept. */
  readonly leftOut: number;
  /** Numerical rank of the correlation matrix. */
  readonly rank: number;
}

/**
 * Variance inflation of each column given the others, the diagonal of the inverse correlation matrix.
 * @param representation shape `[N, D]`.
 * @see method.md 5.4
 */
export function varianceInflation(representation: DenseMatrix): VarianceInflation {
  const centred = centreColumns(representation);
  const { columns, rows } = centred;
  const variances = Float64Array.from({ length: columns }, (_, column) => columnVariance(centred, column));
  const varying = [...variances.keys()].filter((column) => (variances[column] ?? 0) >= MINIMUM_VARIANCE);
  const limit =
    rows >= ROWS_PER_COLUMN * varying.length ? varying.length : Math.floor(rows / ROWS_PER_COLUMN);
  const used = varying
    .toSorted((a, b) => (variances[b] ?? 0) - (variances[a] ?? 0))
    .slice(0, limit)
    .sort((a, b) => a - b);
  const correlation = correlationMatrix(centred, used, variances);
  const eigenvalues = symmetricEigenvalues(correlation);
  const counted = {
    dropped: columns - varying.length,
    leftOut: varying.length - used.length,
    rank: eigenvalues.filter((value) => value >= MINIMUM_EIGENVALUE).length,
  };
  const factors = inverseDiagonal(correlation, counted.rank);
  if ('undefined' in factors) return { factors, mean: factors, ...counted };
  const mean = factors.value.reduce((sum, factor) => sum + factor, 0) / factors.value.length;
  return { factors, mean: { value: mean }, ...counted };
}

function columnVariance(centred: DenseMatrix, column: number): number {
  let sum = 0;
  for (let row = 0; row < centred.rows; row += 1)
    sum += (centred.values[row * centred.columns + column] ?? 0) ** 2;
  return sum / Math.max(centred.rows, 1);
}

function correlationMatrix(
  centred: DenseMatrix,
  used: readonly number[],
  variances: Float64Array,
): DenseMatrix {
  const values = new Float64Array(centred.rows * used.length);
  for (let row = 0; row < centred.rows; row += 1) {
    used.forEach((column, index) => {
      const deviation = centred.values[row * centred.columns + column] ?? 0;
      values[row * used.length + index] = deviation / Math.sqrt((variances[column] ?? 1) * centred.rows);
    });
  }
  const standardised = { rows: centred.rows, columns: used.length, values };
  return crossProduct(standardised, standardised);
}

function inverseDiagonal(correlation: DenseMatrix, rank: number): Defined<Float64Array> {
  const size = correlation.columns;
  if (size === 0) return { undefined: 'no column varies, or there are fewer than 10 rows' };
  const infinite = { undefined: `infinite: ${size} columns of rank ${rank}` };
  if (rank < size) return infinite;
  const factors = new Float64Array(size);
  for (let column = 0; column < size; column += 1) {
    const unit = new Float64Array(size);
    unit[column] = 1;
    const solution = choleskySolve(correlation, unit);
    if (solution === null) return infinite;
    factors[column] = solution[column] ?? 0;
  }
  return { value: factors };
}
