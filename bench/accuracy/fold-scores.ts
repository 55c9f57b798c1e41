import { maskModalities } from '../../models/hashing/mask.ts';
import { auprcStatistic } from '../../models/metrics/auprc.ts';
import { aurocStatistic } from '../../models/metrics/auroc.ts';
import { isDefined, type Statistic } from '../../models/metrics/metric.ts';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { isUsable } from '../../models/network/inputs.ts';
import { meanStatistic } from '../../models/statistics/bootstrap.ts';
import type { Dataset } from '../../models/training/dataset.ts';
import { subsetOf } from '../../main/synthetic/oracle/subsets.ts';
import { NUM_SUBSETS } from '../gates/subsets.ts';
import { testRows } from './subset-scores.ts';

/** Ranking figures; `stratified` as the intervals of each are to be drawn. */
export const METRICS = {
  auroc: { label: 'AUROC', statistic: aurocStatistic, stratified: true },
  auprc: { label: 'AUPRC', statistic: auprcStatistic, stratified: false },
} as const;
export type MetricKey = keyof typeof METRICS;
export const METRIC_KEYS = ['auroc', 'auprc'] as const satisfies readonly MetricKey[];

/** The held-out encounters of one fold, and which modalities each has. */
export interface FoldRows {
  readonly encounters: readonly string[];
  readonly patients: readonly string[];
  readonly labels: Uint8Array;
  /** Usable modalities of each row, as subsets of the six. */
  readonly usable: Uint8Array;
}

/** Logits of a fold's rows for every subset, `[n, 64]`, one table a seed of the weights. */
export type SeedTables = readonly ArrayLike<number>[];

export function foldRows(dataset: Dataset): FoldRows {
  const rows = [...testRows(dataset)];
  const width = dataset.modalities.length;
  return {
    encounters: rows.map((row) => dataset.encounters[row] ?? ''),
    patients: rows.map((row) => dataset.patients[row] ?? ''),
    labels: Uint8Array.from(rows, (row) => dataset.labels[row] ?? 0),
    usable: Uint8Array.from(rows, (row) =>
      subsetOf(dataset.modalities.filter((_, m) => isUsable(dataset.states[row * width + m] ?? 0))),
    ),
  };
}

/** What each mask of a rate leaves in use, as subsets, one list a mask: the same for every method. */
export function maskedSubsets(
  { encounters, usable }: FoldRows,
  rate: number,
  maskSeeds: readonly number[],
): Uint8Array[] {
  if (rate === 0) return [usable];
  return maskSeeds.map((seed) =>
    usable.map((subset, row) => {
      const present = MODALITIES.filter((modality) => (subset & subsetOf([modality])) !== 0);
      const { kept } = maskModalities({ seed, encounter: encounters[row] ?? '', present, rate });
      return subsetOf([...kept]);
    }),
  );
}

/** Figure of one fold, the mean over masks and over seeds of the weights. */
export function foldStatistic(
  fold: FoldRows,
  tables: SeedTables,
  masks: readonly Uint8Array[],
  metric: MetricKey,
): Statistic {
  const { statistic } = METRICS[metric];
  return meanStatistic(
    tables.flatMap((table) =>
      masks.map((subsets) =>
        statistic(
          fold.labels,
          Float64Array.from(subsets, (subset, row) => table[row * NUM_SUBSETS + subset] ?? Number.NaN),
        ),
      ),
    ),
  );
}

/** The mean over folds; counts are of the rows of the folds one after another. */
export function meanOverFolds(folds: readonly FoldRows[], statistics: readonly Statistic[]): Statistic {
  const starts: number[] = [];
  let rows = 0;
  for (const { labels } of folds) {
    starts.push(rows);
    rows += labels.length;
  }
  return (counts) => {
    let sum = 0;
    for (const [fold, statistic] of statistics.entries()) {
      const start = starts[fold] ?? 0;
      const own =
        counts && Array.prototype.slice.call(counts, start, start + (folds[fold]?.labels.length ?? 0));
      const result = statistic(own as number[] | undefined);
      if (!isDefined(result)) return result;
      sum += result.value;
    }
    return { value: sum / statistics.length };
  };
}

/** Some rows of a fold. */
export function takeFoldRows(fold: FoldRows, rows: readonly number[]): FoldRows {
  return {
    encounters: rows.map((row) => fold.encounters[row] ?? ''),
    patients: rows.map((row) => fold.patients[row] ?? ''),
    labels: Uint8Array.from(rows, (row) => fold.labels[row] ?? 0),
    usable: Uint8Array.from(rows, (row) => fold.usable[row] ?? 0),
  };
}

/** The same rows of a table of all subsets. */
export function takeSubsetRows(table: ArrayLike<number>, rows: readonly number[]): Float32Array {
  return Float32Array.from({ length: rows.length * NUM_SUBSETS }, (_, cell) => {
    const row = rows[Math.floor(cell / NUM_SUBSETS)] ?? 0;
    return table[row * NUM_SUBSETS + (cell % NUM_SUBSETS)] ?? Number.NaN;
  });
}
