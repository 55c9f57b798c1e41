import { AUPRC, auprcStatistic } from '../../models/metrics/auprc.ts';
import { AUROC, aurocStatistic } from '../../models/metrics/auroc.ts';
import { BRIER, brierStatistic } from '../../models/metrics/brier.ts';
import {
  isDefined,
  type MetricDescriptor,
  notAssessed,
  type Statistic,
} from '../../models/metrics/metric.ts';
import type { UndefinedMetric } from '../../models/metrics/summary.ts';
import { type BootstrapSample, difference, meanStatistic } from '../../models/statistics/bootstrap.ts';
import { countEvents, measured } from './rank-scores.ts';

/** Scores of the same rows under one mask. */
export interface MaskScores {
  /** Raw logits, `[n]`. */
  readonly logits: Float32Array;
  /** Calibrated, `[n]`. */
  readonly probabilities: Float64Array;
}

/** A figure of two models on the same rows; `difference` is the first less the second. */
export interface PairedFigure {
  readonly first: number | null;
  readonly second: number | null;
  readonly difference: number | null;
  /** 95 %, patients resampled, the same for both models. */
  readonly interval: [number, number] | null;
}

export const COMPARED = ['auroc', 'auprc', 'brier'] as const;
export type ComparedMetric = (typeof COMPARED)[number];

interface Compared {
  readonly descriptor: MetricDescriptor;
  /** False for figures that depend on the prevalence. */
  readonly stratified: boolean;
  readonly statistic: (labels: ArrayLike<number>, scores: MaskScores) => Statistic;
}

const METRICS: Readonly<Record<ComparedMetric, Compared>> = {
  auroc: {
    descriptor: AUROC,
    stratified: true,
    statistic: (labels, { logits }) => aurocStatistic(labels, logits),
  },
  auprc: {
    descriptor: AUPRC,
    stratified: false,
    statistic: (labels, { logits }) => auprcStatistic(labels, logits),
  },
  brier: {
    descriptor: BRIER,
    stratified: false,
    statistic: (labels, { probabilities }) => brierStatistic(labels, probabilities),
  },
};

export interface PairedScores {
  readonly figures: Readonly<Record<ComparedMetric, PairedFigure>>;
  readonly undefined: UndefinedMetric[];
}

/**
 * The figures of two models on the same rows, means over masks, and their differences with paired intervals.
 * @param first, second scores under the same masks, one a mask.
 */
export function pairedScores(
  sample: BootstrapSample,
  first: readonly MaskScores[],
  second: readonly MaskScores[],
): PairedScores {
  const reasons: UndefinedMetric[] = [];
  const figure = (metric: ComparedMetric): PairedFigure => {
    const few = tooFew(metric, sample.labels);
    const one = meanOf(metric, sample.labels, first);
    const other = meanOf(metric, sample.labels, second);
    const both = few === null ? measured(sample, difference(one, other), METRICS[metric].stratified) : null;
    if (both === null || both.value === null) {
      reasons.push({ metric, reason: few ?? both?.reason ?? 'undefined' });
      return { first: null, second: null, difference: null, interval: null };
    }
    return { first: valueOf(one), second: valueOf(other), difference: both.value, interval: both.interval };
  };
  const figures = { auroc: figure('auroc'), auprc: figure('auprc'), brier: figure('brier') };
  return { figures, undefined: reasons };
}

/** The first less the second, without an interval; `null` where either is undefined or there are too few events. */
export function scoreDifference(
  metric: ComparedMetric,
  labels: ArrayLike<number>,
  [first, second]: readonly [readonly MaskScores[], readonly MaskScores[]],
): number | null {
  if (tooFew(metric, labels) !== null) return null;
  return valueOf(difference(meanOf(metric, labels, first), meanOf(metric, labels, second)));
}

function tooFew(metric: ComparedMetric, labels: ArrayLike<number>): string | null {
  return notAssessed(METRICS[metric].descriptor, countEvents(labels));
}

function meanOf(metric: ComparedMetric, labels: ArrayLike<number>, scores: readonly MaskScores[]): Statistic {
  return meanStatistic(scores.map((own) => METRICS[metric].statistic(labels, own)));
}

function valueOf(statistic: Statistic): number | null {
  const result = statistic();
  return isDefined(result) ? result.value : null;
}
