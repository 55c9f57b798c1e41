import { isDefined } from '../../../models/metrics/metric.ts';
import { holmBonferroni } from '../../../models/statistics/holm.ts';
import { wilcoxonSignedRank } from '../../../models/statistics/wilcoxon.ts';
import { METRIC_KEYS, type MetricKey } from '../../accuracy/fold-scores.ts';
import {
  accuracyCell,
  foldsOfTrials,
  type Masks,
  type MethodTables,
  rateMasks,
  tablesOf,
} from '../accuracy-cells.ts';
import type { FoldRows } from '../../accuracy/fold-scores.ts';
import { readPublished } from '../published.ts';
import { type Cell, cellOf, EMPTY_REPORT, type TestResult } from '../report.ts';
import type { Study, StudyContext } from '../study.ts';
import { comparedMethods, EBR_ROW, joinRows, methodOf } from './method-rows.ts';

interface Scored {
  readonly folds: readonly FoldRows[];
  /** One a rate. */
  readonly masks: readonly Masks[];
  readonly ours: MethodTables;
  readonly theirs: MethodTables;
}

/** Seeds of one fold share its encounters, rates of one seed its weights as well; so this is the unit that counts. */
const PAIR = 'fold and seed';

/** Table 8: EBR against each method of Table 1, signed ranks of paired differences. */
export const signedRankTests: Study = {
  data: ['eicu', 'synthetic', 'mimic-iv'],
  run: async (context) => {
    const published = readPublished('table-8');
    const tests: TestResult[] = [];
    for (const task of context.data.tasks) {
      const trials = await task.trials();
      const folds = foldsOfTrials(trials);
      const masks = rateMasks(folds, context);
      const scored = new Map<string, MethodTables>();
      for (const { name, method } of comparedMethods()) {
        scored.set(name, await tablesOf(trials, `${task.label}, ${name}`, methodOf(method), context));
      }
      const ours = scored.get(EBR_ROW) ?? [];
      for (const metric of METRIC_KEYS) {
        const rivals = [...scored].filter(([name]) => name !== EBR_ROW);
        const column = `${task.key}-${metric}`;
        tests.push(
          ...testsOf(
            rivals.map(([name, theirs]) => [name, { folds, masks, ours, theirs }]),
            { column, metric, context },
          ),
        );
      }
    }
    return {
      ...EMPTY_REPORT,
      columns: published.columns,
      rows: joinRows(published, adjustedCells(tests), 'not among the methods of this version'),
      tests,
      notes: [
        'ours is p after Holm-Bonferroni over pairs of fold and seed',
        'a pair is a fold and seed, its difference the mean over rates; seeds of one fold share its encounters',
        'beside it a pair is a fold, seed and rate: rates of one seed share its weights, so these are not independent',
        ...published.remarks,
      ],
    };
  },
};

/** What is printed beside the paper: the adjusted p over pairs of fold and seed. */
function adjustedCells(tests: readonly TestResult[]): Map<string, Record<string, Cell>> {
  const cells = new Map<string, Record<string, Cell>>();
  for (const { name, column, adjusted } of tests.filter(({ unit }) => unit === PAIR)) {
    cells.set(name, { ...cells.get(name), [column]: cellOf(adjusted === null ? [] : [adjusted]) });
  }
  return cells;
}

interface TestRequest {
  readonly column: string;
  readonly metric: MetricKey;
  readonly context: StudyContext;
}

function testsOf(rivals: readonly (readonly [string, Scored])[], request: TestRequest): TestResult[] {
  const units = [
    [PAIR, (scored: Scored) => pairs(scored, request, [scored.masks])],
    [
      'fold, seed and rate',
      (scored: Scored) =>
        pairs(
          scored,
          request,
          scored.masks.map((masks) => [masks]),
        ),
    ],
  ] as const;
  return units.flatMap(([unit, differencesOf]) => {
    const results = rivals.map(([name, scored]) => ({
      name,
      result: wilcoxonSignedRank(differencesOf(scored)),
    }));
    const adjusted = holmBonferroni(results.map(({ result }) => (isDefined(result) ? result.value.p : 1)));
    return results.map(({ name, result }, i) => ({
      name,
      column: request.column,
      unit,
      n: isDefined(result) ? result.value.n : 0,
      p: isDefined(result) ? result.value.p : null,
      adjusted: isDefined(result) ? (adjusted[i] ?? null) : null,
    }));
  });
}

/** EBR less the rival, one value a fold, seed and group of rates. */
function pairs(
  { folds, ours, theirs }: Scored,
  { metric }: TestRequest,
  groups: readonly (readonly Masks[])[],
): number[] {
  return folds.flatMap((fold, f) =>
    groups.flatMap((group) => {
      const valuesOf = (tables: MethodTables): readonly number[] =>
        accuracyCell(
          [fold],
          [tables[f] ?? []],
          group.map((masks) => [masks[f] ?? []]),
          { metric, resamples: 0 },
        ).values;
      const [own, other] = [valuesOf(ours), valuesOf(theirs)];
      // The experts have no seed: one table stands against every seed of ours.
      return own.map((value, seed) => value - (other[seed] ?? other[0] ?? Number.NaN));
    }),
  );
}
