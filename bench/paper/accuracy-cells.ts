import { isDefined, type Statistic } from '../../models/metrics/metric.ts';
import { meanStatistic } from '../../models/statistics/bootstrap.ts';
import { deviation, figureOf, valueOf } from '../accuracy/figures.ts';
import {
  foldRows,
  type FoldRows,
  foldStatistic,
  maskedSubsets,
  meanOverFolds,
  type MetricKey,
} from '../accuracy/fold-scores.ts';
import type { Method } from '../accuracy/methods.ts';
import { methodScores, type Trial } from '../accuracy/subset-scores.ts';
import type { Cell } from './report.ts';
import type { StudyContext } from './study.ts';

/** Scores of one method: `[fold][seed]`, tables of all subsets. */
export type MethodTables = readonly (readonly ArrayLike<number>[])[];

/** Trains a method on every fold with every seed and scores it under its first policy, the one deployed. */
export async function tablesOf(
  trials: readonly Trial[],
  name: string,
  method: Method,
  context: Pick<StudyContext, 'seeds' | 'folder' | 'settings' | 'onStep'>,
): Promise<MethodTables> {
  const tables: ArrayLike<number>[][] = [];
  const deployed = deployedAlone(sizedMethod(method, context));
  for (const [fold, trial] of trials.entries()) {
    const own: ArrayLike<number>[] = [];
    for (const seed of context.seeds) {
      context.onStep(`${name}: fold ${fold + 1} of ${trials.length}, seed ${seed}`);
      const scores = await methodScores(trial, deployed, seed, context.folder);
      own.push(Object.values(scores)[0] ?? []);
    }
    tables.push(own);
  }
  return tables;
}

/** Scoring every subset under every policy takes as long as a training. */
function deployedAlone(method: Method): Method {
  return method.kind === 'experts' ? method : { ...method, policies: method.policies.slice(0, 1) };
}

/** The method with the sizes of the run in the place of its own. */
export function sizedMethod(method: Method, { settings }: Pick<StudyContext, 'settings'>): Method {
  if (method.kind === 'experts') return method;
  return { ...method, settings: { ...method.settings, ...settings } };
}

export const foldsOfTrials = (trials: readonly Trial[]): FoldRows[] =>
  trials.map(({ dataset }) => foldRows(dataset));

/** Subsets that are in use: one list a mask, for each fold. */
export type Masks = readonly (readonly Uint8Array[])[];

/** The shared masks of some rates, one entry a rate. */
export function rateMasks(
  folds: readonly FoldRows[],
  { rates, maskSeeds }: Pick<StudyContext, 'rates' | 'maskSeeds'>,
): Masks[] {
  return rates.map((rate) => folds.map((fold) => maskedSubsets(fold, rate, maskSeeds)));
}

/**
 * Mean over folds, masks, and settings (missing rates, or patterns), with the interval over patients and the spread over
 * seeds and over settings.
 */
export function accuracyCell(
  folds: readonly FoldRows[],
  tables: MethodTables,
  settings: readonly Masks[],
  { metric, resamples }: { readonly metric: MetricKey; readonly resamples: number },
): Cell {
  const ofSeeds = (fold: number, seeds: readonly number[], masks: Masks): Statistic => {
    const rows = folds[fold];
    if (rows === undefined) throw new Error(`there is no fold ${fold}`);
    const own = seeds.map((seed) => tables[fold]?.[seed] ?? []);
    return foldStatistic(rows, own, masks[fold] ?? [], metric);
  };
  const over = (seeds: readonly number[], of: readonly Masks[]): Statistic[] =>
    folds.map((_, fold) => meanStatistic(of.map((masks) => ofSeeds(fold, seeds, masks))));
  const seeds = [...(tables[0]?.keys() ?? [])];
  const meanOf = (statistics: readonly Statistic[]): number => valueOf(meanOverFolds(folds, statistics));
  const all = over(seeds, settings);
  const { value, interval } = figureOf(all, metric, { folds, resamples });
  const values = seeds.map((seed) => meanOf(over([seed], settings)));
  const whole = meanOverFolds(folds, all)();
  return {
    mean: value,
    sd: deviation(values),
    interval,
    values,
    spread: deviation(settings.map((masks) => meanOf(over(seeds, [masks])))),
    ...(isDefined(whole) ? {} : { reason: whole.undefined }),
  };
}
