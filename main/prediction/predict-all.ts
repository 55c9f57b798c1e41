import type { ModalityName } from '../../models/modalities/modality.ts';
import type { Substituted } from '../../models/prediction/predictor.ts';
import { sigmoid } from '../../models/statistics/sigmoid.ts';
import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';
import { LacunaError } from '../errors.ts';
import { withoutSplit } from '../records/cohorts/cohort-definition.ts';
import { labelledEncounters } from '../records/cohorts/labelled-encounters.ts';
import type { Database } from '../records/database.ts';
import { coalitionValues, contributionsOf, maskOf, membersOf } from './coalition-values.ts';
import { vectorsOf } from './cohort-batch.ts';
import type { LoadedModel } from './loaded-model.ts';

/** One row of a batch; numbers are `null` where nothing is present. */
export interface ScoredEncounter {
  readonly encounter: string;
  readonly status: 'scored' | 'nothing_present';
  readonly probability: number | null;
  readonly logit: number | null;
  readonly baseRate: number;
  readonly present: ModalityName[];
  readonly substituted: Substituted[];
  readonly contributions: Partial<Record<ModalityName, number>>;
}

export interface BatchChoices {
  readonly without: readonly ModalityName[];
  readonly substitution?: SubstitutionPolicy;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Encounters a batch: the 64 subsets of this many fit the engine's memory with room to spare. */
const BATCH = 1_000;

/** Scores every encounter of the model's cohort, labelled or not, whatever the sides of its split leave out. */
export async function predictAll(
  db: Database,
  model: LoadedModel,
  choices: BatchChoices,
): Promise<ScoredEncounter[]> {
  const encounters = labelledEncounters(db, withoutSplit(model.cohort));
  const rows: ScoredEncounter[] = [];
  for (let start = 0; start < encounters.length; start += BATCH) {
    if (choices.signal?.aborted === true) throw new LacunaError('cancelled', 'cancelled');
    rows.push(...scoreBatch(model, vectorsOf(db, model, encounters.slice(start, start + BATCH)), choices));
    choices.onProgress?.(rows.length, encounters.length);
    // A cancel can only be heard between batches.
    await new Promise((resume) => setImmediate(resume));
  }
  return rows;
}

function scoreBatch(
  model: LoadedModel,
  vectors: ReturnType<typeof vectorsOf>,
  { without, substitution }: BatchChoices,
): ScoredEncounter[] {
  const { modalities } = vectors;
  const off = maskOf(
    modalities,
    without.filter((modality) => modalities.includes(modality)),
  );
  const used = model.predictor.usable(vectors);
  used.forEach((_, i) => {
    if (((off >> (i % modalities.length)) & 1) === 1) used[i] = 0;
  });
  const policy = substitution ?? model.policy;
  const raw = model.predictor.allCoalitions(vectors, policy);
  const substituted = model.predictor.substitutions(vectors, used, policy);
  const subsets = 2 ** modalities.length;
  return vectors.encounters.map((encounter, row) => {
    const mask = modalities.reduce(
      (bits, _, bit) => bits | ((used[row * modalities.length + bit] ?? 0) << bit),
      0,
    );
    if (mask === 0) return unscored(model, encounter);
    const values = coalitionValues(model, raw.subarray(row * subsets, (row + 1) * subsets));
    const logit = values[mask] ?? Number.NaN;
    return {
      encounter,
      status: 'scored',
      probability: sigmoid(logit),
      logit,
      baseRate: model.baseRate,
      present: membersOf(modalities, mask),
      substituted: [...(substituted[row] ?? [])],
      contributions: contributionsOf(values, mask, modalities),
    };
  });
}

function unscored(model: LoadedModel, encounter: string): ScoredEncounter {
  return {
    encounter,
    status: 'nothing_present',
    probability: null,
    logit: null,
    baseRate: model.baseRate,
    present: [],
    substituted: [],
    contributions: {},
  };
}
