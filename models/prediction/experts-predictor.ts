import { ModelError } from '../errors.ts';
import { sparseRow } from '../features/sparse-rows.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { isUsable, statesOf } from '../network/inputs.ts';
import { expertEvidence, type LogisticExperts } from '../reference/logistic-experts.ts';
import { logit } from '../statistics/sigmoid.ts';
import type { SubstitutionPolicy } from '../substitution/policy.ts';
import { patternOf } from '../substitution/source-table.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import type { Candidate, FeatureEffects, Predictor, Substituted, Vectors } from './predictor.ts';
import { worded } from '../wording.ts';

/**
 * The predictor over the logistic experts of a model: the prior, and what each modality in use adds. What is missing adds
 * nothing, so that `omit` is the one policy there is.
 */
export class ExpertsPredictor implements Predictor {
  readonly model: TrainedModel;
  readonly #experts: LogisticExperts;
  readonly #evidence = new WeakMap<VectorizedEncounters, Float64Array>();

  constructor(model: TrainedModel, experts: LogisticExperts) {
    this.model = model;
    this.#experts = experts;
  }

  usable(batch: VectorizedEncounters): Uint8Array {
    return statesOf(batch, this.model.modalities).map((state) => Number(isUsable(state)));
  }

  logits(batch: VectorizedEncounters, used?: Uint8Array, policy?: SubstitutionPolicy): Float32Array {
    requireOmit(policy);
    const M = this.#modalities.length;
    const [evidence, inUse] = [this.#evidenceOf(batch), this.#inUse(batch, used)];
    return Float32Array.from(batch.encounters, (_, row) => {
      let [sum, any] = [this.#experts.prior, false];
      for (let cell = row * M; cell < (row + 1) * M; cell += 1) {
        if (inUse[cell] !== 1) continue;
        sum += evidence[cell] ?? 0;
        any = true;
      }
      return any ? sum : Number.NaN;
    });
  }

  /** Each subset is a smaller one and one modality more. */
  allCoalitions(batch: VectorizedEncounters, policy?: SubstitutionPolicy): Float32Array {
    requireOmit(policy);
    const M = this.#modalities.length;
    const subsets = 2 ** M;
    const [evidence, usable] = [this.#evidenceOf(batch), this.usable(batch)];
    const empty = logit(this.model.baseRate);
    const logits = new Float32Array(batch.encounters.length * subsets);
    const sums = new Float64Array(subsets);
    sums[0] = this.#experts.prior;
    for (let row = 0; row < batch.encounters.length; row += 1) {
      const pattern = patternOf(usable, row, M);
      logits[row * subsets] = empty;
      for (let subset = 1; subset < subsets; subset += 1) {
        const last = 31 - Math.clz32(subset);
        const added = (pattern >> last) & 1 ? (evidence[row * M + last] ?? 0) : 0;
        const sum = (sums[subset ^ (1 << last)] ?? 0) + added;
        sums[subset] = sum;
        logits[row * subsets + subset] = (subset & pattern) === 0 ? empty : sum;
      }
    }
    return logits;
  }

  substitutions(
    batch: VectorizedEncounters,
    _used?: Uint8Array,
    policy?: SubstitutionPolicy,
  ): readonly (readonly Substituted[])[] {
    requireOmit(policy);
    return batch.encounters.map(() => []);
  }

  candidates(): readonly (readonly Candidate[])[] {
    return [];
  }

  featureEffects(batch: VectorizedEncounters, row: number, used?: Uint8Array): FeatureEffects {
    const inUse = this.#inUse(batch, used);
    return Object.fromEntries(
      this.#modalities.flatMap((modality, m): [ModalityName, Float64Array][] => {
        const expert = this.#experts.experts[modality];
        const features = batch.inputs[modality];
        if (expert === undefined || features === undefined) return [];
        const effects = new Float64Array(features.columns);
        if (inUse[row * this.#modalities.length + m] === 1) {
          const { indices, values } = sparseRow(features, row);
          indices.forEach((column, entry) => {
            effects[column] = (expert.weights[column] ?? 0) * (values[entry] ?? 0);
          });
        }
        return [[modality, effects]];
      }),
    );
  }

  fused(batch: VectorizedEncounters, used?: Uint8Array): Vectors {
    const [evidence, inUse] = [this.#evidenceOf(batch), this.#inUse(batch, used)];
    return {
      width: this.#modalities.length,
      values: Float32Array.from(evidence, (value, cell) => (inUse[cell] === 1 ? value : 0)),
    };
  }

  latents(batch: VectorizedEncounters): Vectors {
    const M = this.#modalities.length;
    const evidence = this.#evidenceOf(batch);
    const byModality = this.#modalities.flatMap((_, m) => [...evidence.filter((_, cell) => cell % M === m)]);
    return { width: 1, values: Float32Array.from(byModality) };
  }

  /** Nothing lies on the engine. */
  dispose(): void {}

  get #modalities(): readonly ModalityName[] {
    return this.model.modalities;
  }

  #evidenceOf(batch: VectorizedEncounters): Float64Array {
    const known = this.#evidence.get(batch);
    if (known) return known;
    const evidence = expertEvidence(this.#experts, batch, this.#modalities);
    this.#evidence.set(batch, evidence);
    return evidence;
  }

  #inUse(batch: VectorizedEncounters, used?: Uint8Array): Uint8Array {
    const usable = this.usable(batch);
    return used ? usable.map((bit, cell) => bit & (used[cell] ?? 0)) : usable;
  }
}

function requireOmit(policy: SubstitutionPolicy = 'omit'): void {
  if (policy === 'omit') return;
  throw new ModelError(
    'configuration',
    worded`expected policy omit, got ${policy}: logistic experts leave out what is missing`,
  );
}
