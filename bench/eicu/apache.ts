import path from 'node:path';
import { aurocStatistic } from '../../models/metrics/auroc.ts';
import { difference } from '../../models/statistics/bootstrap.ts';
import { readCsv } from '../../main/testing/read-csv.ts';
import { EICU_DEMO_FOLDER } from '../../main/testing/eicu-demo.ts';
import { type Figure, figureOf, type ScoredRow } from '../accuracy/figures.ts';
import { type FoldRows, foldStatistic } from '../accuracy/fold-scores.ts';
import { restrict } from './score-methods.ts';

const VERSION = 'IV';

/**
 * APACHE IV's predicted hospital mortality by stay, as published with the demo; -1 is none. A yardstick that stands
 * beside a model and is never an input of one.
 */
export function apacheMortality(): ReadonlyMap<string, number> {
  const { rows } = readCsv(path.join(EICU_DEMO_FOLDER, 'apachePatientResult.csv.gz'));
  return new Map(
    rows
      .filter(({ apacheversion }) => apacheversion === VERSION)
      .map((row) => [row['patientunitstayid'] ?? '', Number(row['predictedhospitalmortality'])] as const)
      .filter(([, risk]) => risk >= 0),
  );
}

export interface ApacheFigures {
  readonly n: number;
  readonly positives: number;
  readonly apache: Figure;
  /** As recorded, on the same stays. */
  readonly rows: readonly { readonly name: string; readonly figure: Figure; readonly difference: Figure }[];
}

/** AUROC of APACHE IV and of methods on the stays that have it. */
export function apacheFigures(
  folds: readonly FoldRows[],
  rows: readonly ScoredRow[],
  resamples: number,
): ApacheFigures {
  const risks = apacheMortality();
  const having = restrict(folds, rows, (encounter) => risks.has(encounter));
  const request = { folds: having.folds, resamples };
  const apache = having.folds.map(({ encounters, labels }) =>
    aurocStatistic(
      labels,
      encounters.map((encounter) => risks.get(encounter) ?? Number.NaN),
    ),
  );
  const labels = having.folds.flatMap((fold) => [...fold.labels]);
  return {
    n: labels.length,
    positives: labels.reduce((sum, label) => sum + label, 0),
    apache: figureOf(apache, 'auroc', request),
    rows: having.rows.map(({ name, tables }) => {
      const own = having.folds.map((fold, f) => foldStatistic(fold, tables[f] ?? [], [fold.usable], 'auroc'));
      const less = own.map((statistic, f) => difference(statistic, apache[f] ?? statistic));
      return { name, figure: figureOf(own, 'auroc', request), difference: figureOf(less, 'auroc', request) };
    }),
  };
}
