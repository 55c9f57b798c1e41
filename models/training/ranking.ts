import { modalityStanding } from '../diagnostics/modality-standing.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { type Ranking, rankModalities } from '../substitution/candidate.ts';
import type { SimilarityMatrix } from '../substitution/similarity.ts';
import {
  ownSources,
  preparedSources,
  rankedSources,
  type SourceTable,
} from '../substitution/source-table.ts';
import { headScores, headsOf, memberHeadScores } from './frozen-heads.ts';
import { latentSimilarity } from './latent-similarity.ts';
import type { LinearHeads } from './linear-heads.ts';
import type { PreparedRun } from './prepare.ts';
import type { RowSet } from './row-set.ts';
import { type MeasuredStrength, strengthOf } from './strength.ts';

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
  readonly strengths: readonly MeasuredStrength[];
}

/**
 * Similarities on training encounters, strengths on encounters that were not trained on, and the ranked list that
 * follows. The reference is the strongest modality; ties and undefined strengths go by the order of the configuration.
 */
export function rankNow(run: PreparedRun, model: WeightedNetwork): Standing {
  const set = referenceRows(run);
  const { similarity: measure, candidate: rule } = run.configuration;
  const heads = headsOf(model, run, set.rows);
  const strengths = strengthsOf(run, unseenScores(run, model, heads));
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

/** What fills each slot by the policy of a run. @param ranking `null` where nothing hangs on it. */
export function deployedSources(
  { configuration, inputs }: PreparedRun,
  ranking: Ranking | null,
): SourceTable {
  const { substitution, silenceDead } = configuration;
  const silent = silenceDead && ranking ? ranking.dead : [];
  if (substitution === 'predicted') return preparedSources(inputs.modalities.length, silent);
  return substitution === 'ebr' && ranking
    ? rankedSources(ranking, silent)
    : ownSources(inputs.modalities.length, silent);
}

/** Rows and what the heads say of them. */
interface HeadScores {
  readonly rows: readonly number[];
  /** `[M][rows]`. */
  readonly scores: readonly (readonly number[])[];
}

/**
 * What the heads say of encounters that no weight was fitted on: all members of validation encounters, and each member
 * of the fold it held out, six times as many together. On validation alone it would take a cohort of tens of thousands
 * to tell a modality without signal from one not assessed.
 */
function unseenScores(run: PreparedRun, model: WeightedNetwork, heads: LinearHeads): HeadScores {
  const { inputs, validationRows, members, trainingRows } = run;
  const validation = headScores(model, { inputs, rows: validationRows }, heads);
  const training = new Set(trainingRows);
  const folds = members.map(({ monitor }) => monitor.filter((row) => training.has(row)));
  const heldOut = memberHeadScores(model, inputs, folds, heads);
  return {
    rows: [validationRows, ...folds].flatMap((rows) => [...rows]),
    scores: inputs.modalities.map((_, m) =>
      [validation, ...heldOut].flatMap((scores) => [...(scores[m] ?? [])]),
    ),
  };
}

/** AUROC of each modality's head over the encounters that have it. */
function strengthsOf(run: PreparedRun, { rows, scores }: HeadScores): MeasuredStrength[] {
  const { inputs, labels, patients, configuration } = run;
  const M = inputs.modalities.length;
  const random = RandomStream.fromSeed(configuration.seed).fork('strength');
  return scores.map((own, m) => {
    const having = [...rows.keys()].filter((i) => inputs.present[(rows[i] ?? 0) * M + m] === 1);
    return strengthOf(
      having.map((i) => {
        const row = rows[i] ?? 0;
        return { label: labels[row] ?? 0, patient: patients[row] ?? '', score: own[i] ?? 0 };
      }),
      random.fork(m),
    );
  });
}
