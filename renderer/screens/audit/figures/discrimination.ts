import type { Audit } from '../../../../main/api/services.ts';
import { precisionRecallChart } from '../../../charts/precision-recall.ts';
import { rocChart } from '../../../charts/roc.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import { formatInterval, formatMetric, formatObservedRate } from '../../../format/risk.ts';
import type { Catalogue } from '../../../text/index.ts';

/** How well a model tells stays apart at every threshold; `null` where there are too few events. */
export function rocFigure({ curves, auroc, intervals }: Audit, { audit: words }: Catalogue): Figure | null {
  if (curves === null) return null;
  const { falsePositives, truePositives, chance, title, legend } = words.roc;
  return {
    title: title(formatMetric(auroc), formatInterval(intervals.auroc)),
    legend,
    help: 'auroc',
    draw: (width) => rocChart(curves.roc, { width, xLabel: falsePositives, yLabel: truePositives, chance }),
    table: () => ({
      columns: [falsePositives, truePositives],
      rows: curves.roc.map(({ falsePositiveRate, truePositiveRate }) => [
        formatObservedRate(falsePositiveRate),
        formatObservedRate(truePositiveRate),
      ]),
    }),
  };
}

/** How many of those it points out have the event, however many it finds; read beside the prevalence. */
export function precisionRecallFigure(
  { curves, auprc, intervals, prevalence }: Audit,
  { audit: words }: Catalogue,
): Figure | null {
  if (curves === null) return null;
  const { recall, precision, title, legend } = words.precisionRecall;
  const prevalenceText = words.precisionRecall.prevalence(formatObservedRate(prevalence));
  return {
    title: title(formatMetric(auprc), formatInterval(intervals.auprc), formatObservedRate(prevalence)),
    legend,
    help: 'auprc',
    draw: (width) =>
      precisionRecallChart(curves.precisionRecall, {
        width,
        xLabel: recall,
        yLabel: precision,
        prevalence,
        prevalenceText,
      }),
    table: () => ({
      columns: [recall, precision],
      rows: curves.precisionRecall.map((point) => [
        formatObservedRate(point.recall),
        formatObservedRate(point.precision),
      ]),
    }),
  };
}
