import { ModelError } from '../errors.ts';
import type { DenseMatrix } from './dense-matrix.ts';

export interface SymmetricEigen {
  /** Descending, shape `[n]`. */
  readonly values: Float64Array;
  /** Row `i` is the unit eigenvector of `values[i]`, of either sign; shape `[n, n]` row-major. */
  readonly vectors: Float64Array;
}

/** `T = Q^T A Q` tridiagonal, and `Q^T` row-major. */
interface Tridiagonal {
  readonly size: number;
  readonly diagonal: Float64Array;
  /** Entry `i` couples `i` and `i + 1`; the last is 0. */
  readonly offDiagonal: Float64Array;
  readonly basis: Float64Array | null;
}

const MAX_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reduction, then implicit QL, all in float64.
 * @param matrix shape `[n, n]`; only the lower triangle is read.
 * @see Golub & Van Loan, Matrix Computations, 8.3
 */
export function symmetricEigen(matrix: DenseMatrix): SymmetricEigen {
  const tridiagonal = tridiagonalise(matrix, true);
  diagonalise(tridiagonal);
  return sortDescending(tridiagonal);
}

/** Eigenvalues alone, descending; about a third of the work. */
export function symmetricEigenvalues(matrix: DenseMatrix): Float64Array {
  const tridiagonal = tridiagonalise(matrix, false);
  diagonalise(tridiagonal);
  return tridiagonal.diagonal.sort((a, b) => b - a);
}

function tridiagonalise(matrix: DenseMatrix, withBasis: boolean): Tridiagonal {
  const size = matrix.rows;
  const work = symmetricCopy(matrix);
  const reflectors: { readonly vector: Float64Array; readonly factor: number }[] = [];
  const offDiagonal = new Float64Array(size);
  for (let k = 0; k + 1 < size; k += 1) {
    const column = Float64Array.from({ length: size - k - 1 }, (_, i) => work[(k + 1 + i) * size + k] ?? 0);
    const reflector = householder(column);
    offDiagonal[k] = reflector.image;
    reflectors.push(reflector);
    if (reflector.factor !== 0) reflectBlock(work, size, k + 1, reflector);
  }
  const diagonal = Float64Array.from({ length: size }, (_, i) => work[i * size + i] ?? 0);
  const basis = withBasis ? accumulate(reflectors, size) : null;
  return { size, diagonal, offDiagonal, basis };
}

function symmetricCopy({ rows, values }: DenseMatrix): Float64Array {
  const copy = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = values[i * rows + j] ?? 0;
      copy[i * rows + j] = value;
      copy[j * rows + i] = value;
    }
  }
  return copy;
}

/** The reflection `I - factor v v^T` that maps `column` onto `(image, 0, ..., 0)`. */
function householder(column: Float64Array): { vector: Float64Array; factor: number; image: number } {
  const first = column[0] ?? 0;
  let tail = 0;
  for (let i = 1; i < column.length; i += 1) tail += (column[i] ?? 0) ** 2;
  if (tail === 0) return { vector: column, factor: 0, image: first };
  const norm = Math.sqrt(first * first + tail);
  const image = first > 0 ? -norm : norm;
  const vector = column.slice();
  vector[0] = first - image;
  return { vector, factor: 2 / ((first - image) ** 2 + tail), image };
}

/** Replaces the trailing block `B` from index `from` by `H B H`, a symmetric update of rank two. */
function reflectBlock(
  work: Float64Array,
  size: number,
  from: number,
  { vector, factor }: { readonly vector: Float64Array; readonly factor: number },
): void {
  const length = size - from;
  const product = new Float64Array(length);
  let overlap = 0;
  for (let i = 0; i < length; i += 1) {
    let sum = 0;
    const start = (from + i) * size + from;
    for (let j = 0; j < length; j += 1) sum += (work[start + j] ?? 0) * (vector[j] ?? 0);
    product[i] = factor * sum;
    overlap += factor * sum * (vector[i] ?? 0);
  }
  for (let i = 0; i < length; i += 1) {
    product[i] = (product[i] ?? 0) - (factor / 2) * overlap * (vector[i] ?? 0);
  }
  for (let i = 0; i < length; i += 1) {
    const start = (from + i) * size + from;
    const vi = vector[i] ?? 0;
    const pi = product[i] ?? 0;
    for (let j = 0; j < length; j += 1) {
      work[start + j] = (work[start + j] ?? 0) - vi * (product[j] ?? 0) - pi * (vector[j] ?? 0);
    }
  }
}

