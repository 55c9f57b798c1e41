import type { Defined } from '../errors.ts';
import type { DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { requireProjected } from '../network/inputs.ts';
import type { PreparedRun } from '../training/prepare.ts';
import { dataMoments } from './data-moments.ts';
import { type Depth, depthRatio } from './depth.ts';
import { learningOrder } from './learning-order.ts';
import type { Moments } from './moments.ts';
import {
  isRedundant,
  localWeight,
  misAttribution,
  type PhasePair,
  phasePair,
  type SuperficialPreference,
  superficialPreference,
  timeRatio,
} from './pair.ts';
import { simulatedRatio } from './simulated-ratio.ts';

/** Initial norms at which the depth formula is shown: it depends on them unless the fusion is late. */
export const INITIAL_NORMS = [0.1, 0.03, 0.01] as const;
/** Where the simulation of two layers starts: small enough for the leading order. */
const SIMULATED_START = { kind: 'aligned', u0: 1e-6 } as const;

/** How long the second modality is left unlearned. */
export type PhaseLength = 'short' | 'moderate' | 'long';

/** What plain gradient descent from small weights would do with two modalities. */
export interface PairPhase {
  readonly first: ModalityName;
  readonly second: ModalityName;
  /** Training encounters that have both. */
  readonly rows: number;
  /** `|S_yA|`, `|S_yB|`. */
  readonly correlations: readonly [first: number, second: number];
  /** The second tells nothing more once the first is known. */
  readonly redundant: boolean;
  /** `t_B / t_A` of two-layer late fusion (9). */
  readonly ratio: Defined<number>;
  /** The same, simulated. */
  readonly simulated: Defined<number>;
  /** At the depth of the network (12), one an initial norm of `INITIAL_NORMS`. */
  readonly atDepth: readonly Defined<number>[];
  /** Credit that the first takes for the second, over its final weight. */
  readonly misAttribution: Defined<number>;
  readonly preference: Defined<SuperficialPreference>;
}

export interface PhaseAssessment {
  /** One a pair of modalities; undefined where too few encounters have both. */
  readonly pairs: readonly {
    readonly modalities: readonly [ModalityName, ModalityName];
    readonly phase: Defined<PairPhase>;
  }[];
  /** All modalities by when they are learned, in units of `tau ln(1/u0)`; what is redundant is not in it. */
  readonly order: Defined<{
    readonly rows: number;
    readonly learned: readonly { readonly modality: ModalityName; readonly time: number }[];
  }>;
}

export interface PhaseOptions {
  readonly depth: Depth;
  /** Each modality whitened by itself. */
  readonly whitened: boolean;
  readonly onPair?: (modalities: readonly [ModalityName, ModalityName]) => void;
}

/**
 * Which modality plain gradient descent of a linear network from small weights would learn first, from the training
 * split alone, inputs as the network reads them, rows weighted as its loss. It does not hold under Adam.
 * @throws {ModelError} `configuration` where inputs are learned.
 * @see Zhang, Latham, Saxe 2024; method.md 8.8
 */
export function assessPhase(run: PreparedRun, options: PhaseOptions): PhaseAssessment {
  const { modalities } = run.inputs;
  requireProjected(run.inputs, 'unimodal phase');
  const pairs = modalities.flatMap((_, i) => modalities.slice(i + 1).map((__, j) => [i, i + 1 + j] as const));
  return {
    pairs: pairs.map(([i, j]) => {
      const names = [nameOf(run, i), nameOf(run, j)] as const;
      options.onPair?.(names);
      return { modalities: names, phase: pairPhase(run, [i, j], options) };
    }),
    order: orderOfAll(run, options),
  };
}

/** @returns the length in words. */
export function phaseLength(ratio: number): PhaseLength {
  if (ratio <= 1.5) return 'short';
  return ratio <= 4 ? 'moderate' : 'long';
}

function nameOf({ inputs }: PreparedRun, modality: number): ModalityName {
  return inputs.modalities[modality] ?? 'demographics';
}

function orderOfAll(run: PreparedRun, { whitened }: PhaseOptions): PhaseAssessment['order'] {
  const all = run.inputs.modalities.map((_, m) => m);
  const { rows, moments } = momentsOf(run, all, { rows: run.trainingRows, whitened });
  if ('undefined' in moments) return moments;
  const learned = learningOrder(moments.value).map(({ modality, time }) => ({
    modality: nameOf(run, modality),
    time,
  }));
  return { value: { rows, learned } };
}

function pairPhase(
  run: PreparedRun,
  modalities: readonly [number, number],
  { depth, whitened }: PhaseOptions,
): Defined<PairPhase> {
  const { rows, moments, pair: found } = pairAtRows(run, modalities, { rows: run.trainingRows, whitened });
  if ('undefined' in moments) return moments;
  if ('undefined' in found) return found;
  const pair = found.value;
  const ofDepth = { ...pair, localWeight: localWeight(pair) };
  return {
    value: {
      first: nameOf(run, modalities[pair.first] ?? 0),
      second: nameOf(run, modalities[pair.second] ?? 0),
      rows,
      correlations: [pair.a, pair.b],
      redundant: isRedundant(pair),
      ratio: timeRatio(pair),
      simulated: simulatedRatio(moments.value, pair, { layers: 2, fusionLayer: 2, start: SIMULATED_START }),
      atDepth: INITIAL_NORMS.map((u0) => depthRatio(ofDepth, depth, u0)),
      misAttribution: misAttribution(pair).relative,
      preference: superficialPreference(moments.value, pair),
    },
  };
}

interface PhaseRows {
  /** Training encounters to look at. */
  readonly rows: Int32Array;
  readonly whitened: boolean;
}

/** What decides how two modalities are learned, over the encounters that have both. */
export function pairAtRows(
  run: PreparedRun,
  modalities: readonly [number, number],
  looked: PhaseRows,
): { readonly rows: number; readonly moments: Defined<Moments>; readonly pair: Defined<PhasePair> } {
  const { rows, moments } = momentsOf(run, modalities, looked);
  return { rows, moments, pair: 'undefined' in moments ? moments : phasePair(moments.value) };
}

/** Moments over the encounters that have all of some modalities. */
function momentsOf(
  { inputs, labels, classWeights }: PreparedRun,
  subset: readonly number[],
  { rows: looked, whitened }: PhaseRows,
): { readonly rows: number; readonly moments: Defined<Moments> } {
  const M = inputs.modalities.length;
  const rows = looked.filter((row) => subset.every((m) => inputs.present[row * M + m] === 1));
  const features = subset.map((m) => featuresOf(inputs.values[m] ?? new Float32Array(0), inputs.width, rows));
  const target = Array.from(rows, (row) => labels[row] ?? 0);
  const weights = target.map((label) => classWeights[label === 1 ? 1 : 0]);
  return { rows: rows.length, moments: dataMoments({ features, target, weights, whitened }) };
}

function featuresOf(values: Float32Array, width: number, rows: Int32Array): DenseMatrix {
  const taken = new Float64Array(rows.length * width);
  rows.forEach((row, i) => taken.set(values.subarray(row * width, (row + 1) * width), i * width));
  return { rows: rows.length, columns: width, values: taken };
}
