import type { VectorizedEncounters } from '../training/dataset.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { SubstitutionPolicy } from '../substitution/policy.ts';
import type { TrainedModel } from '../training/trained-model.ts';

/** What stood in for a missing modality. */
export interface Substituted {
  readonly modality: ModalityName;
  readonly by: ModalityName;
  /** By the measure of the configuration; `null` = fewer than 30 training encounters have both. */
  readonly similarity: number | null;
  /** Places apart in the ranked list. */
  readonly rankDistance: number;
}

/** Gradient and value of each projected input of one encounter, per modality, member gradients averaged. */
export type InputGradients = Readonly<
  Partial<Record<ModalityName, { readonly gradient: Float32Array; readonly input: Float32Array }>>
>;

/**
 * A trained model ready to score. `used` is row-major `[n, numModalities]`, 1 = may be used; what the states call
 * unavailable or unknown is never used, whatever `used` says. The model's own policy applies unless one is given.
 */
export interface Predictor {
  readonly model: TrainedModel;
  /** 1 where the state is usable, `[n, numModalities]`: `used` with nothing switched off. */
  usable(batch: VectorizedEncounters): Uint8Array;
  /** Raw logits, members averaged, `[n]`. NaN where nothing is used: there is no score. */
  logits(batch: VectorizedEncounters, used?: Uint8Array, policy?: SubstitutionPolicy): Float32Array;
  /**
   * Raw logits of all subsets, row-major `[n, 2^M]`; column = bitmask, bit i = modality i, restricted to the usable
   * ones of the row. Column of nothing used: the logit of the base rate.
   */
  allCoalitions(batch: VectorizedEncounters, policy?: SubstitutionPolicy): Float32Array;
  /** What stands in for each missing modality, one list a row; empty for policies without a stand-in. */
  substitutions(
    batch: VectorizedEncounters,
    used?: Uint8Array,
    policy?: SubstitutionPolicy,
  ): readonly (readonly Substituted[])[];
  /** Gradient of the averaged raw logit of one row with respect to its projected inputs. */
  inputGradients(batch: VectorizedEncounters, row: number, used?: Uint8Array): InputGradients;
  /** Fused representation of the first member, row-major `[n, width]`. */
  fused(
    batch: VectorizedEncounters,
    used?: Uint8Array,
  ): { readonly width: number; readonly values: Float32Array };
  /** Latents of the first member, row-major `[numModalities, n, width]`. */
  latents(batch: VectorizedEncounters): { readonly width: number; readonly values: Float32Array };
  dispose(): void;
}

export type CreatePredictor = (model: TrainedModel) => Predictor;
