import { modalityStanding } from '../diagnostics/modality-standing.ts';
import { auroc, aurocStatistic } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { bootstrapIntervals } from '../statistics/bootstrap.ts';
import { type Ranking, rankModalities } from '../substitution/candidate.ts';
import type { SimilarityMatrix } from '../substitution/similarity.ts';
import { headScores, headsOf } from './frozen-heads.ts';
import { latentSimilarity } from './latent-similarity.ts';
import type { LinearHeads } from './linear-heads.ts';
import type { PreparedRun } from './prepare.ts';
import type { RowSet } from './row-set.ts';
import type { Strength } from './trained-model.ts';

/** Training rows that similarity, heads and mean encodings are computed from; more change them little. */
const REFERENCE_ROWS = 8_000;

/** The training rows that similarity, heads and statistics are computed from: all, or a seeded draw. */
export function referenceRows(run: PreparedRun): RowSet {
  const { trainingRows, inputs, configuration } = run;
  if (trainingRows.length <= REFERENCE_ROWS) return { inputs, rows: trainingRows };
  const random = RandomStream.fromSeed(configuration.seed).fork('reference');
  const drawn = random.permutation(trainingRows.length).subarray(0, REFERENCE_ROWS);
  return { inputs, rows: drawn.map((position) => trainingRows[position] ?? 0).sort() };
}

/** How modalities rank at some point of a run. */
export interface Standing {
  readonly ranking: Ranking;
  readonly heads: LinearHeads;
  /** One a modality. */
  readonly strengths: readonly Strength[];
}

/**
 * Similarities on training encounters, strengths on validation encounters, and the ranked list that follows.
 * The reference is the strongest modality; ties and undefined strengths go by the order of the configuration.
 */
export function rankNow(run: PreparedRun, model: WeightedNetwork): Standing {
  const set = referenceRows(run);
  const { similarity: measure, candidate: rule } = run.configuration;
  const heads = headsOf(model, set, run.labels);
  const strengths = strengthsOf(run, headScores(model, { ...set, rows: run.validationRows }, heads));
  const similarity: SimilarityMatrix = latentSimilarity(model, set, measure);
  const aurocs = strengths.map((strength) => strength.auroc ?? -Infinity);
  const reference = aurocs.indexOf(Math.max(...aurocs));
  const dead = strengths.flatMap(({ interval }, m) => (modalityStanding(interval) === 'dead' ? [m] : []));
  return {
    ranking: { rule, similarity, reference, ranked: rankModalities(similarity, reference), dead },
    heads,
    strengths,
  };
}

/** AUROC of each modality's head over the validation encounters that have it, with its interval by bootstrap. */
function strengthsOf(run: PreparedRun, scores: readonly Float32Array[]): Strength[] {
  const { inputs, labels, patients, validationRows, configuration } = run;
  const M = inputs.modalities.length;
  const random = RandomStream.fromSeed(configuration.seed).fork('strength');
  return scores.map((own, m) => {
    const positions = [...validationRows.keys()].filter(
      (position) => inputs.present[(validationRows[position] ?? 0) * M + m] === 1,
    );
    const rows = positions.map((position) => validationRows[position] ?? 0);
    const y = rows.map((row) => labels[row] ?? 0);
    const logits = positions.map((position) => own[position] ?? 0);
    const value = auroc(y, logits);
    if (!isDefined(value)) return { auroc: null, interval: null };
    const sample = { labels: y, patients: rows.map((row) => patients[row] ?? '') };
    const { strength } = bootstrapIntervals(
      sample,
      { strength: aurocStatistic(y, logits) },
      { random: random.fork(m) },
    );
    return { auroc: value.value, interval: isDefined(strength) ? strength.value.interval : null };
  });
}
