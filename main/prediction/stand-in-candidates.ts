import { calibrate } from '../../models/calibration/calibration.ts';
import { sigmoid } from '../../models/statistics/sigmoid.ts';
import type { Coalitions } from '../api/services.ts';
import type { EncounterVectors } from './encounter-vectors.ts';
import type { LoadedModel } from './loaded-model.ts';

/** For each missing modality, every present one as its stand-in, with the calibrated risk if it were. */
export function standInCandidates(model: LoadedModel, found: EncounterVectors): Coalitions['candidates'] {
  if (found.usable === 0) return {};
  const { modalities } = model.predictor.model;
  const candidates: Coalitions['candidates'] = {};
  for (const list of model.predictor.candidates(found.vectors, 0)) {
    for (const { modality, by, similarity, rankDistance, logit } of list) {
      const notUsed = modalities.map((_, bit) => 1 - ((found.usable >> bit) & 1));
      const probability = sigmoid(calibrate(model.calibration, logit, notUsed));
      (candidates[modality] ??= []).push({ by, similarity, rankDistance, probability });
    }
  }
  return candidates;
}
