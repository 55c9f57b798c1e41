import type { Defined } from '../errors.ts';
import { centreColumns, crossProduct, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { symmetricEigenvalues } from '../linear-algebra/symmetric-eigen.ts';

/** Machine epsilon of float32, the precision the representations were computed in. */
const FLOAT32_EPSILON = 1.1920929e-7;

/**
 * Singular values, descending, by way of the smaller of the two Gram matrices, in float64; as many as the smaller of
 * rows and columns. Error about 1.5e-8 of the largest.
 */
export function singularValues(matrix: DenseMatrix): Float64Array {
  const tall = matrix.rows >= matrix.columns ? matrix : transpose(matrix);
  return symmetricEigenvalues(crossProduct(tall, tall)).map((value) => Math.sqrt(Math.max(value, 0)));
}

export interface RepresentationRank {
  /** `exp(-sum p_i log p_i)` of the normalised singular values; undefined when all rows are equal. */
  readonly effective: Defined<number>;
  /** Singular values above `max(N, D) * float32 epsilon * s_1`. */
  readonly numerical: number;
}

/**
 * Rank of a representation after centring its columns.
 * @param representation shape `[N, D]`.
 * @see Roy & Vetterli 2007 (effective rank); method.md 5.1
 */
export function representationRank(representation: DenseMatrix): RepresentationRank {
  return rankOfSingularValues(singularValues(centreColumns(representation)), representation);
}

/** @param values descending; those at rounding level count as 0 in the entropy too. */
export function rankOfSingularValues(
  values: Float64Array,
  { rows, columns }: Pick<DenseMatrix, 'rows' | 'columns'>,
): RepresentationRank {
  const tolerance = Math.max(rows, columns) * FLOAT32_EPSILON * (values[0] ?? 0);
  const kept = values.filter((value) => value > tolerance);
  const total = kept.reduce((sum, value) => sum + value, 0);
  if (total === 0) return { effective: { undefined: 'all rows are equal' }, numerical: 0 };
  const entropy = kept.reduce((sum, value) => sum - (value / total) * Math.log(value / total), 0);
  return { effective: { value: Math.exp(entropy) }, numerical: kept.length };
}

function transpose({ rows, columns, values }: DenseMatrix): DenseMatrix {
  const turned = Float64Array.from(
    { length: values.length },
    (_, index) => values[(index % rows) * columns + Math.floor(index / rows)] ?? 0,
  );
  return { rows: columns, columns: rows, values: turned };
}
