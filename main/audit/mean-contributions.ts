import type { ModalityName } from '../../models/modalities/modality.ts';
import { patternOf } from '../../models/substitution/source-table.ts';
import type { VectorizedEncounters } from '../../models/training/dataset.ts';
import { coalitionValues, contributionsOf } from '../prediction/coalition-values.ts';
import type { LoadedModel } from '../prediction/loaded-model.ts';

export interface MeanContribution {
  /** In logits, 0 where no encounter has the modality. */
  readonly meanAbsolute: number;
  readonly meanSigned: number;
}

/**
 * Mean absolute and mean signed contribution of each modality, over the encounters that have it.
 * @param raw raw logits of all subsets, `[n, 2^M]`; computed when left out.
 */
export function meanContributions(
  model: LoadedModel,
  vectors: VectorizedEncounters,
  raw: Float32Array = model.predictor.allCoalitions(vectors),
): ReadonlyMap<ModalityName, MeanContribution> {
  const { modalities } = model.predictor.model;
  const subsets = 2 ** modalities.length;
  const used = model.predictor.usable(vectors);
  const sums = new Map(modalities.map((modality) => [modality, { n: 0, absolute: 0, signed: 0 }]));
  for (let row = 0; row < vectors.encounters.length; row += 1) {
    const values = coalitionValues(model, raw.subarray(row * subsets, (row + 1) * subsets));
    const contributions = contributionsOf(values, patternOf(used, row, modalities.length), modalities);
    for (const [modality, sum] of sums) {
      const value = contributions[modality];
      if (value === undefined) continue;
      sum.n += 1;
      sum.absolute += Math.abs(value);
      sum.signed += value;
    }
  }
  return new Map(
    [...sums].map(([modality, { n, absolute, signed }]) => [
      modality,
      { meanAbsolute: absolute / Math.max(n, 1), meanSigned: signed / Math.max(n, 1) },
    ]),
  );
}
