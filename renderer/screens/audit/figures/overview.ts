import type { Audit } from '../../../../main/api/services.ts';
import { formatCount, formatFixed, NO_VALUE } from '../../../format/numbers.ts';
import { formatInterval, formatMetric, formatObservedRate } from '../../../format/risk.ts';
import type { Figure } from '../../../components/figures.ts';
import type { Catalogue } from '../../../text/index.ts';

/** A named figure as it is written. */
export type TextFact = readonly [name: string, value: string, figure?: Figure];

/** The figures of the whole test split, with their intervals. */
export function overviewFacts(
  { n, positives, prevalence, auroc, auprc, intervals, calibration }: Audit,
  { audit: words }: Catalogue,
): readonly TextFact[] {
  const { overview } = words;
  const withInterval = (value: string, interval: readonly [number, number] | null): string =>
    interval === null ? value : `${value} (${formatInterval(interval)})`;
  const { brier, ece } = calibration;
  return [
    [overview.n, formatCount(n)],
    [overview.positives, formatCount(positives)],
    [overview.prevalence, formatObservedRate(prevalence), 'prevalence'],
    [overview.auroc, withInterval(formatMetric(auroc), intervals.auroc), 'auroc'],
    [overview.auprc, withInterval(formatMetric(auprc), intervals.auprc), 'auprc'],
    [
      overview.brier,
      withInterval(brier === null ? NO_VALUE : formatFixed(brier, 3), calibration.intervals.brier),
      'brier',
    ],
    [overview.ece, ece === null ? NO_VALUE : formatFixed(ece, 3), 'ece'],
  ];
}
