import type { Audit } from '../../../../main/api/services.ts';
import { forestChart, type ForestGroup } from '../../../charts/forest.ts';
import type { Figure } from '../../../components/chart-figure.tsx';
import { formatCount, formatFixed, NO_VALUE } from '../../../format/numbers.ts';
import { formatInterval, formatMetric, formatObservedRate, formatRiskRange } from '../../../format/risk.ts';
import { capital } from '../../../format/words.ts';
import type { Catalogue } from '../../../text/index.ts';

type Subgroup = (Audit['subgroups'] & object)['groups'][number];

/** For whom the model does better or worse; `null` where it was not measured. */
export function subgroupFigure(
  { subgroups, auroc }: Audit,
  { audit: words, stays }: Catalogue,
): Figure | null {
  if (subgroups === null || subgroups.groups.length === 0) return null;
  const { groups, smallestCell } = subgroups;
  const { variables } = words.subgroups;
  const nameOf = ({ variable, group }: Subgroup): string =>
    capital(variable === 'sex' ? (stays.sex[group] ?? group) : group);
  const byVariable = Map.groupBy(groups, ({ variable }) => variable);
  const forest = [...byVariable].map(([variable, members]): ForestGroup => ({
    name: variables[variable],
    rows: members.map((own) => ({
      name: nameOf(own),
      n: own.n === null ? null : formatCount(own.n),
      value: own.auroc,
      interval: own.interval,
    })),
  }));
  const worst = worstCompared([...byVariable.values()]);
  return {
    title:
      worst === undefined
        ? words.subgroups.few
        : words.subgroups.title(variables[worst.variable], nameOf(worst), formatMetric(worst.auroc)),
    legend: words.subgroups.legend(formatCount(smallestCell)),
    help: 'auroc',
    draw: (width) =>
      forestChart(forest, {
        width,
        axis: words.subgroups.axis,
        countLabel: words.subgroups.n,
        overall: auroc,
        overallText: words.subgroups.overall(formatMetric(auroc)),
        format: (value) => formatFixed(value, 2),
      }),
    table: () => ({
      columns: [
        words.subgroups.variable,
        words.subgroups.group,
        words.subgroups.n,
        words.subgroups.positives,
        words.subgroups.auroc,
        words.interval,
        words.subgroups.meanRisk,
        words.subgroups.observed,
        words.subgroups.observedInterval,
      ],
      rows: groups.map((own) => rowOf(own, [variables[own.variable], nameOf(own)])),
    }),
  };
}

/** The group with the lowest AUROC among those of which another of the same variable was assessed too. */
function worstCompared(variables: readonly (readonly Subgroup[])[]): Subgroup | undefined {
  const compared = variables
    .map((members) => members.filter(({ auroc }) => auroc !== null))
    .filter((assessed) => assessed.length > 1);
  return compared.flat().toSorted((a, b) => (a.auroc ?? 0) - (b.auroc ?? 0))[0];
}

function rowOf(own: Subgroup, names: readonly string[]): string[] {
  const { n, positives, auroc, interval, meanProbability, observedRate, observedInterval } = own;
  return [
    ...names,
    n === null ? NO_VALUE : formatCount(n),
    positives === null ? NO_VALUE : formatCount(positives),
    formatMetric(auroc),
    interval === null ? NO_VALUE : formatInterval(interval),
    meanProbability === null ? NO_VALUE : formatObservedRate(meanProbability),
    observedRate === null ? NO_VALUE : formatObservedRate(observedRate),
    observedInterval === null ? NO_VALUE : formatRiskRange(observedInterval[0], observedInterval[1]),
  ];
}
