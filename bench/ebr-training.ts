import * as tf from '@tensorflow/tfjs-core';
import { createNetwork } from '../models/network/create-network.ts';
import { RandomStream } from '../models/random/random-stream.ts';
import { ownSources } from '../models/substitution/source-table.ts';
import { syntheticDataset } from '../models/testing/synthetic-dataset.ts';
import { resolveConfiguration } from '../models/training/configuration.ts';
import { ModelState } from '../models/training/model-state.ts';
import { prepareRun } from '../models/training/prepare.ts';
import { dropModalities, shuffleEpoch, stepRows } from '../models/training/sampler.ts';
import { Stepper } from '../models/training/stepper.ts';
import { type EbrMeasure, ENCOUNTERS } from './ebr-sizes.ts';

/** Trains an EBR model of a preset on synthetic vectors: all members and modalities at once. */
export class EbrTraining {
  readonly #random = RandomStream.fromSeed(1);
  readonly #batch: number;
  readonly #run;
  readonly #state: ModelState;
  readonly #stepper: Stepper;
  #left: Int32Array[] = [];

  constructor({ preset, batch }: EbrMeasure) {
    this.#batch = batch;
    this.#run = prepareRun(syntheticDataset({ encounters: ENCOUNTERS }), resolveConfiguration(preset));
    const { configuration, inputs } = this.#run;
    const network = createNetwork(configuration, inputs.modalities.length);
    this.#state = ModelState.initial(network, configuration.members, this.#random, 0);
    this.#stepper = new Stepper(this.#state, this.#run, configuration);
  }

  /** A semantic and a whole update. @returns milliseconds until the losses of both are read. */
  step(): { milliseconds: number } {
    const started = performance.now();
    this.update(false);
    this.update(true);
    return { milliseconds: performance.now() - started };
  }

  /** One update, semantic, or with the adversary. */
  update(adversarial: boolean): void {
    const { inputs, configuration } = this.#run;
    const { maskedTraining, maxDropRate } = configuration;
    const modalities = inputs.modalities.length;
    const recorded = stepRows(inputs, this.#draw(), 0, { steps: 1, batch: this.#batch });
    const losses = this.#stepper.step(
      maskedTraining
        ? recorded.map((member) => dropModalities(member, modalities, maxDropRate, this.#random))
        : recorded,
      {
        semantic: true,
        adversarial,
        rate: 1e-3,
        random: this.#random,
        table: ownSources(modalities),
      },
    );
    losses.semantic.dataSync();
    tf.dispose([losses.semantic, losses.discrimination ?? []]);
  }

  dispose(): void {
    this.#stepper.dispose();
    this.#state.dispose();
  }

  /** The next rows of each member, in the order of an epoch. */
  #draw(): Int32Array[] {
    if (this.#left.some(({ length }) => length < this.#batch) || this.#left.length === 0) {
      const rows = this.#run.members.map((member) => member.rows);
      this.#left = shuffleEpoch(rows, this.#random);
    }
    const drawn = this.#left;
    this.#left = drawn.map((own) => own.subarray(this.#batch));
    return drawn;
  }
}