/** `Q^T` row-major, `Q = H_0 H_1 ...`, reflector `k` acting on the indices from `k + 1`. */
function accumulate(
  reflectors: readonly { readonly vector: Float64Array; readonly factor: number }[],
  size: number,
): Float64Array {
  const transposed = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) transposed[i * size + i] = 1;
  // Q^T = ... H_1 H_0, so from the last to the first each H acts on the rows of Q^T from the right.
  for (let k = reflectors.length - 1; k >= 0; k -= 1) {
    const { vector, factor } = reflectors[k] ?? { vector: new Float64Array(0), factor: 0 };
    if (factor === 0) continue;
    for (let row = k + 1; row < size; row += 1) {
      const start = row * size + k + 1;
      let sum = 0;
      for (let j = 0; j < vector.length; j += 1) sum += (transposed[start + j] ?? 0) * (vector[j] ?? 0);
      sum *= factor;
      for (let j = 0; j < vector.length; j += 1) {
        transposed[start + j] = (transposed[start + j] ?? 0) - sum * (vector[j] ?? 0);
      }
    }
  }
  return transposed;
}

/**
 * Implicit QL with shifts; afterwards the diagonal holds the eigenvalues and the basis the eigenvectors.
 * @throws {ModelError} `training_diverged` when it does not converge, which only happens on non-finite entries.
 */
function diagonalise(tridiagonal: Tridiagonal): void {
  const { size, diagonal, offDiagonal } = tridiagonal;
  // Couplings at the rounding level of the whole matrix are nothing, also between eigenvalues that are nearly 0.
  const norm = diagonal.reduce(
    (most, d, i) => Math.max(most, Math.abs(d) + Math.abs(offDiagonal[i] ?? 0)),
    0,
  );
  const negligible = Number.EPSILON * norm;
  for (let start = 0; start < size; start += 1) {
    let end = blockEnd(offDiagonal, start, negligible);
    for (let sweep = 0; end > start; sweep += 1) {
      if (sweep === MAX_SWEEPS) {
        throw new ModelError('training_diverged', 'expected a matrix of finite numbers to decompose');
      }
      qlSweep(tridiagonal, start, end);
      end = blockEnd(offDiagonal, start, negligible);
    }
  }
}

/** Last index of the block that starts at `start` and is not yet split by a negligible coupling. */
function blockEnd(offDiagonal: Float64Array, start: number, negligible: number): number {
  let end = start;
  while (end + 1 < offDiagonal.length && !(Math.abs(offDiagonal[end] ?? 0) <= negligible)) end += 1;
  return end;
}

function qlSweep({ size, diagonal, offDiagonal, basis }: Tridiagonal, start: number, end: number): void {
  const coupling = offDiagonal[start] ?? 0;
  const half = ((diagonal[start + 1] ?? 0) - (diagonal[start] ?? 0)) / (2 * coupling);
  const root = Math.hypot(half, 1);
  let g = (diagonal[end] ?? 0) - (diagonal[start] ?? 0) + coupling / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = end - 1; i >= start; i -= 1) {
    const f = sine * (offDiagonal[i] ?? 0);
    const b = cosine * (offDiagonal[i] ?? 0);
    const r = Math.hypot(f, g);
    offDiagonal[i + 1] = r;
    if (r === 0) {
      // The block has split by itself; the next sweep goes on with the parts.
      diagonal[i + 1] = (diagonal[i + 1] ?? 0) - shift;
      offDiagonal[end] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    const centre = (diagonal[i + 1] ?? 0) - shift;
    const mixed = ((diagonal[i] ?? 0) - centre) * sine + 2 * cosine * b;
    shift = sine * mixed;
    diagonal[i + 1] = centre + shift;
    g = cosine * mixed - b;
    if (basis !== null) rotateRows(basis, size, i, { sine, cosine });
  }
  diagonal[start] = (diagonal[start] ?? 0) - shift;
  offDiagonal[start] = g;
  offDiagonal[end] = 0;
}

function rotateRows(
  basis: Float64Array,
  size: number,
  row: number,
  { sine, cosine }: { readonly sine: number; readonly cosine: number },
): void {
  const upper = row * size;
  const lower = upper + size;
  for (let k = 0; k < size; k += 1) {
    const high = basis[upper + k] ?? 0;
    const low = basis[lower + k] ?? 0;
    basis[lower + k] = sine * high + cosine * low;
    basis[upper + k] = cosine * high - sine * low;
  }
}

function sortDescending({ size, diagonal, basis }: Tridiagonal): SymmetricEigen {
  const order = Array.from({ length: size }, (_, index) => index);
  order.sort((a, b) => (diagonal[b] ?? 0) - (diagonal[a] ?? 0));
  const vectors = new Float64Array(size * size);
  order.forEach((index, rank) => {
    vectors.set((basis ?? vectors).subarray(index * size, (index + 1) * size), rank * size);
  });
  return { values: Float64Array.from(order, (index) => diagonal[index] ?? 0), vectors };
}
