import type { FirstLayer } from '../encoders/first-layer.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { Projection } from '../features/projection.ts';
import type { LogisticExperts } from '../reference/logistic-experts.ts';
import type { SubstitutionPolicy } from '../substitution/policy.ts';
import type { SimilarityMatrix } from '../substitution/similarity.ts';
import type { TrainingConfiguration } from './configuration.ts';

/** A tensor at rest: row-major float32 values and their shape. */
export interface NamedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** How alike the latents of two modalities are, over training encounters that have both; `null` below 30 of them. */
export interface LatentSimilarity {
  readonly centredCosine: SimilarityMatrix;
  readonly cosine: SimilarityMatrix;
  readonly cka: SimilarityMatrix;
  /** Mean centred cosine of the encoder outputs, before any head: what `rep-nn` ranks by. */
  readonly encoderCosine: SimilarityMatrix;
  /** Training encounters that have both. */
  readonly pairs: readonly (readonly number[])[];
  /** The strongest modality. */
  readonly reference: ModalityName;
  /** All modalities by similarity to the reference, the reference first. */
  readonly ranked: readonly ModalityName[];
}

/**
 * AUROC of a linear head on the frozen encoding of one modality, over validation encounters and, with bagging, the fold
 * that each member held out.
 */
export interface Strength {
  /** `null` = not assessed: fewer events than an AUROC takes, or one class only. */
  readonly auroc: number | null;
  /** 95 % interval. */
  readonly interval: readonly [number, number] | null;
}

/** Logistic experts that have a say: `logit = (1 - share) * networks + share * experts`. */
export interface SharingExperts extends LogisticExperts {
  /** In (0, 1]; at 1 they are all there is, and the model has no networks. */
  readonly share: number;
}

/** Everything that a prediction needs, as plain cloneable data: what a bundle stores. */
export interface TrainedModel {
  readonly version: 1;
  /** As trained: settings that scale with the cohort are resolved to numbers. */
  readonly configuration: TrainingConfiguration;
  /** The modalities of the model in their fixed order; the axis of all tensors and tables here. */
  readonly modalities: readonly ModalityName[];
  /** Modalities of the data set that are not in the model, with the reason. */
  readonly leftOut: readonly { readonly modality: ModalityName; readonly reason: string }[];
  /** Of each modality a projection, or a first layer whose weights are among those of the network. */
  readonly projections: Readonly<Partial<Record<ModalityName, Projection>>>;
  readonly firstLayers: Readonly<Partial<Record<ModalityName, FirstLayer>>>;
  /** Weights of the networks, members and modalities stacked as leading axes. */
  readonly weights: Readonly<Record<string, NamedTensor>>;
  /** Linear heads and training statistics of the encodings, for the policies that need them. */
  readonly statistics: Readonly<Record<string, NamedTensor>>;
  /** `null` = the networks alone. */
  readonly experts: SharingExperts | null;
  readonly similarity: LatentSimilarity;
  readonly strength: Readonly<Partial<Record<ModalityName, Strength>>>;
  /** Modalities without signal of their own; never a stand-in while another is present, nor listened to (`silenceDead`). */
  readonly dead: readonly ModalityName[];
  /** Prevalence of the training labels. */
  readonly baseRate: number;
  /** The policy the model is deployed with. */
  readonly policy: SubstitutionPolicy;
  readonly trainingEncounters: number;
  readonly trainingPositives: number;
  /** Epochs trained. */
  readonly epochs: number;
  /** Epoch whose weights were kept, one a member. */
  readonly bestEpochs: readonly number[];
  /** What a person should know of how it was trained. */
  readonly remarks: readonly string[];
  readonly warnings: readonly string[];
}
