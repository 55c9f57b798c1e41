import type { Audit } from '../../../../main/api/services.ts';
import { formatCount, formatFixed, NO_VALUE } from '../../../format/numbers.ts';
import { formatInterval, formatMetric, formatObservedRate } from '../../../format/risk.ts';
import type { Catalogue } from '../../../text/index.ts';

/** The figures of the whole test split, with their intervals. */
export function overviewFacts(
  { n, positives, prevalence, auroc, auprc, intervals, calibration }: Audit,
  { audit: words }: Catalogue,
): readonly (readonly [name: string, value: string])[] {
  const { overview } = words;
  const withInterval = (value: string, interval: readonly [number, number] | null): string =>
    interval === null ? value : `${value} (${formatInterval(interval)})`;
  const { brier, ece } = calibration;
  return [
    [overview.n, formatCount(n)],
    [overview.positives, formatCount(positives)],
    [overview.prevalence, formatObservedRate(prevalence)],
    [overview.auroc, withInterval(formatMetric(auroc), intervals.auroc)],
    [overview.auprc, withInterval(formatMetric(auprc), intervals.auprc)],
    [
      overview.brier,
      withInterval(brier === null ? NO_VALUE : formatFixed(brier, 3), calibration.intervals.brier),
    ],
    [overview.ece, ece === null ? NO_VALUE : formatFixed(ece, 3)],
  ];
}
