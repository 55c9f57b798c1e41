import * as tf from '@tensorflow/tfjs-core';
import { asRecorded, type BatchRows, takeTableRows } from '../network/batch.ts';
import { chunksOf, latentRows, readOut } from '../network/forward.ts';
import { type ModelInputs, prepareInputs } from '../network/inputs.ts';
import { readBack } from '../network/read-back.ts';
import { logit, sigmoid } from '../statistics/sigmoid.ts';
import { meanOfUsed } from '../substitution/late.ts';
import type { SubstitutionPolicy } from '../substitution/policy.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import { headScores } from '../training/frozen-heads.ts';
import { takeEncounters } from '../training/subset.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { candidatesOf } from './candidates.ts';
import { type CoalitionGroup, coalitionGroups } from './coalition-groups.ts';
import { coalitionLogits, spreadToSubsets } from './coalitions.ts';
import { effectsOfInputs } from './feature-effects.ts';
import { type InputGradients, inputGradients } from './input-gradients.ts';
import { LoadedModel } from './loaded-model.ts';
import { type FillingPolicy, policyFilling, standInTable } from './policy-filling.ts';
import type { Candidate, FeatureEffects, Predictor, Substituted, Vectors } from './predictor.ts';
import { standIns } from './substitutions.ts';

/** Rows whose subsets are scored at once: up to 64 times as many go through the classifier. */
const COALITION_ROWS = 256;

/** The predictor over the networks of a model. The inputs of a batch are projected once. */
export class NetworkPredictor implements Predictor {
  readonly model: TrainedModel;
  readonly #loaded: LoadedModel;
  readonly #prepared = new WeakMap<VectorizedEncounters, ModelInputs>();

  constructor(model: TrainedModel) {
    this.model = model;
    this.#loaded = new LoadedModel(model);
  }

  usable(batch: VectorizedEncounters): Uint8Array {
    return this.#inputs(batch).usable.slice();
  }

  logits(
    batch: VectorizedEncounters,
    used?: Uint8Array,
    policy: SubstitutionPolicy = this.model.policy,
  ): Float32Array {
    return this.#score(batch, this.#restrict(batch, used), policy);
  }

