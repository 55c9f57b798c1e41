import type { Audit } from '../../../../main/api/services.ts';
import { calibrationChart } from '../../../charts/calibration.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import { formatCount, formatFixed, formatSigned, NO_VALUE } from '../../../format/numbers.ts';
import { formatInterval, formatObservedRate, formatRiskRange } from '../../../format/risk.ts';
import type { Catalogue } from '../../../text/index.ts';
import type { TextFact } from './overview.ts';

/** What the calibration is found to be. */
export function calibrationTitle({ calibration }: Audit, { audit: words }: Catalogue): string {
  const { slope, intervals } = calibration;
  if (slope === null) return words.calibration.titleUnknown;
  return words.calibration.title(formatFixed(slope, 2), formatInterval(intervals.slope));
}

/** Slope, intercept and calibration in the large with their intervals. */
export function calibrationFacts({ calibration }: Audit, { audit: words }: Catalogue): readonly TextFact[] {
  const { slope, intercept, inTheLarge, intervals } = calibration;
  const withInterval = (value: string, interval: readonly [number, number] | null): string =>
    interval === null ? value : `${value} (${formatInterval(interval)})`;
  return [
    [
      words.calibration.slope,
      withInterval(slope === null ? NO_VALUE : formatFixed(slope, 2), intervals.slope),
      'calibrationSlope',
    ],
    [
      words.calibration.intercept,
      withInterval(intercept === null ? NO_VALUE : formatSigned(intercept, 2), intervals.intercept),
      'calibrationIntercept',
    ],
    [
      words.calibration.large,
      withInterval(inTheLarge === null ? NO_VALUE : formatSigned(inTheLarge, 2), intervals.inTheLarge),
      'calibrationInTheLarge',
    ],
  ];
}

/** Predicted risks beside what came true; `null` where there are too few events for a curve. */
export function calibrationFigure(audit: Audit, text: Catalogue): Figure | null {
  const { bins } = audit.calibration;
  if (bins.length === 0) return null;
  const { predicted, observed, stays, legend } = text.audit.calibration;
  return {
    title: calibrationTitle(audit, text),
    legend,
    help: 'calibration',
    draw: (width) => calibrationChart(bins, { width, xLabel: predicted, yLabel: observed }),
    table: () => ({
      columns: [predicted, observed, text.audit.interval, stays],
      rows: bins.map(({ meanProbability, observedRate, interval, n }) => [
        formatObservedRate(meanProbability),
        formatObservedRate(observedRate),
        interval === null ? NO_VALUE : formatRiskRange(interval[0], interval[1]),
        formatCount(n),
      ]),
    }),
  };
}
