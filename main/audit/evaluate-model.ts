import type { z } from 'zod';
import { auprcStatistic } from '../../models/metrics/auprc.ts';
import { aurocStatistic } from '../../models/metrics/auroc.ts';
import { brierStatistic } from '../../models/metrics/brier.ts';
import { eceStatistic } from '../../models/metrics/ece.ts';
import { isDefined, type Statistic } from '../../models/metrics/metric.ts';
import { meanStatistic } from '../../models/statistics/bootstrap.ts';
import type { evaluation, evaluationRow } from '../api/audits.ts';
import type { CohortSpec, substitutionPolicy } from '../api/common.ts';
import { LacunaError } from '../errors.ts';
import { cohortBatch, type CohortBatch } from '../prediction/cohort-batch.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';
import { maskUse, type MaskedUse } from '../../models/prediction/mask-use.ts';
import { scoreRows } from '../prediction/score-rows.ts';
import { withoutSplit } from '../records/cohorts/cohort-definition.ts';
import { cohortSource } from '../records/cohorts/cohort-source.ts';
import type { Database } from '../records/database.ts';
import { rejectedBefore } from '../records/rejected-before.ts';
import { countEvents, rankScoresOf } from './rank-scores.ts';

export type Evaluation = z.infer<typeof evaluation>;
type EvaluationRow = z.infer<typeof evaluationRow>;
type Policy = (typeof substitutionPolicy.options)[number];

export interface EvaluationRequest {
  /** `test`: the split the model never saw; `all`: every labelled encounter, for a source it never saw. */
  readonly split: 'test' | 'all';
  /** Name of the source in place of the model's own. */
  readonly source?: string | undefined;
  /** Shares of modalities to mask; 0 = as recorded. */
  readonly rates: readonly number[];
  readonly maskSeed: number;
  /** Masks a rate, seeds `maskSeed` and on; figures are means over them. */
  readonly masks: number;
  /** Default: the policy the model is deployed with. */
  readonly policies?: readonly Policy[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (line: string) => void;
}

/**
 * AUROC and AUPRC of raw logits, Brier and ECE of calibrated probabilities, at each rate of modalities missing at
 * random and for each substitution policy. Masks depend on neither model nor policy, so that methods can be paired.
 * @throws {LacunaError} `cohort_empty`; `usage`, `labels_unsupported` where another source cannot answer the task.
 */
export async function evaluateModel(
  db: Database,
  trained: LoadedModel,
  request: EvaluationRequest,
): Promise<Evaluation> {
  const model = { ...trained, cohort: evaluatedCohort(trained.cohort, request) };
  const batch = cohortBatch(db, model, request.split === 'test' ? ['test'] : null);
  const rows: EvaluationRow[] = [];
  for (const rate of request.rates) {
    const masks = rate === 0 ? 1 : request.masks;
    const masked = Array.from({ length: masks }, (_, i) =>
      maskUse(model.predictor, batch.vectors, { rate, seed: request.maskSeed + i }),
    );
    for (const policy of request.policies ?? [model.policy]) {
      request.onProgress?.(`missing ${rate}: ${policy}`);
      if (request.signal?.aborted === true) throw new LacunaError('cancelled', 'cancelled');
      rows.push(evaluationRowOf(model, batch, masked, { rate, policy }));
      await new Promise((resume) => setImmediate(resume));
    }
  }
  const source = cohortSource(db, model.cohort)?.name ?? null;
  const trainedOn = trained.cohort.source ?? null;
  return {
    source,
    trainedOn,
    n: batch.labels.length,
    positives: countEvents(batch.labels),
    rates: rows,
    rejected: rejectedBefore(db, model.cohort),
  };
}

/** A split is of the source that the model was trained on: all of another one is a test. */
function evaluatedCohort(cohort: CohortSpec, { split, source }: EvaluationRequest): CohortSpec {
  const own = split === 'all' ? withoutSplit(cohort) : cohort;
  return source === undefined ? own : { ...withoutSplit(cohort), source };
}

function evaluationRowOf(
  model: LoadedModel,
  batch: CohortBatch,
  masked: readonly MaskedUse[],
  { rate, policy }: { rate: number; policy: Policy },
): EvaluationRow {
  const scores = masked.map(({ used }) => scoreRows(model, batch.vectors, used, policy));
  const { labels } = batch;
  const mean = (statistic: (row: (typeof scores)[number]) => Statistic): Statistic =>
    meanStatistic(scores.map(statistic));
  const ranks = rankScoresOf(batch, {
    auroc: mean(({ logits }) => aurocStatistic(labels, logits)),
    auprc: mean(({ logits }) => auprcStatistic(labels, logits)),
  });
  const brier = mean(({ probabilities }) => brierStatistic(labels, probabilities))();
  const ece = mean(({ probabilities }) => eceStatistic(labels, probabilities))();
  return {
    rate,
    policy,
    auroc: ranks.auroc,
    auprc: ranks.auprc,
    brier: isDefined(brier) ? brier.value : null,
    ece: isDefined(ece) ? ece.value : null,
    intervals: ranks.intervals,
    restored: masked.reduce((sum, { restored }) => sum + restored, 0),
    ...(ranks.undefined.length === 0 ? {} : { undefined: ranks.undefined }),
  };
}
