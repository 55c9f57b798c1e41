import { expertLogits, type LogisticExperts } from '../../models/reference/logistic-experts.ts';
import type { SubstitutionPolicy } from '../../models/substitution/policy.ts';
import type { VectorizedEncounters } from '../../models/training/dataset.ts';
import type { LoadedModel } from '../../main/prediction/loaded-model.ts';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { modalityBit, NUM_SUBSETS, toModelMask } from './subsets.ts';

/** One logit for every encounter and subset of the six, `[n, 64]`: what a mask asks for is looked up. */
export type SubsetScores = Float32Array | Float64Array;

/** Raw logits of a model under a policy. */
export function modelScores(
  { predictor }: Pick<LoadedModel, 'predictor'>,
  vectors: VectorizedEncounters,
  policy: SubstitutionPolicy,
): SubsetScores {
  const { modalities } = predictor.model;
  const raw = predictor.allCoalitions(vectors, policy);
  const subsets = 2 ** modalities.length;
  const masks = Array.from({ length: NUM_SUBSETS }, (_, subset) => toModelMask(modalities, subset));
  const scores = new Float32Array(vectors.encounters.length * NUM_SUBSETS);
  return scores.map((_, cell) => {
    const row = Math.floor(cell / NUM_SUBSETS);
    return raw[row * subsets + (masks[cell % NUM_SUBSETS] ?? 0)] ?? Number.NaN;
  });
}

/** Logits of the product of logistic experts: what each modality adds to the prior is added up. */
export function expertScores(experts: LogisticExperts, vectors: VectorizedEncounters): SubsetScores {
  const width = vectors.modalities.length;
  const added = MODALITIES.map((modality) => {
    const only = new Uint8Array(vectors.encounters.length * width);
    const column = vectors.modalities.indexOf(modality);
    const used = only.map((_, i) => Number(i % width === column));
    return expertLogits(experts, vectors, used).map((logit) => logit - experts.prior);
  });
  return Float64Array.from({ length: vectors.encounters.length * NUM_SUBSETS }, (_, cell) => {
    const row = Math.floor(cell / NUM_SUBSETS);
    return MODALITIES.reduce(
      (sum, modality, column) =>
        (cell % NUM_SUBSETS) & modalityBit(modality) ? sum + (added[column]?.[row] ?? 0) : sum,
      experts.prior,
    );
  });
}

/** The logits that these encounters get with these subsets in use. */
export function lookUp(
  scores: SubsetScores,
  rows: ArrayLike<number>,
  subsets: ArrayLike<number>,
): Float64Array {
  return Float64Array.from(
    { length: rows.length },
    (_, i) => scores[(rows[i] ?? 0) * NUM_SUBSETS + (subsets[i] ?? 0)] ?? Number.NaN,
  );
}
