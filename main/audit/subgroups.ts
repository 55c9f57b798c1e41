import { aurocStatistic, AUROC } from '../../models/metrics/auroc.ts';
import { isDefined, notAssessed } from '../../models/metrics/metric.ts';
import { wilsonInterval } from '../../models/statistics/wilson.ts';
import { SUBGROUP_VARIABLES } from '../api/audits.ts';
import type { Audit } from '../api/services.ts';
import type { AuditGroups } from '../records/patients/audit-variables.ts';
import { type Cell, hideSmallCells, hideSmallParts } from '../records/missingness/small-cells.ts';
import { countEvents, measured } from './rank-scores.ts';

type Subgroup = (Audit['subgroups'] & object)['groups'][number];

/** Scored encounters of the test split, row-aligned. */
export interface ScoredRows {
  /** 0/1. */
  readonly labels: ArrayLike<number>;
  readonly patients: readonly string[];
  /** Raw. */
  readonly logits: ArrayLike<number>;
  /** Calibrated. */
  readonly probabilities: ArrayLike<number>;
}

interface Members {
  readonly group: string;
  readonly rows: readonly number[];
}

/** Groups of a variable that are shown by themselves; the others are taken together. */
const MOST_GROUPS = 8;

/**
 * How well a model does in each group of people, by each variable of which there are several: AUROC with its interval,
 * and the mean risk beside the observed share. Counts below `smallestCell`, those from which one would follow, and
 * figures that would tell one are `null`.
 */
export function auditSubgroups(
  scored: ScoredRows,
  groups: readonly AuditGroups[],
  smallestCell: number,
): Audit['subgroups'] {
  const shown = SUBGROUP_VARIABLES.flatMap((variable) => {
    const found = Map.groupBy(groups.keys(), (row) => groups[row]?.[variable] ?? '');
    const members = joined(
      [...found].map(([group, rows]) => ({ group, rows })),
      smallestCell,
    );
    if (members.length < 2) return [];
    const sizes = hideSmallParts(
      members.map(({ rows }) => rows.length),
      smallestCell,
    );
    const cells = hideSmallCells(
      members.map(({ rows }) => {
        const positives = positivesIn(scored, rows);
        return [positives, rows.length - positives];
      }),
      { smallest: smallestCell },
    );
    return members.map(({ group, rows }, i): Subgroup => {
      const n = sizes[i] ?? null;
      const positives = n === null ? null : (cells[i]?.[0] ?? null);
      return { variable, group, n, positives, ...figuresOf(scored, rows, { n, positives }) };
    });
  });
  return { smallestCell, groups: shown };
}

/** By size, those that are small or beyond the most frequent taken together; age bands keep their order. */
function joined(members: readonly Members[], smallestCell: number): Members[] {
  const bySize = members.toSorted((a, b) => b.rows.length - a.rows.length);
  const isOwn = ({ rows }: Members, place: number): boolean =>
    rows.length >= smallestCell && place < MOST_GROUPS;
  const others = bySize.filter((own, place) => !isOwn(own, place));
  const kept = others.length < 2 ? bySize : bySize.filter(isOwn);
  const inOrder = kept.toSorted((a, b) => placeOf(a.group) - placeOf(b.group));
  if (others.length < 2) return inOrder;
  return [...inOrder, { group: `${others.length} others`, rows: others.flatMap(({ rows }) => rows) }];
}

/** Where a group that begins with a number of years stands; all others stay as they are, after those. */
function placeOf(group: string): number {
  return /^\d/.test(group) ? Number.parseInt(group, 10) : Infinity;
}

function positivesIn({ labels }: ScoredRows, rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
}

type Figures = Pick<Subgroup, 'auroc' | 'interval' | 'meanProbability' | 'observedRate' | 'observedInterval'>;
const HIDDEN: Figures = {
  auroc: null,
  interval: null,
  meanProbability: null,
  observedRate: null,
  observedInterval: null,
};

function figuresOf(
  scored: ScoredRows,
  rows: readonly number[],
  { n, positives }: { readonly n: Cell; readonly positives: Cell },
): Figures {
  if (n === null) return HIDDEN;
  const labels = rows.map((row) => scored.labels[row] ?? 0);
  const logits = rows.map((row) => scored.logits[row] ?? 0);
  const area =
    notAssessed(AUROC, countEvents(labels)) === null
      ? measured(
          { labels, patients: rows.map((row) => scored.patients[row] ?? '') },
          aurocStatistic(labels, logits),
          true,
        )
      : { value: null, interval: null };
  const observed = positives === null ? null : wilsonInterval(positives, n);
  return {
    auroc: area.value,
    interval: area.interval,
    meanProbability: rows.reduce((sum, row) => sum + (scored.probabilities[row] ?? 0), 0) / n,
    observedRate: positives === null ? null : positives / n,
    observedInterval:
      observed !== null && isDefined(observed) ? [observed.value[0], observed.value[1]] : null,
  };
}
