import * as tf from '@tensorflow/tfjs-core';
import { applyDense, denseSpecs, type DenseStack } from '../models/encoders/dense.ts';
import { initialValues, joinWeights, nameWeights, splitWeights } from '../models/encoders/parameters.ts';
import { RandomStream } from '../models/random/random-stream.ts';
import { type FlatState, updateFlat } from '../models/training/optimizer.ts';

const [INPUTS, ...LAYERS] = [768, 1024, 512, 1024, 512, 512, 1024, 2];
const BATCH = 256;
const STACK: DenseStack = { name: 'mlp', groups: 1, inputs: INPUTS ?? 0, widths: LAYERS };
const SPECS = denseSpecs(STACK);
const ADAM = { optimizer: 'adamw', rate: 1e-3, weightDecay: 0, gradientNorm: 0 } as const;

/** Trains the benchmark's network with the layers, weights and optimiser that the models are made of. */
export class MlpTraining {
  readonly #x = tf.randomNormal<tf.Rank.R3>([1, BATCH, INPUTS ?? 0], 0, 1, 'float32', 1);
  readonly #labels = tf.oneHot(
    tf.cast(tf.greater(tf.randomNormal([BATCH], 0, 1, 'float32', 2), 0), 'int32'),
    2,
  );
  readonly #decayed = tf.zeros<tf.Rank.R2>([1, 1]);
  #state: FlatState;
  #weights: tf.Tensor3D[];

  constructor() {
    const values = initialValues(SPECS, 1, RandomStream.fromSeed(1));
    const shape: [number, number] = [1, values.length];
    this.#state = {
      values: tf.tensor2d(values, shape),
      first: tf.zeros(shape),
      second: tf.zeros(shape),
      steps: 0,
    };
    this.#weights = splitWeights(this.#state.values, SPECS);
  }

  /** One step on the same batch. @returns milliseconds until its loss is read, and the loss before the step. */
  step(): { milliseconds: number; loss: number } {
    const started = performance.now();
    const objective = (...weights: tf.Tensor[]): tf.Scalar => {
      const logits = applyDense(this.#x, nameWeights(SPECS, weights), STACK);
      const crossEntropy = tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), this.#labels), -1));
      return tf.mean(crossEntropy);
    };
    const { value, grads } = tf.valueAndGrads(objective)(this.#weights);
    const { values, first, second } = this.#state;
    this.#state = tf.tidy(() => {
      const next = updateFlat(this.#state, joinWeights(grads, 1), { ...ADAM, decayed: this.#decayed });
      return { ...next };
    });
    tf.dispose([values, first, second, grads, this.#weights]);
    this.#weights = splitWeights(this.#state.values, SPECS);
    const [loss = Number.NaN] = value.dataSync();
    value.dispose();
    return { milliseconds: performance.now() - started, loss };
  }
}
