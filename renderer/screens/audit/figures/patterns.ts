import type { Audit } from '../../../../main/api/services.ts';
import { patternScorecardChart } from '../../../charts/pattern-scorecard.ts';
import { upsetChart } from '../../../charts/upset.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import type { ChartTable } from '../../../components/chart-table.ts';
import { formatCount, NO_VALUE } from '../../../format/numbers.ts';
import { formatInterval, formatMetric, formatObservedRate } from '../../../format/risk.ts';
import { inOrder, MODALITY_ORDER } from '../../../modality/modalities.ts';
import type { Catalogue } from '../../../text/index.ts';

type Pattern = Audit['patterns'][number];

/** Combinations that are drawn; the table has all. */
const DRAWN = 12;

/** How well the model does under each combination of present modalities, the most frequent first. */
export function patternFigure({ patterns, auroc }: Audit, text: Catalogue): Figure {
  const { audit, modality } = text;
  const { patterns: words } = audit;
  const drawn = patterns.slice(0, DRAWN);
  const isAssessed = patterns.some((pattern) => pattern.auroc !== null);
  const legend = isAssessed ? words.legend : words.counted;
  return {
    title: titleOf(patterns, text),
    legend:
      patterns.length > DRAWN ? `${legend} ${words.more(formatCount(patterns.length - DRAWN))}` : legend,
    help: 'missingnessPattern',
    draw: (width) =>
      isAssessed
        ? patternScorecardChart(drawn, {
            width,
            names: modality.name,
            axis: words.auroc,
            countLabel: words.n,
            overall: auroc,
          })
        : upsetChart(drawn, { width, names: modality.name }),
    table: () => ({
      columns: [
        words.present,
        words.n,
        words.positives,
        words.auroc,
        audit.interval,
        words.auprc,
        words.meanRisk,
      ],
      rows: patterns.map((pattern) => [
        namesOf(pattern, text),
        formatCount(pattern.n),
        formatCount(pattern.positives),
        formatMetric(pattern.auroc),
        pattern.interval === null ? NO_VALUE : formatInterval(pattern.interval),
        formatMetric(pattern.auprc),
        pattern.meanProbability === null ? NO_VALUE : formatObservedRate(pattern.meanProbability),
      ]),
    }),
  };
}

/** The same for those who hold no counts of few people: no positives, and rare combinations taken together. */
export function sharedPatternFigure(audit: Audit, text: Catalogue): Figure {
  const smallest = audit.subgroups?.smallestCell ?? 1;
  const frequent = audit.patterns.filter(({ n }) => n >= smallest);
  const figure = patternFigure({ ...audit, patterns: frequent }, text);
  return { ...figure, table: () => without(figure.table(), text.audit.patterns.positives) };
}

function without({ columns, rows }: ChartTable, name: string): ChartTable {
  const left = columns.indexOf(name);
  const kept = (row: readonly string[]): string[] => row.filter((_, column) => column !== left);
  return { columns: kept(columns), rows: rows.map(kept) };
}

function namesOf({ present }: Pattern, { modality, common }: Catalogue): string {
  if (present.length === MODALITY_ORDER.length) return common.all;
  return (
    inOrder(present)
      .map((name) => modality.name[name])
      .join(', ') || common.none
  );
}

function titleOf(patterns: readonly Pattern[], text: Catalogue): string {
  const { patterns: words } = text.audit;
  const assessed = patterns
    .filter(({ auroc }) => auroc !== null)
    .toSorted((a, b) => (a.auroc ?? 0) - (b.auroc ?? 0));
  const [worst, best] = [assessed[0], assessed.at(-1)];
  if (worst === undefined || best === undefined || worst === best) return words.title;
  return words.range(formatMetric(worst.auroc), formatMetric(best.auroc));
}
