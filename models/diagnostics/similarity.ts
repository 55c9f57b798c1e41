import { type Defined, ModelError } from '../errors.ts';
import { columnMeans, dot, rowOf, takeRows, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';

/** Latents of one modality and where it is present. */
export interface PresentLatents {
  /** Shape `[n, k]`; rows where the modality is absent are not read. */
  readonly latents: DenseMatrix;
  /** 1 where present, `[n]`. */
  readonly present: ArrayLike<number>;
}

/** Encounters with both, below which two modalities are not compared. */
export const MINIMUM_PAIRS = 30;

/**
 * Mean cosine of the latents of two modalities over encounters that have both; rows of zero norm are skipped.
 * @param centre takes each modality's mean over the encounters that have it off first. Without it the common mean that
 * adversarial training gives all latents dominates.
 * @returns in [-1, 1]; undefined with fewer than `minimumPairs`.
 * @throws {ModelError} `shape` when rows or widths differ.
 * @see method.md 2.1
 */
export function latentCosine(
  i: PresentLatents,
  j: PresentLatents,
  { centre, minimumPairs = MINIMUM_PAIRS }: { readonly centre: boolean; readonly minimumPairs?: number },
): Defined<number> {
  const pairs = pairedRows(i, j);
  if (pairs.length < minimumPairs)
    return { undefined: `${pairs.length} encounters have both, needs ${minimumPairs}` };
  const origin = new Float64Array(i.latents.columns);
  const [centreI, centreJ] = centre ? [presentMean(i), presentMean(j)] : [origin, origin];
  let sum = 0;
  let compared = 0;
  for (const row of pairs) {
    const a = rowOf(i.latents, row).map((value, k) => value - (centreI[k] ?? 0));
    const b = rowOf(j.latents, row).map((value, k) => value - (centreJ[k] ?? 0));
    const norms = Math.sqrt(dot(a, a) * dot(b, b));
    if (norms === 0) continue;
    sum += dot(a, b) / norms;
    compared += 1;
  }
  return compared === 0 ? { undefined: 'all latents are 0' } : { value: sum / compared };
}

/** Row numbers of the encounters that have both modalities. @throws {ModelError} `shape` */
export function pairedRows(i: PresentLatents, j: PresentLatents): number[] {
  if (i.latents.rows !== j.latents.rows || i.latents.columns !== j.latents.columns) {
    const shape = ({ rows, columns }: DenseMatrix): string => `[${rows}, ${columns}]`;
    throw new ModelError('shape', `expected latents of shape ${shape(i.latents)}, got ${shape(j.latents)}`);
  }
  const rows: number[] = [];
  for (let row = 0; row < i.latents.rows; row += 1) {
    if (i.present[row] === 1 && j.present[row] === 1) rows.push(row);
  }
  return rows;
}

function presentMean({ latents, present }: PresentLatents): Float64Array {
  const rows = Array.from({ length: latents.rows }, (_, row) => row).filter((row) => present[row] === 1);
  return columnMeans(takeRows(latents, rows));
}
