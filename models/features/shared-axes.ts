import { crossProduct, type DenseMatrix, rowOf } from '../linear-algebra/dense-matrix.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';

/** Scores of one modality, every column with mean 0 and variance 1 over the encounters that have it. */
export interface WhiteBlock {
  /** Shape `[n, k]`, 0 in the rows that do not have it. */
  readonly scores: DenseMatrix;
  /** 1 for the rows that have it, `[n]`. */
  readonly present: Uint8Array;
}

/** How far above the edge of noise a direction has to be: the tails of real scores are heavier than the law assumes. */
const ABOVE_NOISE = 1.3;

/**
 * Directions of a modality that go together with anything in the others: left singular vectors of its covariances with
 * all of them side by side, each in units of its own noise. Kept is what stands above the largest singular value that
 * unrelated blocks of this size would have, `sqrt(p) + sqrt(q)`: few rows give few directions, or none.
 * @returns unit vectors `[k]`, the strongest first.
 * @see Davidson & Szarek 2001, theorem 2.13, for the edge
 */
export function sharedAxes(block: WhiteBlock, others: readonly WhiteBlock[]): Float64Array[] {
  const p = block.scores.columns;
  const gram = new Float64Array(p * p);
  let q = 0;
  for (const other of others) {
    const n = countBoth(block.present, other.present);
    if (n === 0) continue;
    q += other.scores.columns;
    addGram(gram, crossProduct(block.scores, other.scores), n);
  }
  const edge = ABOVE_NOISE * (Math.sqrt(p) + Math.sqrt(q));
  const { values, vectors } = symmetricEigen({ rows: p, columns: p, values: gram });
  return [...values.keys()]
    .filter((i) => (values[i] ?? 0) > edge * edge)
    .map((i) => vectors.slice(i * p, (i + 1) * p));
}

function countBoth(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, bit, row) => sum + bit * (other[row] ?? 0), 0);
}

/** Adds `C C^T / n` to the lower triangle. */
function addGram(gram: Float64Array, cross: DenseMatrix, n: number): void {
  const p = cross.rows;
  for (let i = 0; i < p; i += 1) {
    const left = rowOf(cross, i);
    for (let j = 0; j <= i; j += 1) {
      const right = rowOf(cross, j);
      let sum = 0;
      for (let k = 0; k < left.length; k += 1) sum += (left[k] ?? 0) * (right[k] ?? 0);
      gram[i * p + j] = (gram[i * p + j] ?? 0) + sum / n;
    }
  }
}
