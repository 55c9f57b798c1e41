import { AUPRC, auprcStatistic } from '../../models/metrics/auprc.ts';
import { AUROC, aurocStatistic } from '../../models/metrics/auroc.ts';
import { isDefined, notAssessed, type Statistic } from '../../models/metrics/metric.ts';
import type { UndefinedMetric } from '../../models/metrics/summary.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import { bootstrapIntervals, type BootstrapSample } from '../../models/statistics/bootstrap.ts';

export interface RankScores {
  readonly auroc: number | null;
  readonly auprc: number | null;
  readonly intervals: { readonly auroc: [number, number] | null; readonly auprc: [number, number] | null };
  readonly undefined: UndefinedMetric[];
}

/** Resamples of every interval that is shown. */
const RESAMPLES = 1_000;
/** Intervals do not move between two looks at the same data. */
const BOOTSTRAP_SEED = 20_25;

/**
 * AUROC and AUPRC of raw logits with their 95 % patient-level intervals. Below 20 events both are "not assessed".
 * AUROC's interval is stratified; AUPRC's is not, since it depends on the prevalence.
 */
export function rankScores(sample: BootstrapSample, logits: ArrayLike<number>): RankScores {
  return rankScoresOf(sample, {
    auroc: aurocStatistic(sample.labels, logits),
    auprc: auprcStatistic(sample.labels, logits),
  });
}

/** {@link rankScores} of statistics made before, e.g. of means over several masks. */
export function rankScoresOf(
  sample: BootstrapSample,
  statistics: { readonly auroc: Statistic; readonly auprc: Statistic },
): RankScores {
  const few =
    notAssessed(AUROC, countEvents(sample.labels)) ?? notAssessed(AUPRC, countEvents(sample.labels));
  if (few !== null) return unassessed(few);
  const auroc = measured(sample, statistics.auroc, true);
  const auprc = measured(sample, statistics.auprc, false);
  return {
    auroc: auroc.value,
    auprc: auprc.value,
    intervals: { auroc: auroc.interval, auprc: auprc.interval },
    undefined: [
      ...(auroc.reason === null ? [] : [{ metric: AUROC.key, reason: auroc.reason }]),
      ...(auprc.reason === null ? [] : [{ metric: AUPRC.key, reason: auprc.reason }]),
    ],
  };
}

export function unassessed(reason: string): RankScores {
  return {
    auroc: null,
    auprc: null,
    intervals: { auroc: null, auprc: null },
    undefined: [
      { metric: AUROC.key, reason },
      { metric: AUPRC.key, reason },
    ],
  };
}

export function countEvents(labels: ArrayLike<number>): number {
  let events = 0;
  for (let row = 0; row < labels.length; row += 1) events += labels[row] ?? 0;
  return events;
}

interface Measured {
  readonly value: number | null;
  readonly interval: [number, number] | null;
  readonly reason: string | null;
}

/** A statistic on the rows as they are, and its interval. */
export function measured(sample: BootstrapSample, statistic: Statistic, stratified: boolean): Measured {
  const value = statistic();
  if (!isDefined(value)) return { value: null, interval: null, reason: value.undefined };
  const { figure } = bootstrapped(sample, { figure: statistic }, stratified);
  return { value: value.value, interval: figure, reason: null };
}

/** 95 % intervals of several statistics on the same draws of patients; `null` where one is undefined. */
export function bootstrapped<K extends string>(
  sample: BootstrapSample,
  statistics: Readonly<Record<K, Statistic>>,
  stratified: boolean,
): Record<K, [number, number] | null> {
  const drawn = bootstrapIntervals(sample, statistics, {
    random: RandomStream.fromSeed(BOOTSTRAP_SEED),
    resamples: RESAMPLES,
    stratified,
  });
  const entries = (Object.keys(drawn) as K[]).map((name) => {
    const result = drawn[name];
    const interval: [number, number] | null = isDefined(result)
      ? [result.value.interval[0], result.value.interval[1]]
      : null;
    return [name, interval] as const;
  });
  return Object.fromEntries(entries) as Record<K, [number, number] | null>;
}
