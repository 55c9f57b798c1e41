import { ModelError } from '../errors.ts';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { isPresent, isUsable, statesOf } from '../network/inputs.ts';
import { minimise } from '../statistics/lbfgs.ts';
import { logit, sigmoid, softplus } from '../statistics/sigmoid.ts';
import { SPLITS, type Dataset, type VectorizedEncounters } from '../training/dataset.ts';

/** A ridge logistic regression on the features of one modality. */
export interface LogisticExpert {
  /** One a feature, in the precision in which bundles keep them. */
  readonly weights: Float32Array;
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
  /** Those that get an expert; default: all of the data set. */
  readonly modalities?: readonly ModalityName[];
}

const TRAIN = SPLITS.indexOf('train');
/** Weights do not move in their fourth digit below this. */
const GRADIENT_TOLERANCE = 1e-4;

/**
 * Fits one expert a modality on the training encounters where it is present. An encounter with nothing usable takes no
 * part, nor in the prior.
 * @throws {ModelError} `one_class` when all training labels are the same.
 */
export function fitLogisticExperts(
  dataset: Dataset,
  { c = 0.02, modalities = dataset.modalities }: LogisticExpertsOptions = {},
): LogisticExperts {
  const { labels, splits } = dataset;
  const M = modalities.length;
  const states = statesOf(dataset, modalities);
  const training = [...splits.keys()].filter(
    (row) => splits[row] === TRAIN && states.subarray(row * M, (row + 1) * M).some(isUsable),
  );
  const positives = training.filter((row) => labels[row] === 1).length;
  if (positives === 0 || positives === training.length) {
    throw new ModelError('one_class', 'expected training labels of both classes');
  }
  const prior = logit(positives / training.length);
  const experts: Partial<Record<ModalityName, LogisticExpert>> = {};
  modalities.forEach((modality, column) => {
    const rows = training.filter((row) => isPresent(states[row * M + column] ?? 0));
    const features = dataset.inputs[modality];
    const classes = new Set(rows.map((row) => labels[row]));
    if (features === undefined || classes.size < 2) return;
    experts[modality] = fitExpert({ features, rows, labels }, prior, c);
  });
  return { prior, experts };
}

/**
 * What each modality says beyond the prior, in logits, row-major `[n, numModalities]`; 0 where it is not present or has
 * no expert.
 * @param modalities the columns; default: all of the batch.
 */
export function expertEvidence(
  { prior, experts }: LogisticExperts,
  batch: VectorizedEncounters,
  modalities: readonly ModalityName[] = batch.modalities,
): Float64Array {
  const M = modalities.length;
  const states = statesOf(batch, modalities);
  const evidence = new Float64Array(states.length);
  modalities.forEach((modality, column) => {
    const expert = experts[modality];
    const features = batch.inputs[modality];
    if (expert === undefined || features === undefined) return;
    for (let cell = column; cell < states.length; cell += M) {
      if (!isPresent(states[cell] ?? 0)) continue;
      evidence[cell] = rowScore(features, (cell - column) / M, expert.weights) + expert.intercept - prior;
    }
  });
  return evidence;
}

/**
 * Raw logits, `prior + sum over modalities in use of (their logit - prior)`, `[n]`.
 * @param used row-major `[n, numModalities]`, 1 = may be used; default: all that is present.
 */
export function expertLogits(
  experts: LogisticExperts,
  batch: VectorizedEncounters,
  used?: ArrayLike<number>,
): Float64Array {
  const M = batch.modalities.length;
  const logits = new Float64Array(batch.encounters.length).fill(experts.prior);
  expertEvidence(experts, batch).forEach((evidence, cell) => {
    if ((used?.[cell] ?? 1) !== 1) return;
    const row = Math.floor(cell / M);
    logits[row] = (logits[row] ?? 0) + evidence;
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
  return { weights: Float32Array.from(x.subarray(0, columns)), intercept: x[columns] ?? prior };
}

function rowScore(features: SparseMatrix, row: number, weights: Float32Array | Float64Array): number {
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
