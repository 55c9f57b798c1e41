import type { DenseMatrix } from './dense-matrix.ts';

/**
 * Lower factor `L` of a symmetric positive definite matrix `A = L L^T`, shape `[n, n]` row-major.
 * @returns `null` when a pivot is not above rounding error, so that the matrix is not positive definite.
 */
export function choleskyFactor(matrix: DenseMatrix): Float64Array | null {
  const size = matrix.rows;
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix.values[i * size + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0);
      if (i === j) {
        // Relative to the diagonal, so that the scale of the matrix does not matter.
        if (!(sum > 1e-14 * Math.abs(matrix.values[i * size + i] ?? 0))) return null;
        factor[i * size + i] = Math.sqrt(sum);
      } else {
        factor[i * size + j] = sum / (factor[j * size + j] ?? 1);
      }
    }
  }
  return factor;
}

/** Solves `A x = b` for symmetric positive definite `A`; `null` when it is not. */
export function choleskySolve(matrix: DenseMatrix, right: ArrayLike<number>): Float64Array | null {
  const factor = choleskyFactor(matrix);
  if (factor === null) return null;
  const size = matrix.rows;
  const x = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (factor[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * size + i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (factor[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * size + i] ?? 1);
  }
  return x;
}
