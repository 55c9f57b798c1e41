import { aurocStatistic } from '../../../models/metrics/auroc.ts';
import { isDefined } from '../../../models/metrics/metric.ts';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { bootstrapIntervals, difference } from '../../../models/statistics/bootstrap.ts';
import { type BesideTruth, type Check, type LintRule, type LintSubject, settled } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

const STANDARD_ERRORS = 3;
const RESAMPLES = 500;
const BOOTSTRAP_SEED = 'above-bayes';
const Z_95 = 1.959963984540054;

/**
 * By how much a model ranks better than the best score there can be, and the standard error of that, by a bootstrap over
 * patients; `null` where one class only is there.
 */
export function excessOverBayes({ labels, patients, model, bayes }: BesideTruth): {
  readonly excess: number;
  readonly standardError: number;
} | null {
  const statistic = difference(aurocStatistic(labels, model), aurocStatistic(labels, bayes));
  const value = statistic();
  const { excess } = bootstrapIntervals(
    { labels, patients },
    { excess: statistic },
    { random: RandomStream.fromSeed(BOOTSTRAP_SEED), resamples: RESAMPLES },
  );
  if (!isDefined(value) || !isDefined(excess)) return null;
  const [low, high] = excess.value.interval;
  return { excess: value.value, standardError: (high - low) / (2 * Z_95) };
}

function start({ scores }: LintSubject): Check | null {
  if (scores === null) return null;
  const found = excessOverBayes(scores);
  if (found === null || found.excess <= STANDARD_ERRORS * found.standardError) return settled([]);
  return settled([
    {
      severity: 'error',
      feature: null,
      detail: sentence`test stays; the AUROC lies ${found.excess.toFixed(3)} above that of the best score there can be, standard error ${found.standardError.toFixed(3)}`,
      count: scores.labels.length,
    },
  ]);
}

export const ABOVE_BAYES: LintRule = {
  name: 'above-bayes',
  title: 'Better than can be',
  meaning:
    'Of made-up patients it is known how well any model can do. One that does better has been told the outcome by some way that no other rule has found.',
  reads: 'model',
  start,
};
