import { ModelError } from '../errors.ts';
import { columnMeans, rowOf, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { minimise } from '../statistics/lbfgs.ts';

/** A softmax regression on standardised columns, fitted on a frozen representation. */
export interface LinearProbe {
  readonly classes: number;
  /** Taken off and divided by, `[columns]`. */
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  /** `[classes, columns + 1]` row-major, the intercept last. */
  readonly weights: Float64Array;
}

export interface LinearProbeOptions {
  readonly classes: number;
  /** Inverse strength of the L2 penalty, as in `1/2 |w|^2 + C * sum of losses`; default 1. */
  readonly c?: number;
}

/**
 * Fits a probe: what a linear reader can tell from a representation. Intercepts are not penalised; two classes are
 * the usual logistic regression.
 * @param representation shape `[n, columns]`.
 * @param labels class of each row, 0..classes-1.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see method.md 5.6 and 5.7 (a)
 */
export function fitLinearProbe(
  representation: DenseMatrix,
  labels: ArrayLike<number>,
  { classes, c = 1 }: LinearProbeOptions,
): LinearProbe {
  requireLabels(representation, labels);
  const width = representation.columns + 1;
  const mean = columnMeans(representation);
  const unfitted = {
    classes,
    mean,
    scale: standardDeviations(representation, mean),
    weights: new Float64Array(classes * width),
  };
  const inputs = standardised(unfitted, representation);
  // Two symmetric sets of weights of one half each carry half the penalty of a single set.
  const factor = classes === 2 ? c / 2 : c;
  const { x } = minimise((weights, gradient) => {
    let loss = factor * addLossGradient({ weights, classes }, inputs, labels, gradient);
    gradient.forEach((slope, index) => {
      const weight = index % width === width - 1 ? 0 : (weights[index] ?? 0);
      gradient[index] = factor * slope + weight;
      loss += weight ** 2 / 2;
    });
    return loss;
  }, unfitted.weights);
  return { ...unfitted, weights: x };
}

/** Class probabilities of each row, `[n, classes]` row-major. */
export function probeProbabilities(probe: LinearProbe, representation: DenseMatrix): Float64Array {
  const inputs = standardised(probe, representation);
  const result = new Float64Array(representation.rows * probe.classes);
  for (let row = 0; row < representation.rows; row += 1) {
    result.set(softmax(probe, rowOf(inputs, row)), row * probe.classes);
  }
  return result;
}

/** Most probable class of each row, `[n]`. */
export function probePredictions(probe: LinearProbe, representation: DenseMatrix): Int32Array {
  const probabilities = probeProbabilities(probe, representation);
  return Int32Array.from({ length: representation.rows }, (_, row) => {
    const ofRow = probabilities.subarray(row * probe.classes, (row + 1) * probe.classes);
    return ofRow.indexOf(Math.max(...ofRow));
  });
}

/** Mean cross-entropy of the labels under the probe, in nats. @throws {ModelError} `shape` when the lengths differ. */
export function probeLoss(
  probe: LinearProbe,
  representation: DenseMatrix,
  labels: ArrayLike<number>,
): number {
  requireLabels(representation, labels);
  const unused = new Float64Array(probe.weights.length);
  return addLossGradient(probe, standardised(probe, representation), labels, unused) / representation.rows;
}

function requireLabels(representation: DenseMatrix, labels: ArrayLike<number>): void {
  if (labels.length === representation.rows) return;
  throw new ModelError('shape', `expected ${representation.rows} labels, got ${labels.length}`);
}

/** Sum of cross-entropies; adds its gradient to `gradient`. */
function addLossGradient(
  probe: Pick<LinearProbe, 'weights' | 'classes'>,
  inputs: DenseMatrix,
  labels: ArrayLike<number>,
  gradient: Float64Array,
): number {
  const width = inputs.columns + 1;
  let loss = 0;
  for (let row = 0; row < inputs.rows; row += 1) {
    const input = rowOf(inputs, row);
    const probabilities = softmax(probe, input);
    probabilities.forEach((probability, k) => {
      const residual = probability - (labels[row] === k ? 1 : 0);
      const start = k * width;
      for (let j = 0; j < inputs.columns; j += 1) {
        gradient[start + j] = (gradient[start + j] ?? 0) + residual * (input[j] ?? 0);
      }
      gradient[start + inputs.columns] = (gradient[start + inputs.columns] ?? 0) + residual;
    });
    loss -= Math.log(Math.max(probabilities[labels[row] ?? 0] ?? 0, Number.MIN_VALUE));
  }
  return loss;
}

function softmax(
  { weights, classes }: Pick<LinearProbe, 'weights' | 'classes'>,
  input: ArrayLike<number>,
): Float64Array {
  const width = input.length + 1;
  const scores = Float64Array.from({ length: classes }, (_, k) => {
    let score = weights[k * width + input.length] ?? 0;
    for (let j = 0; j < input.length; j += 1) score += (weights[k * width + j] ?? 0) * (input[j] ?? 0);
    return score;
  });
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Standard deviations, 1 where a column does not vary. */
function standardDeviations({ rows, columns, values }: DenseMatrix, mean: Float64Array): Float64Array {
  const squares = new Float64Array(columns);
  values.forEach((value, index) => {
    const column = index % columns;
    squares[column] = (squares[column] ?? 0) + (value - (mean[column] ?? 0)) ** 2;
  });
  return squares.map((square) => Math.sqrt(square / Math.max(rows, 1)) || 1);
}

function standardised(
  { mean, scale }: Pick<LinearProbe, 'mean' | 'scale'>,
  { rows, columns, values }: DenseMatrix,
): DenseMatrix {
  const scaled = Float64Array.from(values, (value, index) => {
    const column = index % columns;
    return (value - (mean[column] ?? 0)) / (scale[column] ?? 1);
  });
  return { rows, columns, values: scaled };
}
