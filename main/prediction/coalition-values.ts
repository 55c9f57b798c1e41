import { calibrate } from '../../models/calibration/calibration.ts';
import { shapleyValues, silenceDeadCoalitions } from '../../models/attribution/shapley.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import type { LoadedModel } from './loaded-model.ts';

/**
 * Calibrated logit of every subset of the model's modalities for one encounter, by bitmask (bit i = modality i).
 * The empty subset, and one of dead modalities only, has the logit of the base rate (method.md 9).
 * @param raw raw logits of all subsets of that encounter, `[2^M]`.
 */
export function coalitionValues(model: LoadedModel, raw: ArrayLike<number>): Float64Array {
  const { modalities, dead } = model.predictor.model;
  const calibrated = Float64Array.from(raw, (logit, mask) =>
    mask === 0
      ? Math.log(model.baseRate / (1 - model.baseRate))
      : calibrate(model.calibration, logit, notUsedBits(mask, modalities.length)),
  );
  return silenceDeadCoalitions(calibrated, maskOf(modalities, dead));
}

/** Exact Shapley values of the modalities in `mask`; they sum to `values[mask] - values[0]`. */
export function contributionsOf(
  values: ArrayLike<number>,
  mask: number,
  modalities: readonly ModalityName[],
): Partial<Record<ModalityName, number>> {
  const players = modalities.flatMap((modality, bit) => ((mask >> bit) & 1 ? [{ modality, bit }] : []));
  const restricted = Float64Array.from({ length: 2 ** players.length }, (_, subset) =>
    players.reduce((full, { bit }, player) => full | (((subset >> player) & 1) << bit), 0),
  ).map((full) => values[full] ?? Number.NaN);
  const shares = shapleyValues(restricted);
  return Object.fromEntries(players.map(({ modality }, player) => [modality, shares[player] ?? Number.NaN]));
}

export function maskOf(modalities: readonly ModalityName[], members: readonly ModalityName[]): number {
  return members.reduce((mask, member) => mask | (1 << modalities.indexOf(member)), 0);
}

/** The modalities of a bitmask, in the model's order. */
export function membersOf(modalities: readonly ModalityName[], mask: number): ModalityName[] {
  return modalities.filter((_, bit) => ((mask >> bit) & 1) === 1);
}

function notUsedBits(mask: number, width: number): number[] {
  return Array.from({ length: width }, (_, bit) => 1 - ((mask >> bit) & 1));
}
