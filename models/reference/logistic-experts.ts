import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { MODALITY_STATES, type ModalityName } from '../modalities/modality.ts';
import { minimise } from '../statistics/lbfgs.ts';
import { logit, sigmoid, softplus } from '../statistics/sigmoid.ts';
import { SPLITS, type Dataset, type VectorizedEncounters } from '../training/dataset.ts';
import { ModelError } from '../errors.ts';

/** A ridge logistic regression on the features of one modality. */
export interface LogisticExpert {
  /** One a feature. */
  readonly weights: Float64Array;
  readonly intercept: number;
}

/**
 * A product of experts: each modality has its own regression, and what it says beyond the prior adds up, so that fewer
 * modalities mean a score nearer the base rate. The reference that a network has to beat.
 */
export interface LogisticExperts {
  /** Logit of the training prevalence. */
  readonly prior: number;
  /** A modality that no training encounter of both classes has, has no expert. */
  readonly experts: Readonly<Partial<Record<ModalityName, LogisticExpert>>>;
}

export interface LogisticExpertsOptions {
  /** Inverse strength of the ridge, as in `1/2 |w|^2 + C * sum of losses`; default .02 (recipes.md 2). */
  readonly c?: number;
}

const PRESENT = MODALITY_STATES.indexOf('present');
const TRAIN = SPLITS.indexOf('train');
/** Weights do not move in their fourth digit below this. */
const GRADIENT_TOLERANCE = 1e-4;

/**
 * Fits one expert a modality on the training encounters where it is present.
 * @throws {ModelError} `one_class` when all training labels are the same.
 */
export function fitLogisticExperts(
  dataset: Dataset,
  { c = 0.02 }: LogisticExpertsOptions = {},
): LogisticExperts {
  const training = [...dataset.splits.keys()].filter((row) => dataset.splits[row] === TRAIN);
  const positives = training.filter((row) => dataset.labels[row] === 1).length;
  if (positives === 0 || positives === training.length) {
    throw new ModelError('one_class', 'expected training labels of both classes');
  }
  const prior = logit(positives / training.length);
  const experts: Partial<Record<ModalityName, LogisticExpert>> = {};
  dataset.modalities.forEach((modality, column) => {
    const rows = training.filter((row) => isPresent(dataset, row, column));
    const features = dataset.inputs[modality];
    const classes = new Set(rows.map((row) => dataset.labels[row]));
    if (features === undefined || classes.size < 2) return;
    experts[modality] = fitExpert({ features, rows, labels: dataset.labels }, prior, c);
  });
  return { prior, experts };
}

/**
 * Raw logits, `prior + sum over modalities in use of (their logit - prior)`, `[n]`.
 * @param used row-major `[n, numModalities]`, 1 = may be used; default: all that is present.
 */
export function expertLogits(
  { prior, experts }: LogisticExperts,
  batch: VectorizedEncounters,
  used?: ArrayLike<number>,
): Float64Array {
  const logits = new Float64Array(batch.encounters.length).fill(prior);
  batch.modalities.forEach((modality, column) => {
    const expert = experts[modality];
    const features = batch.inputs[modality];
    if (expert === undefined || features === undefined) return;
    for (let row = 0; row < logits.length; row += 1) {
      const inUse = (used?.[row * batch.modalities.length + column] ?? 1) === 1;
      if (!inUse || !isPresent(batch, row, column)) continue;
      const evidence = rowScore(features, row, expert.weights) + expert.intercept - prior;
      logits[row] = (logits[row] ?? prior) + evidence;
    }
  });
  return logits;
}

interface ExpertData {
  readonly features: SparseMatrix;
  readonly rows: readonly number[];
  readonly labels: ArrayLike<number>;
}

/** Parameters: the weights, and the intercept last, which is not penalised. */
function fitExpert({ features, rows, labels }: ExpertData, prior: number, c: number): LogisticExpert {
  const { columns } = features;
  const start = new Float64Array(columns + 1);
  start[columns] = prior;
  const { x } = minimise(
    (parameters, gradient) => {
      let penalty = 0;
      for (let column = 0; column < columns; column += 1) {
        const weight = parameters[column] ?? 0;
        gradient[column] = weight;
        penalty += (weight * weight) / 2;
      }
      let loss = 0;
      for (const row of rows) {
        const score = rowScore(features, row, parameters) + (parameters[columns] ?? 0);
        const label = labels[row] === 1 ? 1 : 0;
        loss += softplus(label === 1 ? -score : score);
        const residual = c * (sigmoid(score) - label);
        gradient[columns] = (gradient[columns] ?? 0) + residual;
        addRow(gradient, features, row, residual);
      }
      return penalty + c * loss;
    },
    start,
    { gradientTolerance: GRADIENT_TOLERANCE },
  );
  return { weights: x.slice(0, columns), intercept: x[columns] ?? prior };
}

function rowScore(features: SparseMatrix, row: number, weights: Float64Array): number {
  let score = 0;
  for (let entry = features.indptr[row] ?? 0; entry < (features.indptr[row + 1] ?? 0); entry += 1) {
    score += (features.values[entry] ?? 0) * (weights[features.indices[entry] ?? 0] ?? 0);
  }
  return score;
}

function addRow(target: Float64Array, features: SparseMatrix, row: number, factor: number): void {
  for (let entry = features.indptr[row] ?? 0; entry < (features.indptr[row + 1] ?? 0); entry += 1) {
    const column = features.indices[entry] ?? 0;
    target[column] = (target[column] ?? 0) + factor * (features.values[entry] ?? 0);
  }
}

function isPresent({ states, modalities }: VectorizedEncounters, row: number, column: number): boolean {
  return states[row * modalities.length + column] === PRESENT;
}
