import { calibrate } from '../../models/calibration/calibration.ts';
import { shapleyValues, silenceDeadCoalitions } from '../../models/attribution/shapley.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { subsetsOf } from '../../models/prediction/coalition-groups.ts';
import type { LoadedModel } from './loaded-model.ts';

/**
 * Calibrated logit of every subset of the model's modalities for one encounter, by bitmask (bit i = modality i).
 * The empty subset, and one of dead modalities only, has the logit of the base rate (method.md 9).
 * @param raw raw logits of all subsets of that encounter, `[2^M]`.
 */
export function coalitionValues(model: LoadedModel, raw: ArrayLike<number>): Float64Array {
  const { modalities, dead } = model.predictor.model;
  const notUsed = new Uint8Array(modalities.length);
  const calibrated = new Float64Array(raw);
  calibrated.forEach((logit, mask) => {
    for (let bit = 0; bit < notUsed.length; bit += 1) notUsed[bit] = 1 - ((mask >> bit) & 1);
    calibrated[mask] = calibrate(model.calibration, logit, notUsed);
  });
  calibrated[0] = Math.log(model.baseRate / (1 - model.baseRate));
  return silenceDeadCoalitions(calibrated, maskOf(modalities, dead));
}

/** Exact Shapley values of the modalities in `mask`; they sum to `values[mask] - values[0]`. */
export function contributionsOf(
  values: ArrayLike<number>,
  mask: number,
  modalities: readonly ModalityName[],
): Partial<Record<ModalityName, number>> {
  const players = modalities.flatMap((_, bit) => ((mask >> bit) & 1 ? [bit] : []));
  const shares = shapleyValues(subsetsOf(players).map((subset) => values[subset] ?? Number.NaN));
  return Object.fromEntries(
    membersOf(modalities, mask).map((modality, player) => [modality, shares[player] ?? Number.NaN]),
  );
}

export function maskOf(modalities: readonly ModalityName[], members: readonly ModalityName[]): number {
  return members.reduce((mask, member) => mask | (1 << modalities.indexOf(member)), 0);
}

/** The modalities of a bitmask, in the model's order. */
export function membersOf(modalities: readonly ModalityName[], mask: number): ModalityName[] {
  return modalities.filter((_, bit) => ((mask >> bit) & 1) === 1);
}
