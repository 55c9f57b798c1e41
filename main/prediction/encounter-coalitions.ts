import { observedNearby } from '../../models/calibration/observed-nearby.ts';
import type { EncounterEvidence } from '../../models/features/evidence.ts';
import { cutOfRecord } from '../../models/features/inputs-cut.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { sigmoid } from '../../models/statistics/sigmoid.ts';
import type { Coalitions } from '../api/services.ts';
import type { Database } from '../records/database.ts';
import { coalitionValues, contributionsOf, membersOf } from './coalition-values.ts';
import { encounterVectors, type EncounterVectors } from './encounter-vectors.ts';
import { featureEffects } from './feature-effects.ts';
import type { LoadedModel } from './loaded-model.ts';
import { standInCandidates } from './stand-in-candidates.ts';

/**
 * Everything the patient screen needs to switch modalities without another call: the answer of the model for every
 * subset of what this encounter has, the one as found first.
 */
export function encounterCoalitions(db: Database, model: LoadedModel, encounter: string): Coalitions {
  const found = encounterVectors(db, model, encounter);
  const values = coalitionValues(model, model.predictor.allCoalitions(found.vectors));
  const masks = subsetsOf(found.usable);
  const asFound = values[found.usable] ?? Number.NaN;
  return {
    encounter: found.evidence.encounter,
    model: model.manifest.id,
    baseRate: model.baseRate,
    states: found.states,
    inputs: Object.fromEntries(
      model.predictor.model.modalities.map((modality) => [modality, inputOf(found.evidence, modality)]),
    ),
    coalitions: masks.map((mask) => coalitionOf(model, found, values, mask)),
    features: found.usable === 0 ? {} : featureEffects(model, found, usedBits(model, found.usable)),
    observed: observedOf(model, found.usable === 0 ? Number.NaN : asFound),
    candidates: standInCandidates(model, found),
    notAssessed: found.usable === 0 ? 'nothing of this record is present for the model' : null,
    warnings: [...cutOfRecord(model.vectorizers, found.evidence), ...model.calibration.warnings],
  };
}

function coalitionOf(
  model: LoadedModel,
  found: EncounterVectors,
  values: Float64Array,
  mask: number,
): Coalitions['coalitions'][number] {
  const { modalities } = model.predictor.model;
  const logit = values[mask] ?? Number.NaN;
  return {
    used: membersOf(modalities, mask),
    logit,
    probability: sigmoid(logit),
    substituted: [...(model.predictor.substitutions(found.vectors, usedBits(model, mask))[0] ?? [])],
    contributions: contributionsOf(values, mask, modalities),
  };
}

/** Non-empty subsets of a bitmask, the whole first. */
function subsetsOf(mask: number): number[] {
  const subsets: number[] = [];
  for (let subset = mask; subset > 0; subset = (subset - 1) & mask) subsets.push(subset);
  return subsets;
}

export function usedBits(model: LoadedModel, mask: number): Uint8Array {
  return Uint8Array.from(model.predictor.model.modalities, (_, bit) => (mask >> bit) & 1);
}

/** The rate among the calibration encounters that scored nearest, where any scored as high or as low as this one. */
function observedOf(model: LoadedModel, logit: number): Coalitions['observed'] {
  if (Number.isNaN(logit)) return { notAssessed: 'there is no score' };
  const { logits } = model.manifest.calibrationReference;
  const [lowest = Number.POSITIVE_INFINITY, highest = Number.NEGATIVE_INFINITY] = [logits[0], logits.at(-1)];
  if (logit > highest || logit < lowest) {
    const side = logit > highest ? 'high' : 'low';
    return { notAssessed: `interval not assessed: no calibration encounter scored as ${side} as this one` };
  }
  const nearby = observedNearby(model.manifest.calibrationReference, logit);
  if ('undefined' in nearby) return { notAssessed: nearby.undefined };
  const { interval, ...rest } = nearby.value;
  return { ...rest, interval: [interval[0], interval[1]] };
}

function inputOf(
  evidence: EncounterEvidence,
  modality: ModalityName,
): { items: number; newestMinutes: number | null } {
  if (modality === 'demographics') {
    const known = Object.values(evidence.demographics.values).filter((value) => value !== null);
    return { items: known.length, newestMinutes: null };
  }
  const events: readonly { readonly minutesBefore: number | null }[] = evidence[modality];
  const times = events.flatMap(({ minutesBefore }) => (minutesBefore === null ? [] : [minutesBefore]));
  return { items: events.length, newestMinutes: times.length === 0 ? null : Math.min(...times) };
}
