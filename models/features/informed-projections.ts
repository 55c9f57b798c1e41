import { dot, takeRows } from '../linear-algebra/dense-matrix.ts';
import { isDefined } from '../metrics/metric.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { fitRotation, project, type Projection, type ProjectionOptions } from './projection.ts';
import { sharedAxes, type WhiteBlock } from './shared-axes.ts';
import type { SparseMatrix } from './sparse-matrix.ts';

/** The features of one modality, and the rows to fit on. */
export interface FeatureBlock {
  /** Shape `[n, p]`. */
  readonly matrix: SparseMatrix;
  /** 1 for training encounters that have the modality, `[n]`. */
  readonly rowMask: Uint8Array;
}

/** Penalty of the regression for the direction that tells the outcome, on components of `RIDGE_ENERGY` together. */
const RIDGE = 100;
const RIDGE_ENERGY = 8;
/** What its logit is multiplied by, up to the largest deviation; a shared direction has deviation 1. */
const TELLING_FACTOR = 2.5;
const LARGEST_TELLING = 3;
/** Energy of the leading components together. */
const LEADING_ENERGY = 0.5;
/** Below this share of the largest deviation a component is rounding error. */
const NEGLIGIBLE = 1e-6;

/**
 * Projections of all modalities at once, in which what matters comes before what merely varies. The inputs of a modality
 * are, in this order: the direction that tells the outcome best by a ridge regression on the modality alone; the
 * directions that it shares with the other modalities; its leading principal components, half as many as there are
 * inputs, at the square root of their size and small. All are linear in the features.
 * @param labels 0/1 of every row, `[n]`; read where a mask is 1.
 * @throws {ModelError} `shape` when a mask has another length than its matrix has rows.
 */
export function fitInformedProjections(
  blocks: readonly FeatureBlock[],
  labels: Uint8Array,
  options: ProjectionOptions,
): Projection[] {
  const all = blocks.map((block) => componentsOf(block, options));
  return all.map((own, at) => {
    const others = all.filter((_, other) => other !== at).map(({ white }) => white);
    const most = options.components / 2 - 1;
    const shared = sharedAxes(own.white, others).slice(0, Math.max(0, most));
    const axes = [
      ...tellingAxis(own, labels),
      ...shared.map((axis) => sharedAxis(own, axis)),
      ...leadingAxes(own, Math.ceil(options.components / 2)),
    ];
    return mixed(own.rotation, axes, options.components);
  });
}

/** A modality on its principal components. */
interface Components {
  readonly rotation: Projection;
  /** Deviation of each over the rows that have the modality, `[k]`; 0 where they do not vary. */
  readonly deviations: Float64Array;
  readonly white: WhiteBlock;
}

/** A direction among the components: what each is multiplied by, `[k]`. */
type Axis = Float64Array;

function componentsOf({ matrix, rowMask }: FeatureBlock, options: ProjectionOptions): Components {
  const rotation = fitRotation(matrix, rowMask, options);
  const k = rotation.components;
  const scores = project(rotation, matrix).map((score, i) => score * (rowMask[Math.floor(i / k)] ?? 0));
  const deviations = deviationsOf(scores, k, rowMask);
  const inverse = deviations.map((deviation) => (deviation > 0 ? 1 / deviation : 0));
  scores.forEach((score, i) => {
    scores[i] = score * (inverse[i % k] ?? 0);
  });
  const white = { scores: { rows: matrix.rows, columns: k, values: scores }, present: rowMask };
  return { rotation, deviations, white };
}

function deviationsOf(scores: Float32Array, k: number, rowMask: Uint8Array): Float64Array {
  const energy = new Float64Array(k);
  scores.forEach((score, i) => {
    energy[i % k] = (energy[i % k] ?? 0) + score * score;
  });
  const n = rowMask.reduce((sum, bit) => sum + bit, 0);
  const deviations = energy.map((sum) => Math.sqrt(sum / Math.max(n, 1)));
  const smallest = NEGLIGIBLE * deviations.reduce((most, deviation) => Math.max(most, deviation), 0);
  return deviations.map((deviation) => (deviation > smallest ? deviation : 0));
}

/** In units of a standard deviation. */
function sharedAxis({ deviations }: Components, axis: Float64Array): Axis {
  return axis.map((weight, j) => over(weight, deviations[j]));
}

/** Each with the square root of its deviation, so that the small are less small than they are. */
function leadingAxes({ deviations }: Components, count: number): Axis[] {
  const leading = deviations.subarray(0, count);
  const factor = rootScale(leading, LEADING_ENERGY);
  return [...leading.keys()].map((j) =>
    deviations.map((deviation, own) => (own === j ? over(factor, Math.sqrt(deviation)) : 0)),
  );
}

/** By a ridge regression, the small components held back the more; none where nothing can be told. */
function tellingAxis({ deviations, white }: Components, labels: Uint8Array): Axis[] {
  const factor = rootScale(deviations, RIDGE_ENERGY);
  const having = Int32Array.from(white.present.keys()).filter((row) => white.present[row] === 1);
  const size = deviations.map((deviation) => factor * Math.sqrt(deviation));
  const design = takeRows(white.scores, having);
  design.values.forEach((score, i) => {
    design.values[i] = score * (size[i % size.length] ?? 0);
  });
  const fitted = fitLogisticRegression({
    design,
    labels: Uint8Array.from(having, (row) => labels[row] ?? 0),
    penalties: size.map(() => RIDGE),
  });
  if (!isDefined(fitted)) return [];
  const weights = fitted.value.coefficients.map((coefficient, j) => coefficient * (size[j] ?? 0));
  const deviation = Math.sqrt(dot(weights, weights));
  if (!(deviation > 0)) return [];
  const scale = Math.min(TELLING_FACTOR, LARGEST_TELLING / deviation);
  return [weights.map((weight, j) => scale * over(weight, deviations[j]))];
}

/** What makes the energy of components, each at the square root of its deviation, the given one. */
function rootScale(deviations: Float64Array, energy: number): number {
  const sum = deviations.reduce((total, deviation) => total + deviation, 0);
  return sum > 0 ? Math.sqrt(energy / sum) : 0;
}

function over(value: number, deviation = 0): number {
  return deviation > 0 ? value / deviation : 0;
}

/** The rotation followed by these axes, as many inputs as there are components to be; those without an axis are 0. */
function mixed(
  { columns, components: k, mean, rotation }: Projection,
  axes: readonly Axis[],
  components: number,
): Projection {
  const loadings = new Float32Array(columns * components);
  axes.slice(0, components).forEach((axis, input) => {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let j = 0; j < k; j += 1) sum += (rotation?.[column * k + j] ?? 0) * (axis[j] ?? 0);
      loadings[column * components + input] = sum;
    }
  });
  return { columns, components, mean, rotation: loadings, scale: 1 };
}
