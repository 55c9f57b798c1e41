import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import { createNetwork } from '../network/create-network.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import { firstLayersOf } from '../network/inputs.ts';
import { ROLES } from '../network/network.ts';
import type { Ranking } from '../substitution/candidate.ts';
import { rankedSources, type SourceTable } from '../substitution/source-table.ts';
import { scaleToCohort } from '../training/configuration.ts';
import type { LinearHeads } from '../training/linear-heads.ts';
import type { NamedTensor, TrainedModel } from '../training/trained-model.ts';

/** A trained model on the engine: its network, weights and statistics. Owns its tensors. */
export class LoadedModel implements WeightedNetwork {
  readonly model: TrainedModel;
  readonly network: WeightedNetwork['network'];
  readonly members: number;
  readonly weights: WeightedNetwork['weights'];
  /** As the model is deployed; modalities are numbers in the order of the model. */
  readonly ranking: Ranking;
  /** Modalities that are not listened to while another is used. */
  readonly silent: readonly number[];
  readonly #statistics: ReadonlyMap<string, tf.Tensor>;
  #ranked: SourceTable | null = null;
  #nearest: SourceTable | null = null;

  /** @throws {ModelError} `serialization` when a tensor is missing or has another shape than the network needs. */
  constructor(model: TrainedModel) {
    const { modalities, similarity } = model;
    const configuration = scaleToCohort(model.configuration, model.trainingEncounters);
    const numberOf = (name: string): number => modalities.findIndex((modality) => modality === name);
    this.model = model;
    this.members = configuration.members;
    this.network = createNetwork(configuration, modalities.length, { firstLayers: firstLayersOf(model) });
    this.ranking = {
      rule: configuration.candidate,
      similarity: similarity[configuration.similarity],
      reference: numberOf(similarity.reference),
      ranked: similarity.ranked.map(numberOf),
      dead: model.dead.map(numberOf),
    };
    this.silent = configuration.silenceDead ? this.ranking.dead : [];
    this.#requireWeights();
    this.weights = new Map(
      Object.entries(model.weights).map(([name, stored]) => [name, upload(stored) as tf.Tensor3D]),
    );
    this.#statistics = new Map(
      Object.entries(model.statistics).map(([name, stored]) => [name, upload(stored)]),
    );
  }

  /** A statistic of the training encodings. @throws {ModelError} `serialization` when the model has none. */
  statistic(name: string): tf.Tensor {
    const tensor = this.#statistics.get(name);
    if (tensor === undefined) throw new ModelError('serialization', `expected statistic "${name}"`);
    return tensor;
  }

  /** What fills each slot by the deployed list. */
  get rankedSources(): SourceTable {
    return (this.#ranked ??= rankedSources(this.ranking, this.silent));
  }

  /** What fills each slot by the nearest modality of the encoders, no reference and no list. */
  get nearestSources(): SourceTable {
    const { encoderCosine } = this.model.similarity;
    const nearest: Ranking = { ...this.ranking, rule: 'direct', similarity: encoderCosine };
    return (this.#nearest ??= rankedSources(nearest, this.silent));
  }

  /** The linear heads on frozen encodings, and how their mean logit is calibrated. */
  get late(): { readonly heads: LinearHeads; readonly intercept: number; readonly slope: number } {
    const { statistics } = this.model;
    const values = (name: string): Float32Array => statistics[name]?.values ?? new Float32Array(0);
    const [intercept = 0, slope = 1] = values('late');
    return { heads: { weights: values('head.weight'), biases: values('head.bias') }, intercept, slope };
  }

  dispose(): void {
    tf.dispose([...this.weights.values(), ...this.#statistics.values()]);
  }

  #requireWeights(): void {
    const { specs, memorySpecs } = this.network;
    const expectedSpecs = [...ROLES.flatMap((role) => specs[role]), ...memorySpecs];
    for (const { name, groups, rows, columns } of expectedSpecs) {
      const expected = [this.members * groups, rows, columns];
      const shape = this.model.weights[name]?.shape;
      if (shape?.join() === expected.join()) continue;
      const found = shape ? `[${shape.join(', ')}]` : 'none';
      throw new ModelError('serialization', `${name}: expected shape [${expected.join(', ')}], got ${found}`);
    }
  }
}

function upload({ shape, values }: NamedTensor): tf.Tensor {
  return tf.tensor(values, [...shape], 'float32');
}
