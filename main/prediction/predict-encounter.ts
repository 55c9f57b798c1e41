import { cutOfRecord } from '../../models/features/inputs-cut.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';
import { sigmoid } from '../../models/statistics/sigmoid.ts';
import type { Prediction } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import type { Database } from '../records/database.ts';
import { coalitionValues, contributionsOf, maskOf, membersOf } from './coalition-values.ts';
import { encounterVectors } from './encounter-vectors.ts';
import { featureEffects } from './feature-effects.ts';
import type { LoadedModel } from './loaded-model.ts';

export interface PredictionChoices {
  readonly encounter: string;
  /** Modalities switched off although they are there. */
  readonly without: readonly ModalityName[];
  readonly substitution?: SubstitutionPolicy;
}

/**
 * Scores one encounter: calibrated probability, what stood in, and contributions that sum to the logit.
 * @throws {LacunaError} `nothing_present` when nothing is left to score.
 */
export function predictEncounter(db: Database, model: LoadedModel, choices: PredictionChoices): Prediction {
  const found = encounterVectors(db, model, choices.encounter);
  const { modalities } = model.predictor.model;
  const off = choices.without.filter((modality) => modalities.includes(modality));
  const mask = found.usable & ~maskOf(modalities, off);
  if (mask === 0) throw nothingPresent();
  const policy = choices.substitution ?? model.policy;
  const values = coalitionValues(model, model.predictor.allCoalitions(found.vectors, policy));
  const used = Uint8Array.from(modalities, (_, bit) => (mask >> bit) & 1);
  const cut = cutOfRecord(model.vectorizers, found.evidence);
  const logit = values[mask] ?? Number.NaN;
  return {
    encounter: found.evidence.encounter,
    model: model.manifest.id,
    probability: sigmoid(logit),
    baseRate: model.baseRate,
    logit,
    present: membersOf(modalities, mask),
    states: found.states,
    substituted: [...(model.predictor.substitutions(found.vectors, used, policy)[0] ?? [])],
    contributions: contributionsOf(values, mask, modalities),
    features: featureEffects(model, found, used),
    ...(cut.length > 0 ? { cut } : {}),
  };
}

export function nothingPresent(): LacunaError {
  return new LacunaError('nothing_present', 'no modality is present, so there is no score', {
    hint: 'switch a modality on, or choose an encounter with a record',
  });
}
