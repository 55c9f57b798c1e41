import { calibrate } from '../../models/calibration/calibration.ts';
import { sigmoid } from '../../models/statistics/sigmoid.ts';
import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';
import type { VectorizedEncounters } from '../../models/training/dataset.ts';
import type { LoadedModel } from './loaded-model.ts';

export interface RowScores {
  /** Raw logits, `[n]`: what ranks. */
  readonly logits: Float32Array;
  /** Calibrated logits and probabilities, `[n]`: what is shown. */
  readonly calibratedLogits: Float64Array;
  readonly probabilities: Float64Array;
}

/** Raw and calibrated scores of every row, with `used` (`[n, numModalities]`) in use. */
export function scoreRows(
  model: LoadedModel,
  vectors: VectorizedEncounters,
  used: Uint8Array,
  policy: SubstitutionPolicy = model.policy,
): RowScores {
  const logits = model.predictor.logits(vectors, used, policy);
  const width = vectors.modalities.length;
  const calibratedLogits = Float64Array.from(logits, (logit, row) =>
    calibrate(model.calibration, logit, notUsed(used, row, width)),
  );
  return { logits, calibratedLogits, probabilities: calibratedLogits.map(sigmoid) };
}

/** The calibration's indicators of one row: 1 where a modality is not in use. */
export function notUsed(used: Uint8Array, row: number, width: number): number[] {
  return Array.from(used.subarray(row * width, (row + 1) * width), (bit) => 1 - bit);
}
