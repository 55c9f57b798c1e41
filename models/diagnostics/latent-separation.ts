import type { Defined } from '../errors.ts';
import { columnMeans, rowOf, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';

/**
 * Share of the latents' variance that lies between modalities: between-modality sum of squares over the total. 0 =
 * modalities cannot be told apart by their means, 1 = by nothing else.
 * @param latents one matrix a modality, rows where it is present, equal columns.
 * @returns in [0, 1]; undefined when nothing varies.
 * @see method.md 5.7 (c)
 */
export function modalityVarianceShare(latents: readonly DenseMatrix[]): Defined<number> {
  const rows = latents.reduce((sum, matrix) => sum + matrix.rows, 0);
  const means = latents.map((matrix) => columnMeans(matrix));
  const grand = new Float64Array(latents[0]?.columns ?? 0);
  latents.forEach(({ rows: size }, index) => {
    means[index]?.forEach((mean, column) => {
      grand[column] = (grand[column] ?? 0) + (mean * size) / rows;
    });
  });
  let between = 0;
  let total = 0;
  latents.forEach((matrix, index) => {
    between += matrix.rows * squaredDistance(means[index] ?? grand, grand);
    for (let row = 0; row < matrix.rows; row += 1) total += squaredDistance(rowOf(matrix, row), grand);
  });
  return total === 0 ? { undefined: 'the latents do not vary' } : { value: between / total };
}

function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2;
  return sum;
}
