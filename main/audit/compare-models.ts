import type { UndefinedMetric } from '../../models/metrics/summary.ts';
import { LacunaError } from '../errors.ts';
import { cohortBatch, type CohortBatch } from '../prediction/cohort-batch.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import { maskUse } from '../../models/prediction/mask-use.ts';
import { scoreRows } from '../prediction/score-rows.ts';
import type { Database } from '../records/database.ts';
import type { RejectedReasons } from '../api/rejected.ts';
import { rejectedBefore } from '../records/rejected-before.ts';
import { requireComparable } from './comparable.ts';
import {
  type ComparedMetric,
  type MaskScores,
  pairedScores,
  type PairedFigure,
  scoreDifference,
} from './paired-scores.ts';
import { countEvents } from './rank-scores.ts';
import { type Differences, type SignedRanks, signedRanks } from './signed-ranks.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

/** Two models, or two of the same methods trained with another seed. */
export type ModelPair = readonly [first: LoadedModel, second: LoadedModel];

export interface ComparisonRequest {
  /** Shares of modalities to mask; 0 = as recorded. */
  readonly rates: readonly number[];
  readonly maskSeed: number;
  /** Masks a rate, seeds `maskSeed` and on; figures are means over them. */
  readonly masks: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: Sentence) => void;
}

export interface RateComparison extends Readonly<Record<ComparedMetric, PairedFigure>> {
  readonly rate: number;
}

export interface Comparison {
  readonly task: string;
  /** Ids of the models, in pairs. */
  readonly pairs: readonly { readonly first: string; readonly second: string }[];
  readonly n: number;
  readonly positives: number;
  /** Test encounters that one of the models cannot score, left out for all. */
  readonly leftOut: number;
  readonly rates: readonly RateComparison[];
  readonly wilcoxon: SignedRanks;
  readonly rejected: RejectedReasons;
  readonly undefined: readonly UndefinedMetric[];
}

/**
 * Compares two models, or the means of several pairs, on the test split of their cohort: same encounters, same masks,
 * same resamples.
 * @throws {LacunaError} `model_mismatch` for models of different cohorts; `usage` for a model and itself;
 * `cohort_empty` when no encounter can be scored by all.
 */
export async function compareModels(
  db: Database,
  pairs: readonly ModelPair[],
  request: ComparisonRequest,
): Promise<Comparison> {
  const models = pairs.flat();
  const [one] = models;
  if (one === undefined) throw new LacunaError('usage', 'two models are needed');
  for (const other of models.slice(1)) requireComparable(one, other);
  const scored = models.map((model) => ({ model, batch: cohortBatch(db, model, ['test']) }));
  const shared = sharedEncounters(scored);
  const rates: RateScores[] = [];
  for (const rate of request.rates) {
    request.onProgress?.(sentence`missing ${rate}`);
    if (request.signal?.aborted === true) throw new LacunaError('cancelled', 'cancelled');
    rates.push({ rate, scores: scored.map((own) => maskScores(own, shared, { ...request, rate })) });
    await new Promise((resume) => setImmediate(resume));
  }
  return { ...summarise(pairs, shared, rates), rejected: rejectedBefore(db, one.cohort) };
}

interface Scored {
  readonly model: LoadedModel;
  readonly batch: CohortBatch;
}

/** Encounters that every model can score. */
interface SharedEncounters {
  readonly encounters: readonly string[];
  readonly patients: readonly string[];
  readonly labels: Uint8Array;
  readonly leftOut: number;
}

interface RateScores {
  readonly rate: number;
  /** One a model, in the order of the pairs, each one a mask. */
  readonly scores: readonly (readonly MaskScores[])[];
}

function sharedEncounters(scored: readonly Scored[]): SharedEncounters {
  const known = scored.map(({ batch }) => new Set(batch.vectors.encounters));
  const all = new Set(known.flatMap((own) => [...own]));
  const [first] = scored;
  const rows = [...(first?.batch.labels.keys() ?? [])].filter((row) =>
    known.every((own) => own.has(first?.batch.vectors.encounters[row] ?? '')),
  );
  if (first === undefined || rows.length === 0) {
    throw new LacunaError('cohort_empty', 'no test encounter can be scored by all of the models');
  }
  return {
    encounters: rows.map((row) => first.batch.vectors.encounters[row] ?? ''),
    patients: rows.map((row) => first.batch.patients[row] ?? ''),
    labels: Uint8Array.from(rows, (row) => first.batch.labels[row] ?? 0),
    leftOut: all.size - rows.length,
  };
}

function maskScores(
  { model, batch }: Scored,
  { encounters }: SharedEncounters,
  { rate, masks, maskSeed }: Pick<ComparisonRequest, 'masks' | 'maskSeed'> & { readonly rate: number },
): MaskScores[] {
  const rowOf = new Map(batch.vectors.encounters.map((encounter, row) => [encounter, row]));
  const rows = encounters.map((encounter) => rowOf.get(encounter) ?? 0);
  return Array.from({ length: rate === 0 ? 1 : masks }, (_, mask) => {
    const { used } = maskUse(model.predictor, batch.vectors, { rate, seed: maskSeed + mask });
    const { logits, probabilities } = scoreRows(model, batch.vectors, used);
    return {
      logits: Float32Array.from(rows, (row) => logits[row] ?? Number.NaN),
      probabilities: Float64Array.from(rows, (row) => probabilities[row] ?? Number.NaN),
    };
  });
}

function summarise(
  pairs: readonly ModelPair[],
  shared: SharedEncounters,
  rates: readonly RateScores[],
): Omit<Comparison, 'rejected'> {
  const every = (scores: RateScores['scores'], side: number): MaskScores[] =>
    pairs.flatMap((_, pair) => scores[2 * pair + side] ?? []);
  const rows = rates.map(({ rate, scores }) => ({
    rate,
    ...pairedScores(shared, every(scores, 0), every(scores, 1)),
  }));
  return {
    task: pairs[0]?.[0].cohort.task ?? '',
    pairs: pairs.map(([first, second]) => ({ first: first.manifest.id, second: second.manifest.id })),
    n: shared.labels.length,
    positives: countEvents(shared.labels),
    leftOut: shared.leftOut,
    rates: rows.map(({ rate, figures }) => ({ rate, ...figures })),
    wilcoxon: signedRanks(differencesOf(pairs, shared, rates)),
    undefined: firstOfEach(rows.flatMap((row) => row.undefined)),
  };
}

function differencesOf(
  pairs: readonly ModelPair[],
  { labels }: SharedEncounters,
  rates: readonly RateScores[],
): Differences {
  const of = (metric: ComparedMetric): number[][] =>
    pairs.map((_, pair) =>
      rates.flatMap(
        ({ scores }) =>
          scoreDifference(metric, labels, [scores[2 * pair] ?? [], scores[2 * pair + 1] ?? []]) ?? [],
      ),
    );
  return { auroc: of('auroc'), auprc: of('auprc'), brier: of('brier') };
}

function firstOfEach(reasons: readonly UndefinedMetric[]): UndefinedMetric[] {
  return [...new Map(reasons.map((reason) => [`${reason.metric} ${reason.reason}`, reason])).values()];
}
