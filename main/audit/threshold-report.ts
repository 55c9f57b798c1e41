import { AUROC } from '../../models/metrics/auroc.ts';
import { isDefined, notAssessed } from '../../models/metrics/metric.ts';
import { netBenefitStatistic, netBenefitTreatAll } from '../../models/metrics/net-benefit.ts';
import { precisionRecallCurve, rocCurve } from '../../models/metrics/threshold-curves.ts';
import type { BootstrapSample } from '../../models/statistics/bootstrap.ts';
import type { Audit } from '../api/services.ts';
import { bootstrapped, countEvents } from './rank-scores.ts';

/** Per cent: close together where most risks lie. */
const THRESHOLDS = [
  ...Array.from({ length: 20 }, (_, i) => i + 1),
  ...Array.from({ length: 8 }, (_, i) => 25 + 5 * i),
].map((percent) => percent / 100);

/** ROC and precision-recall curves of raw logits; `null` with too few events for either area. */
export function thresholdCurves(labels: ArrayLike<number>, logits: ArrayLike<number>): Audit['curves'] {
  if (notAssessed(AUROC, countEvents(labels)) !== null) return null;
  const [roc, precisionRecall] = [rocCurve(labels, logits), precisionRecallCurve(labels, logits)];
  if (!isDefined(roc) || !isDefined(precisionRecall)) return null;
  return { roc: roc.value, precisionRecall: precisionRecall.value };
}

/**
 * Net benefit of acting on calibrated probabilities at each threshold, beside acting on everybody; on nobody it is 0.
 * Intervals are of patients drawn anew, not stratified, since the figure depends on the prevalence.
 * @returns nothing with too few events.
 */
export function decisionCurve(sample: BootstrapSample, probabilities: ArrayLike<number>): Audit['decision'] {
  const events = countEvents(sample.labels);
  if (notAssessed(AUROC, events) !== null) return [];
  const prevalence = events / sample.labels.length;
  const statistics = Object.fromEntries(
    THRESHOLDS.map((threshold) => [
      String(threshold),
      netBenefitStatistic(sample.labels, probabilities, threshold),
    ]),
  );
  const intervals = bootstrapped(sample, statistics, false);
  return THRESHOLDS.flatMap((threshold) => {
    const benefit = statistics[String(threshold)]?.();
    if (benefit === undefined || !isDefined(benefit)) return [];
    return [
      {
        threshold,
        model: benefit.value,
        interval: intervals[String(threshold)] ?? null,
        all: netBenefitTreatAll(prevalence, threshold),
      },
    ];
  });
}
