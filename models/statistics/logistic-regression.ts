import type { Defined } from '../errors.ts';
import { choleskySolve } from '../linear-algebra/cholesky.ts';
import type { DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import type { Counts } from '../metrics/metric.ts';
import { sigmoid, softplus } from './sigmoid.ts';

export interface LogisticProblem {
  /** Predictors without the intercept, shape `[numRows, numPredictors]`; may have no columns. */
  readonly design: DenseMatrix;
  /** 0/1, shape `[numRows]`. */
  readonly labels: ArrayLike<number>;
  /** Known part of the logit, shape `[numRows]`; default 0. */
  readonly offset?: ArrayLike<number>;
  /** Weight of each row; default 1. */
  readonly counts?: Counts;
  /** Ridge penalty `penalty / 2 * coefficient^2` of each predictor; default none. The intercept has none. */
  readonly penalties?: ArrayLike<number>;
}

export interface LogisticFit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
}

const MAX_STEPS = 100;
const STEP_TOLERANCE = 1e-10;
const MAX_HALVINGS = 30;

/**
 * Maximum (penalised) likelihood by Newton's method with step halving, to a last step below 1e-10.
 * @returns undefined when there is no finite solution: one class only, separated classes, or predictors that
 * cannot be told apart.
 */
export function fitLogisticRegression(problem: LogisticProblem): Defined<LogisticFit> {
  let parameters = new Float64Array(problem.design.columns + 1);
  let loss = penalisedLoss(problem, parameters);
  for (let iteration = 0; iteration < MAX_STEPS; iteration += 1) {
    const step = newtonStep(problem, parameters);
    if (step === null)
      return { undefined: 'no finite solution: the classes are separated or there is only one' };
    const next = descend(problem, parameters, step, loss);
    parameters = next.parameters;
    loss = next.loss;
    if (step.every((change) => Math.abs(change) < STEP_TOLERANCE)) {
      return { value: { intercept: parameters[0] ?? 0, coefficients: parameters.subarray(1) } };
    }
  }
  return { undefined: 'no finite solution: the classes are separated' };
}

/** The logit of one row of predictors, offset left out. */
export function logisticScore(fit: LogisticFit, predictors: ArrayLike<number>): number {
  let score = fit.intercept;
  for (let column = 0; column < fit.coefficients.length; column += 1) {
    score += (fit.coefficients[column] ?? 0) * (predictors[column] ?? 0);
  }
  return score;
}

function linearPredictor({ design, offset }: LogisticProblem, parameters: Float64Array, row: number): number {
  let score = (offset?.[row] ?? 0) + (parameters[0] ?? 0);
  const start = row * design.columns;
  for (let column = 0; column < design.columns; column += 1) {
    score += (parameters[column + 1] ?? 0) * (design.values[start + column] ?? 0);
  }
  return score;
}

function penalisedLoss(problem: LogisticProblem, parameters: Float64Array): number {
  let loss = 0;
  for (let row = 0; row < problem.design.rows; row += 1) {
    const score = linearPredictor(problem, parameters, row);
    loss += (problem.counts?.[row] ?? 1) * softplus(problem.labels[row] === 1 ? -score : score);
  }
  for (let column = 0; column < problem.design.columns; column += 1) {
    loss += ((problem.penalties?.[column] ?? 0) / 2) * (parameters[column + 1] ?? 0) ** 2;
  }
  return loss;
}

/** Solves `H step = -gradient`; `null` where the curvature has vanished. */
function newtonStep(problem: LogisticProblem, parameters: Float64Array): Float64Array | null {
  const { design } = problem;
  const size = design.columns + 1;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  const predictors = new Float64Array(size);
  predictors[0] = 1;
  for (let row = 0; row < design.rows; row += 1) {
    const count = problem.counts?.[row] ?? 1;
    if (count === 0) continue;
    const p = sigmoid(linearPredictor(problem, parameters, row));
    predictors.set(design.values.subarray(row * design.columns, (row + 1) * design.columns), 1);
    const residual = count * ((problem.labels[row] ?? 0) - p);
    const curvature = count * p * (1 - p);
    for (let i = 0; i < size; i += 1) {
      const x = predictors[i] ?? 0;
      if (x === 0) continue;
      gradient[i] = (gradient[i] ?? 0) + residual * x;
      for (let j = 0; j <= i; j += 1) {
        hessian[i * size + j] = (hessian[i * size + j] ?? 0) + curvature * x * (predictors[j] ?? 0);
      }
    }
  }
  for (let column = 0; column < design.columns; column += 1) {
    const penalty = problem.penalties?.[column] ?? 0;
    const i = column + 1;
    gradient[i] = (gradient[i] ?? 0) - penalty * (parameters[i] ?? 0);
    hessian[i * size + i] = (hessian[i * size + i] ?? 0) + penalty;
  }
  return choleskySolve({ rows: size, columns: size, values: hessian }, gradient);
}

/** Halves the step until the loss no longer rises. */
function descend(
  problem: LogisticProblem,
  from: Float64Array,
  step: Float64Array,
  loss: number,
): { parameters: Float64Array<ArrayBuffer>; loss: number } {
  let factor = 1;
  for (let halving = 0; ; halving += 1) {
    const parameters = Float64Array.from(from, (value, index) => value + factor * (step[index] ?? 0));
    const reached = penalisedLoss(problem, parameters);
    // At the optimum the loss moves only by rounding, so the last steps are taken whole.
    if (reached <= loss + 1e-12 * Math.abs(loss) || halving === MAX_HALVINGS)
      return { parameters, loss: reached };
    factor /= 2;
  }
}