  allCoalitions(batch: VectorizedEncounters, policy: SubstitutionPolicy = this.model.policy): Float32Array {
    const inputs = this.#inputs(batch);
    const M = this.model.modalities.length;
    const empty = logit(this.model.baseRate);
    const result = new Float32Array(inputs.encounters * 2 ** M);
    // These two fill a slot, or score, by the whole subset, which cannot be put together slot by slot.
    if (policy === 'late' || policy === 'avg-class') {
      for (let subset = 0; subset < 2 ** M; subset += 1) {
        const used = inputs.usable.map((bit, i) => bit & (subset >> (i % M)));
        this.#score(batch, used, policy).forEach((value, row) => {
          result[row * 2 ** M + subset] = Number.isNaN(value) ? empty : value;
        });
      }
      return result;
    }
    result.fill(empty);
    for (const { rows, cover } of coalitionGroups(inputs.usable, M)) {
      for (const chunk of chunksOf(rows, COALITION_ROWS)) {
        const logits = this.#coalitions(batch, { rows: chunk, cover }, policy);
        spreadToSubsets(result, { usable: inputs.usable, modalities: M }, { rows: chunk, cover, logits });
      }
    }
    return result;
  }

  substitutions(
    batch: VectorizedEncounters,
    used?: Uint8Array,
    policy: SubstitutionPolicy = this.model.policy,
  ): readonly (readonly Substituted[])[] {
    const table = standInTable(this.#loaded, policy);
    return standIns(this.#loaded.ranking, table, this.model.modalities, this.#restrict(batch, used));
  }

  candidates(batch: VectorizedEncounters, row: number, used?: Uint8Array): readonly (readonly Candidate[])[] {
    const M = this.model.modalities.length;
    const inputs = this.#inputs(batch);
    const rows = Int32Array.of(row);
    return candidatesOf(this.#loaded, inputs, {
      rows,
      used: takeTableRows(this.#restrict(batch, used), rows, M),
    });
  }

  featureEffects(batch: VectorizedEncounters, row: number, used?: Uint8Array): FeatureEffects {
    const gradients = this.inputGradients(batch, row, used);
    return effectsOfInputs(gradients, this.model.projections, takeEncounters(batch, Int32Array.of(row)));
  }

  /** Gradient of the raw logit of one row with respect to its inputs. */
  inputGradients(batch: VectorizedEncounters, row: number, used?: Uint8Array): InputGradients {
    const M = this.model.modalities.length;
    const single = takeEncounters(batch, Int32Array.of(row));
    const inputs = this.#inputs(single);
    const rows = Int32Array.of(0);
    const own = { rows, used: takeTableRows(this.#restrict(batch, used), Int32Array.of(row), M) };
    return readBack(() => {
      const filling = this.#filling(single, own, this.#fusedPolicy());
      return inputGradients(this.#loaded, inputs, (latents) =>
        tf.mean(readOut(this.#loaded, latents, { inputs, rows: [own], filling }).logits),
      );
    });
  }

  fused(batch: VectorizedEncounters, used?: Uint8Array): Vectors {
    const inputs = this.#inputs(batch);
    const M = this.model.modalities.length;
    const restricted = this.#restrict(batch, used);
    const width = this.#loaded.network.shape.fusion.fusedWidth;
    const values = new Float32Array(inputs.encounters * width);
    let start = 0;
    for (const rows of chunksOf(allRows(inputs))) {
      const own = { rows, used: takeTableRows(restricted, rows, M) };
      const chunk = readBack(() => {
        const latents = latentRows(this.#loaded, inputs, rows);
        const filling = this.#filling(batch, own, this.#fusedPolicy());
        const { fused } = readOut(this.#loaded, latents, { inputs, rows: [own], filling });
        return tf.slice(fused, [0, 0, 0], [1, -1, -1]).dataSync<'float32'>();
      });
      values.set(chunk, start * width);
      start += rows.length;
    }
    return { width, values };
  }

  latents(batch: VectorizedEncounters): Vectors {
    const inputs = this.#inputs(batch);
    const M = this.model.modalities.length;
    const chunks = [...chunksOf(allRows(inputs))].map((rows) =>
      readBack(() => {
        const latents = tf.slice(latentRows(this.#loaded, inputs, rows), [0, 0, 0], [M, -1, -1]);
        return { width: latents.shape[2], rows: rows.length, values: latents.dataSync<'float32'>() };
      }),
    );
    const width = chunks[0]?.width ?? 0;
    const values = new Float32Array(M * inputs.encounters * width);
    let start = 0;
    for (const chunk of chunks) {
      const size = chunk.rows * width;
      for (let m = 0; m < M; m += 1) {
        const own = chunk.values.subarray(m * size, (m + 1) * size);
        values.set(own, m * inputs.encounters * width + start);
      }
      start += size;
    }
    return { width, values };
  }

  dispose(): void {
    this.#loaded.dispose();
  }

  #inputs(batch: VectorizedEncounters): ModelInputs {
    const known = this.#prepared.get(batch);
    if (known) return known;
    const inputs = prepareInputs(batch, this.model);
    this.#prepared.set(batch, inputs);
    return inputs;
  }

  /** What may be used of what is usable. */
  #restrict(batch: VectorizedEncounters, used?: Uint8Array): Uint8Array {
    const { usable } = this.#inputs(batch);
    return used ? usable.map((bit, i) => bit & (used[i] ?? 0)) : usable;
  }

  /** The policy that fills the slots of the fusion; `late` leaves them empty. */
  #fusedPolicy(policy: SubstitutionPolicy = this.model.policy): FillingPolicy {
    return policy === 'late' ? 'omit' : policy;
  }

  /** Logits of all rows, NaN where nothing is used. */
  #score(batch: VectorizedEncounters, used: Uint8Array, policy: SubstitutionPolicy): Float32Array {
    const inputs = this.#inputs(batch);
    const M = this.model.modalities.length;
    if (policy === 'late') return this.#lateLogits(inputs, allRows(inputs), used);
    const result = new Float32Array(inputs.encounters);
    let start = 0;
    for (const rows of chunksOf(allRows(inputs))) {
      const own = { rows, used: takeTableRows(used, rows, M) };
      const scores = readBack(() => {
        const latents = latentRows(this.#loaded, inputs, rows);
        const filling = this.#filling(batch, own, policy);
        const { logits } = readOut(this.#loaded, latents, { inputs, rows: [own], filling });
        return tf.mean(logits, 0).dataSync();
      });
      result.set(scores, start);
      start += rows.length;
    }
    return result.map((value, row) => (used.subarray(row * M, (row + 1) * M).includes(1) ? value : NaN));
  }

  #coalitions(
    batch: VectorizedEncounters,
    { rows, cover }: CoalitionGroup,
    policy: Exclude<FillingPolicy, 'avg-class'>,
  ): Float32Array {
    const inputs = this.#inputs(batch);
    const M = this.model.modalities.length;
    const recorded = takeTableRows(inputs.recorded, rows, M);
    return readBack(() => {
      const latents = latentRows(this.#loaded, inputs, rows);
      const filling = this.#filling(batch, asRecorded(inputs, rows), policy);
      return coalitionLogits(this.#loaded, latents, { cover, recorded, filling }).dataSync<'float32'>();
    });
  }

  #filling(batch: VectorizedEncounters, own: BatchRows, policy: FillingPolicy) {
    const inputs = this.#inputs(batch);
    return policyFilling(this.#loaded, policy, {
      inputs,
      encounters: batch.encounters,
      batch: own,
      posterior: () => this.#posterior(inputs, own),
    });
  }

  /** Calibrated posterior of the `late` baseline; the base rate where nothing is used. */
  #posterior(inputs: ModelInputs, own: BatchRows): Float32Array {
    const { intercept, slope } = this.#loaded.late;
    const scores = headScores(this.#loaded, { inputs, rows: own.rows }, this.#loaded.late.heads);
    const mean = meanOfUsed(scores, own.used, Array.from(own.rows.keys()));
    return mean.map((score) =>
      Number.isNaN(score) ? this.model.baseRate : sigmoid(intercept + slope * score),
    );
  }

  #lateLogits(inputs: ModelInputs, rows: Int32Array, used: Uint8Array): Float32Array {
    return meanOfUsed(headScores(this.#loaded, { inputs, rows }, this.#loaded.late.heads), used, rows);
  }
}

function allRows({ encounters }: ModelInputs): Int32Array {
  return Int32Array.from({ length: encounters }, (_, row) => row);
}
