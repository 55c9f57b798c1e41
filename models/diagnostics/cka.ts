import { type Defined, ModelError } from '../errors.ts';
import {
  centreColumns,
  crossProduct,
  dot,
  rowOf,
  squaredNorm,
  type DenseMatrix,
} from '../linear-algebra/dense-matrix.ts';

/**
 * Linear centred kernel alignment, `|Y^T X|_F^2 / (|X^T X|_F |Y^T Y|_F)` on centred columns: 1 when one
 * representation is the other rotated and scaled. Biased upwards unless there are many more rows than columns.
 * @param x shape `[n, a]`
 * @param y shape `[n, b]`, the same encounters.
 * @returns in [0, 1]; undefined when either has no variance.
 * @throws {ModelError} `shape` when the numbers of rows differ.
 * @see Kornblith et al. 2019, arXiv:1905.00414
 */
export function linearCka(x: DenseMatrix, y: DenseMatrix): Defined<number> {
  requireSameRows(x, y);
  const [left, right] = [centreColumns(x), centreColumns(y)];
  const scale = Math.sqrt(squaredNorm(crossProduct(left, left)) * squaredNorm(crossProduct(right, right)));
  if (scale === 0) return { undefined: 'a representation without variance' };
  return { value: squaredNorm(crossProduct(right, left)) / scale };
}

const MINIMUM_ROWS = 4;

/**
 * Linear CKA from the unbiased estimate of HSIC on Gram matrices with zero diagonal; may fall below 0.
 * @param x shape `[n, a]`
 * @param y shape `[n, b]`, the same encounters.
 * @returns undefined with fewer than 4 rows or without variance.
 * @throws {ModelError} `shape` when the numbers of rows differ.
 * @see Song et al. 2012 (unbiased HSIC); Nguyen, Raghu, Kornblith 2021, arXiv:2010.15327
 */
export function debiasedCka(x: DenseMatrix, y: DenseMatrix): Defined<number> {
  requireSameRows(x, y);
  if (x.rows < MINIMUM_ROWS) return { undefined: `${x.rows} rows, needs ${MINIMUM_ROWS}` };
  const [left, right] = [centreColumns(x), centreColumns(y)];
  const square = unbiasedHsic(left, left) * unbiasedHsic(right, right);
  if (!(square > 0)) return { undefined: 'a representation without variance' };
  return { value: unbiasedHsic(left, right) / Math.sqrt(square) };
}

/**
 * Unbiased HSIC of the Gram matrices `K = X X^T`, `L = Y Y^T` with zero diagonals. The Gram matrices are never formed:
 * `sum(K*L) = |X^T Y|^2 - sum K_ii L_ii`, and the row sums of `K` are `X (X^T 1)` less the diagonal.
 */
function unbiasedHsic(x: DenseMatrix, y: DenseMatrix): number {
  const n = x.rows;
  const [k, l] = [gramSums(x), gramSums(y)];
  const overlap = squaredNorm(crossProduct(x, y)) - dot(k.diagonal, l.diagonal);
  const totals = (k.total * l.total) / ((n - 1) * (n - 2));
  return (overlap + totals - (2 / (n - 2)) * dot(k.rowSums, l.rowSums)) / (n * (n - 3));
}

interface GramSums {
  readonly diagonal: Float64Array;
  /** Sums of each row without its diagonal. */
  readonly rowSums: Float64Array;
  readonly total: number;
}

function gramSums(matrix: DenseMatrix): GramSums {
  const rows = Array.from({ length: matrix.rows }, (_, index) => rowOf(matrix, index));
  const columnTotals = new Float64Array(matrix.columns);
  for (const row of rows) {
    row.forEach((value, column) => {
      columnTotals[column] = (columnTotals[column] ?? 0) + value;
    });
  }
  const diagonal = Float64Array.from(rows, (row) => dot(row, row));
  const rowSums = Float64Array.from(rows, (row, index) => dot(row, columnTotals) - (diagonal[index] ?? 0));
  return { diagonal, rowSums, total: rowSums.reduce((sum, value) => sum + value, 0) };
}

function requireSameRows(x: DenseMatrix, y: DenseMatrix): void {
  if (x.rows !== y.rows) throw new ModelError('shape', `expected ${x.rows} paired rows, got ${y.rows}`);
}
