import type { SubstitutionPolicy } from '../substitution/policy.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { blendLogits } from './blend-logits.ts';
import type { ExpertsPredictor } from './experts-predictor.ts';
import type { NetworkPredictor } from './network-predictor.ts';
import type { Candidate, FeatureEffects, Predictor, Substituted, Vectors } from './predictor.ts';

/**
 * Networks and logistic experts as one model. The policy fills what the networks lack, the experts leave it out; likeness
 * of encounters is that of the networks.
 */
export class BlendedPredictor implements Predictor {
  readonly model: TrainedModel;
  readonly #networks: NetworkPredictor;
  readonly #experts: ExpertsPredictor;
  readonly #share: number;

  constructor(networks: NetworkPredictor, experts: ExpertsPredictor, share: number) {
    this.model = networks.model;
    this.#networks = networks;
    this.#experts = experts;
    this.#share = share;
  }

  usable(batch: VectorizedEncounters): Uint8Array {
    return this.#networks.usable(batch);
  }

  logits(batch: VectorizedEncounters, used?: Uint8Array, policy?: SubstitutionPolicy): Float32Array {
    const networks = this.#networks.logits(batch, used, policy);
    return blendLogits(networks, this.#experts.logits(batch, used), this.#share);
  }

  allCoalitions(batch: VectorizedEncounters, policy?: SubstitutionPolicy): Float32Array {
    const networks = this.#networks.allCoalitions(batch, policy);
    return blendLogits(networks, this.#experts.allCoalitions(batch), this.#share);
  }

  substitutions(
    batch: VectorizedEncounters,
    used?: Uint8Array,
    policy?: SubstitutionPolicy,
  ): readonly (readonly Substituted[])[] {
    return this.#networks.substitutions(batch, used, policy);
  }

  /** The experts say the same, whatever stands in. */
  candidates(batch: VectorizedEncounters, row: number, used?: Uint8Array): readonly (readonly Candidate[])[] {
    const [experts = Number.NaN] = this.#experts.logits(batch, used).subarray(row);
    const blended = (logit: number): number => (1 - this.#share) * logit + this.#share * experts;
    return this.#networks
      .candidates(batch, row, used)
      .map((list) => list.map((candidate) => ({ ...candidate, logit: blended(candidate.logit) })));
  }

  featureEffects(batch: VectorizedEncounters, row: number, used?: Uint8Array): FeatureEffects {
    const networks = this.#networks.featureEffects(batch, row, used);
    const experts: Readonly<Record<string, Float64Array>> = this.#experts.featureEffects(batch, row, used);
    return Object.fromEntries(
      Object.entries(networks).map(([modality, effects]) => [
        modality,
        effects.map(
          (effect, column) => (1 - this.#share) * effect + this.#share * (experts[modality]?.[column] ?? 0),
        ),
      ]),
    );
  }

  fused(batch: VectorizedEncounters, used?: Uint8Array): Vectors {
    return this.#networks.fused(batch, used);
  }

  latents(batch: VectorizedEncounters): Vectors {
    return this.#networks.latents(batch);
  }

  dispose(): void {
    this.#networks.dispose();
  }
}
