import type { DenseMatrix } from '../../../models/linear-algebra/dense-matrix.ts';
import { hashUniform } from '../../../models/hashing/uniform.ts';
import { AUROC, aurocStatistic } from '../../../models/metrics/auroc.ts';
import { isDefined, notAssessed } from '../../../models/metrics/metric.ts';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { bootstrapIntervals } from '../../../models/statistics/bootstrap.ts';
import {
  fitLogisticRegression,
  type LogisticFit,
  logisticScore,
} from '../../../models/statistics/logistic-regression.ts';
import type { MissingnessReport } from '../../api/services.ts';
import { sentence } from '../../../models/wording.ts';

export type Predictability = MissingnessReport['modalities'][number]['predictability'];

/** Standardised predictors and what they are to tell, row-aligned. */
export interface PresenceProblem {
  readonly design: DenseMatrix;
  /** Names of the columns. */
  readonly names: readonly string[];
  /** 1 where the modality is there. */
  readonly present: Uint8Array;
  readonly patients: readonly string[];
}

const FOLDS = 5;
/** One over the squared size that a coefficient of a standardised predictor is expected to have. */
const RIDGE = 25;
const RESAMPLES = 300;
const SEED = 'presence';
const STRONGEST = 3;

/**
 * How well predictors tell whether a modality is there: AUROC of a ridge logistic regression over people that it was not
 * fitted on, in five folds of people, with its 95 % interval by a bootstrap over people.
 */
export function predictability(problem: PresenceProblem): Predictability {
  const { design, names, present, patients } = problem;
  const n = present.length;
  const there = present.reduce((sum, bit) => sum + bit, 0);
  const reason =
    there === n
      ? sentence`never missing`
      : there === 0
        ? sentence`always missing`
        : notAssessed(AUROC, Math.min(there, n - there));
  if (reason !== null) return unassessed(n, reason);
  const scores = outOfFoldScores(problem);
  const whole = fitOn(problem, [...present.keys()]);
  if (scores === null || whole === null) return unassessed(n, sentence`no finite fit`);
  const statistic = aurocStatistic(present, scores);
  const value = statistic();
  if (!isDefined(value)) return unassessed(n, value.undefined);
  const { auroc } = bootstrapIntervals(
    { labels: present, patients },
    { auroc: statistic },
    { random: RandomStream.fromSeed(SEED), resamples: RESAMPLES },
  );
  return {
    auroc: value.value,
    interval: isDefined(auroc) ? [...auroc.value.interval] : null,
    n,
    strongest: strongest(whole, names.slice(0, design.columns)),
    reason: null,
  };
}

function unassessed(n: number, reason: string): Predictability {
  return { auroc: null, interval: null, n, strongest: [], reason };
}

function foldOf(patient: string): number {
  return Math.floor(hashUniform(`${SEED}:${patient}`) * FOLDS);
}

/** @returns `null` where a fold has no finite fit. */
function outOfFoldScores(problem: PresenceProblem): Float64Array | null {
  const { design, present, patients } = problem;
  const folds = patients.map(foldOf);
  const scores = new Float64Array(present.length);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const rows = [...present.keys()];
    const fit = fitOn(
      problem,
      rows.filter((row) => folds[row] !== fold),
    );
    if (fit === null) return null;
    // Where a fold has more than its share, the others have less: their intercept would rank the folds the wrong way.
    const slope = { ...fit, intercept: 0 };
    for (const row of rows) if (folds[row] === fold) scores[row] = logisticScore(slope, rowOf(design, row));
  }
  return scores;
}

function fitOn({ design, present }: PresenceProblem, rows: readonly number[]): LogisticFit | null {
  const values = new Float64Array(rows.length * design.columns);
  rows.forEach((row, i) => values.set(rowOf(design, row), i * design.columns));
  const fit = fitLogisticRegression({
    design: { rows: rows.length, columns: design.columns, values },
    labels: rows.map((row) => present[row] ?? 0),
    penalties: new Float64Array(design.columns).fill(RIDGE),
  });
  return isDefined(fit) ? fit.value : null;
}

function rowOf({ values, columns }: DenseMatrix, row: number): DenseMatrix['values'] {
  return values.subarray(row * columns, (row + 1) * columns);
}

function strongest({ coefficients }: LogisticFit, names: readonly string[]): Predictability['strongest'] {
  return names
    .map((name, column) => ({ name, weight: coefficients[column] ?? 0 }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, STRONGEST);
}
