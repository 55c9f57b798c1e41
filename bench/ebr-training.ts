import * as tf from '@tensorflow/tfjs-core';
import { createNetwork } from '../models/network/create-network.ts';
import { RandomStream } from '../models/random/random-stream.ts';
import { ownSources } from '../models/substitution/source-table.ts';
import { syntheticDataset } from '../models/testing/synthetic-dataset.ts';
import { type PresetName, resolveConfiguration } from '../models/training/configuration.ts';
import { ModelState } from '../models/training/model-state.ts';
import { prepareRun } from '../models/training/prepare.ts';
import { dropModalities, epochShape, shuffleEpoch, stepRows } from '../models/training/sampler.ts';
import { Stepper } from '../models/training/stepper.ts';

/** Trains an EBR model of a preset on synthetic vectors: all members and modalities at once. */
export class EbrTraining {
  readonly #random = RandomStream.fromSeed(1);
  readonly #run;
  readonly #state: ModelState;
  readonly #stepper: Stepper;
  readonly #shape;

  constructor(preset: PresetName, encounters: number) {
    this.#run = prepareRun(syntheticDataset({ encounters }), resolveConfiguration(preset));
    const { configuration, inputs } = this.#run;
    const network = createNetwork(configuration, inputs.modalities.length);
    this.#state = ModelState.initial(network, configuration.members, this.#random, 0);
    this.#stepper = new Stepper(this.#state, this.#run, configuration);
    this.#shape = epochShape(this.#rows(), configuration.batchSize);
  }

  /** Members, modalities, encounters in a batch, and millions of parameters. */
  get size() {
    const { configuration, inputs } = this.#run;
    const parameters = this.#state.valuesOf('semantic').size + this.#state.valuesOf('head').size;
    return {
      members: configuration.members,
      modalities: inputs.modalities.length,
      batch: this.#shape.batch,
      parameters: parameters / 1e6,
    };
  }

  /** One step, semantic and, unless told otherwise, adversarial. @returns milliseconds until its loss is read. */
  step(adversarial = true): { milliseconds: number } {
    const started = performance.now();
    const { configuration, inputs } = this.#run;
    const modalities = inputs.modalities.length;
    const own = stepRows(inputs, shuffleEpoch(this.#rows(), this.#random), 0, this.#shape);
    const batch = own.map((member) =>
      dropModalities(member, modalities, configuration.maxDropRate, this.#random),
    );
    const table = ownSources(modalities);
    const losses = this.#stepper.step(batch, {
      semantic: true,
      adversarial,
      rate: 1e-3,
      random: this.#random,
      table,
    });
    losses.semantic.dataSync();
    tf.dispose([losses.semantic, losses.discrimination ?? []]);
    return { milliseconds: performance.now() - started };
  }

  dispose(): void {
    this.#stepper.dispose();
    this.#state.dispose();
  }

  #rows() {
    return this.#run.members.map(({ rows }) => rows);
  }
}
