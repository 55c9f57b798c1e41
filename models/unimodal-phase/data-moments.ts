import { type Defined, ModelError } from '../errors.ts';
import { crossProduct, type DenseMatrix, rowOf, squaredNorm } from '../linear-algebra/dense-matrix.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import type { Moments } from './moments.ts';

export interface MomentData {
  /** Features of each modality, the same rows, `[n, p_m]` each. */
  readonly features: readonly DenseMatrix[];
  /** `[n]`. */
  readonly target: ArrayLike<number>;
  /** Weight of each row, `[n]`. */
  readonly weights: ArrayLike<number>;
  /** Scales the components of each modality to variance 1, which is another question than that of the data as they are. */
  readonly whitened?: boolean;
}

const MINIMUM_ROWS = 50;
const ROWS_PER_FEATURE = 10;
const MAXIMUM_COMPONENTS = 64;
/** Added to the diagonal of each modality, as a share of its mean variance, so that it can be inverted. */
const RIDGE = 1e-6;
/** Directions with less than this share of the largest variance are rounding error. */
const NEGLIGIBLE = 1e-12;

/**
 * Moments of data as a network reads them: weighted, centred, and, where a modality has more features than a tenth of
 * the rows, on its leading principal components, unwhitened: scale is what the theory reads.
 * @returns undefined with fewer than 50 rows, or where a modality or the target does not vary.
 * @throws {ModelError} `shape` when rows differ in number.
 * @see method.md 8.8
 */
export function dataMoments(data: MomentData): Defined<Moments> {
  const { features, target, weights, whitened = false } = data;
  const n = target.length;
  if (weights.length !== n || features.some(({ rows }) => rows !== n)) {
    throw new ModelError('shape', `expected ${n} rows of every modality`);
  }
  if (n < MINIMUM_ROWS) return { undefined: `${n} encounters have all of them, needs ${MINIMUM_ROWS}` };
  const y = centred({ rows: n, columns: 1, values: Float64Array.from(target) }, weights);
  const power = squaredNorm(y);
  const parts = features.map((matrix) => components(centred(matrix, weights), whitened));
  if (power === 0 || parts.some(({ columns }) => columns === 0)) {
    return { undefined: 'a modality or the label does not vary' };
  }
  const widths = parts.map(({ columns }) => columns);
  const joined = sideBySide(parts);
  return {
    value: {
      widths,
      inputs: withRidge(crossProduct(joined, joined), widths),
      target: Float64Array.from(crossProduct(y, joined).values),
      power,
    },
  };
}

/** Weighted mean taken off, each row times the root of its share of the weight: products are then weighted means. */
function centred({ rows, columns, values }: DenseMatrix, weights: ArrayLike<number>): DenseMatrix {
  const total = Array.from({ length: rows }, (_, row) => weights[row] ?? 0).reduce((sum, w) => sum + w, 0);
  const means = new Float64Array(columns);
  values.forEach((value, index) => {
    const share = (weights[Math.floor(index / columns)] ?? 0) / total;
    means[index % columns] = (means[index % columns] ?? 0) + share * value;
  });
  return {
    rows,
    columns,
    values: Float64Array.from(values, (value, index) => {
      const share = (weights[Math.floor(index / columns)] ?? 0) / total;
      const mean = means[index % columns] ?? 0;
      const deviation = value - mean;
      // What does not vary leaves the rounding of its mean behind.
      return Math.abs(deviation) <= NEGLIGIBLE * Math.abs(mean) ? 0 : Math.sqrt(share) * deviation;
    }),
  };
}

/** Principal components: all of them, which only turns the features, or where there are many the leading ones. */
function components(matrix: DenseMatrix, whitened: boolean): DenseMatrix {
  const limit = Math.floor(matrix.rows / ROWS_PER_FEATURE);
  const { values, vectors } = symmetricEigen(crossProduct(matrix, matrix));
  const varying = values.filter((value) => value > NEGLIGIBLE * (values[0] ?? 0) && value > 0).length;
  const kept = Math.min(varying, limit, matrix.columns <= limit ? matrix.columns : MAXIMUM_COMPONENTS);
  const result = new Float64Array(matrix.rows * kept);
  for (let row = 0; row < matrix.rows; row += 1) {
    const own = rowOf(matrix, row);
    for (let k = 0; k < kept; k += 1) {
      let sum = 0;
      for (let j = 0; j < matrix.columns; j += 1)
        sum += (own[j] ?? 0) * (vectors[k * matrix.columns + j] ?? 0);
      result[row * kept + k] = whitened ? sum / Math.sqrt(values[k] ?? 1) : sum;
    }
  }
  return { rows: matrix.rows, columns: kept, values: result };
}

function sideBySide(parts: readonly DenseMatrix[]): DenseMatrix {
  const rows = parts[0]?.rows ?? 0;
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const values = new Float64Array(rows * columns);
  let start = 0;
  for (const part of parts) {
    for (let row = 0; row < rows; row += 1) values.set(rowOf(part, row), row * columns + start);
    start += part.columns;
  }
  return { rows, columns, values };
}

function withRidge({ rows, columns, values }: DenseMatrix, widths: readonly number[]): DenseMatrix {
  const ridged = Float64Array.from(values);
  let start = 0;
  for (const width of widths) {
    const places = Array.from({ length: width }, (_, i) => (start + i) * (columns + 1));
    const trace = places.reduce((sum, place) => sum + (values[place] ?? 0), 0);
    for (const place of places) ridged[place] = (ridged[place] ?? 0) + (RIDGE * trace) / width;
    start += width;
  }
  return { rows, columns, values: ridged };
}
