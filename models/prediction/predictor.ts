import type { ModalityName } from '../modalities/modality.ts';
import type { SubstitutionPolicy } from '../substitution/policy.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { BlendedPredictor } from './blended-predictor.ts';
import { ExpertsPredictor } from './experts-predictor.ts';
import { NetworkPredictor } from './network-predictor.ts';

/** What stood in for a missing modality. */
export interface Substituted {
  readonly modality: ModalityName;
  readonly by: ModalityName;
  /** Of the latents, by the measure of the configuration; `null` = too few training encounters have both. */
  readonly similarity: number | null;
  /** Places apart in the ranked list. */
  readonly rankDistance: number;
}

/** A stand-in that could be taken for a missing modality, and the raw logit if it were. */
export interface Candidate extends Substituted {
  readonly logit: number;
}

/**
 * What each feature of one encounter adds to the raw logit, `[numFeatures]`, by modality: beside an average patient where
 * its modality is projected, beside a record without it where the first layer is learned, and for logistic experts.
 */
export type FeatureEffects = Readonly<Partial<Record<ModalityName, Float64Array>>>;

/** Vectors at rest, row-major with `width` columns. */
export interface Vectors {
  readonly width: number;
  readonly values: Float32Array;
}

/**
 * A trained model ready to score.
 *
 * `used` is row-major `[n, M]` over the modalities of the model in their order, 1 = may be used; what the states call
 * unavailable or unknown is never used, whatever `used` says. Without it everything usable is used. The model's own
 * policy applies unless one is given. Everything returned is plain data.
 */
export interface Predictor {
  readonly model: TrainedModel;
  /** 1 where the state is usable, `[n, M]`: `used` with nothing switched off. */
  usable(batch: VectorizedEncounters): Uint8Array;
  /** Raw logits, members averaged, `[n]`. NaN where nothing is used: there is no score. */
  logits(batch: VectorizedEncounters, used?: Uint8Array, policy?: SubstitutionPolicy): Float32Array;
  /**
   * Raw logits of all subsets, row-major `[n, 2^M]`; column = bitmask, bit i = modality i, restricted to what is
   * usable in the row. Column of nothing used: the logit of the base rate.
   */
  allCoalitions(batch: VectorizedEncounters, policy?: SubstitutionPolicy): Float32Array;
  /** What stands in for each missing modality, one list a row; empty for policies without a stand-in. */
  substitutions(
    batch: VectorizedEncounters,
    used?: Uint8Array,
    policy?: SubstitutionPolicy,
  ): readonly (readonly Substituted[])[];
  /** For each missing modality of one row every used one as its stand-in, the nearest in the ranked list first. */
  candidates(batch: VectorizedEncounters, row: number, used?: Uint8Array): readonly (readonly Candidate[])[];
  /** What each feature of one row adds to its raw logit, to first order. */
  featureEffects(batch: VectorizedEncounters, row: number, used?: Uint8Array): FeatureEffects;
  /** Fused representation of the first member, `[n, width]`; of experts alone, what each of them says. */
  fused(batch: VectorizedEncounters, used?: Uint8Array): Vectors;
  /** Latents of the first member, `[M, n, width]`; of experts alone, what each of them says, `[M, n, 1]`. */
  latents(batch: VectorizedEncounters): Vectors;
  /** Frees the engine's memory; the predictor is of no use afterwards. */
  dispose(): void;
}

/**
 * Puts a trained model on the current engine.
 * @throws {ModelError} `serialization` when its tensors do not fit its configuration.
 */
export function createPredictor(model: TrainedModel): Predictor {
  const { experts } = model;
  if (experts === null) return new NetworkPredictor(model);
  const alone = new ExpertsPredictor(model, experts);
  if (experts.share === 1) return alone;
  return new BlendedPredictor(new NetworkPredictor(model), alone, experts.share);
}
