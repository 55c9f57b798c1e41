import * as tf from '@tensorflow/tfjs-core';
import {
  initialValues,
  joinWeights,
  nameWeights,
  splitWeights,
  type Weights,
} from '../../encoders/parameters.ts';
import { ModelError } from '../../errors.ts';
import type { DenseMatrix } from '../../linear-algebra/dense-matrix.ts';
import type { Dropout } from '../../images/image-encoder.ts';
import type { RandomStream } from '../../random/random-stream.ts';
import { dropoutMask } from '../../training/dropout.ts';
import { differentiate } from '../../training/gradients.ts';
import { warmedUpCosine } from '../../training/learning-rate.ts';
import { MovingAverage } from '../../training/moving-average.ts';
import { ParameterSet } from '../../training/parameter-set.ts';
import { decayMask } from '../../training/weight-decay.ts';
import { type Batch, Batches } from './batches.ts';
import type { AvMnist } from './dataset.ts';
import type { Learner, Method, Step } from './method.ts';
import type { Recipe } from './recipe.ts';

export interface TrainingContext {
  readonly data: AvMnist;
  /** Pairs a class. */
  readonly p: number;
  readonly members: number;
  readonly recipe: Recipe;
  readonly random: RandomStream;
}

/** On test images without audio, in [0, 1]. */
export interface Accuracy {
  /** Of each member. */
  readonly single: readonly number[];
  /** Of the mean of their logits. */
  readonly ensemble: number;
}

/** Parameters that move together, and where weight decay applies. */
interface Group {
  readonly set: ParameterSet;
  readonly decayed: tf.Tensor2D;
  readonly rate: number;
}

/** The members of one method on their way. Owns its tensors, and the learner. */
export class Training {
  readonly #learner: Learner;
  readonly #context: TrainingContext;
  readonly #batches: Batches;
  readonly #groups: ReadonlyMap<string, Group>;
  readonly #average: MovingAverage;
  readonly #random: RandomStream;
  #orders: readonly Int32Array[] = [];

  constructor(learner: Learner, context: TrainingContext) {
    const { data, p, members, recipe, random } = context;
    this.#learner = learner;
    this.#context = context;
    this.#batches = new Batches(data, p, recipe);
    this.#average = new MovingAverage(recipe.averageDecay);
    this.#random = random.fork('steps');
    const groups = Object.entries(learner.groups).map(([name, specs]): [string, Group] => {
      const values = initialValues(specs, members, random.fork('weights'));
      const set = ParameterSet.start(specs, members, values);
      return [name, { set, decayed: decayMask(specs, [[true]]), rate: learner.rates?.[name] ?? 1 }];
    });
    this.#groups = new Map(groups);
  }

  /** Steps of the whole run. */
  get steps(): number {
    return this.#context.recipe.epochs * this.#stepsOfEpoch;
  }

  /** Parameters of a member. */
  get parameters(): number {
    return [...this.#groups.values()].reduce((sum, { set }) => sum + (set.values.shape[1] ?? 0), 0);
  }

  get #stepsOfEpoch(): number {
    return Math.floor(this.#context.data.train.length / this.#context.recipe.batchSize);
  }

  /** Takes step `step` (from 0) of the run. */
  step(step: number): void {
    const { recipe, members, data } = this.#context;
    const place = step % this.#stepsOfEpoch;
    const epoch = Math.floor(step / this.#stepsOfEpoch);
    if (place === 0) {
      this.#orders = Array.from({ length: members }, () => this.#random.permutation(data.train.length));
    }
    const rate = warmedUpCosine(recipe, epoch, place / this.#stepsOfEpoch);
    const gradients = tf.tidy(() => this.#gradients(epoch, place));
    for (const [name, gradient] of Object.entries(gradients)) this.#move(name, gradient, rate);
    tf.dispose(gradients);
    this.#average.add([...this.#groups.values()].map(({ set }) => set.values));
  }

  /**
   * Accuracy of a method with the averaged weights.
   * @throws {ModelError} `training_diverged` when they are no numbers.
   */
  score(method: Pick<Method, 'logits'>): Accuracy {
    const { data, members } = this.#context;
    const logits = tf.tidy(() => {
      const rows = Array.from({ length: members }, () => data.test);
      const { images } = this.#batches.batch(rows, {});
      return method.logits(images, this.#averagedWeights());
    });
    const [each, mean] = tf.tidy(() => [
      tf.argMax(logits, 2).dataSync<'int32'>(),
      tf.argMax(tf.mean(logits, 0), 1).dataSync<'int32'>(),
    ]);
    const isFinite = tf.tidy(() => tf.all(tf.isFinite(logits)).dataSync()[0] === 1);
    logits.dispose();
    if (!isFinite) throw new ModelError('training_diverged', 'expected finite logits at the end of the run');
    const accuracy = (predicted: Int32Array): number =>
      data.test.filter((row, i) => data.labels[row] === predicted[i]).length / data.test.length;
    const size = data.test.length;
    return {
      single: Array.from({ length: members }, (_, m) => accuracy(each.subarray(m * size, (m + 1) * size))),
      ensemble: accuracy(mean),
    };
  }

  /**
   * What the first member's averaged weights make of rows, each with the audio of its own.
   * @param of `[1, rows, width]`, tidied here.
   */
  represent(rows: Int32Array, of: (batch: Batch, weights: Weights) => tf.Tensor3D): DenseMatrix {
    return tf.tidy(() => {
      const own = Array.from({ length: this.#context.members }, () => rows);
      const made = of(this.#batches.batch(own, { ownAudio: true }), this.#averagedWeights());
      const [, size, columns] = made.shape;
      const values = tf.slice3d(made, [0, 0, 0], [1, size, columns]).dataSync<'float32'>();
      return { rows: size, columns, values };
    });
  }

  dispose(): void {
    for (const { set, decayed } of this.#groups.values()) {
      set.dispose();
      decayed.dispose();
    }
    this.#average.dispose();
    this.#learner.dispose?.();
  }

  /** Gradients of the groups that move, `[members, size]`. */
  #gradients(epoch: number, place: number): Record<string, tf.Tensor2D> {
    const weights = this.#weights();
    const { members } = this.#context;
    const { loss, moves } = this.#learner.objective(this.#prepare(epoch, place, weights));
    const specs = moves.map((name) => this.#learner.groups[name] ?? []);
    const { gradients } = differentiate(loss, weights, specs.flat());
    const ends = specs.map((_, i) => specs.slice(0, i + 1).flat().length);
    return Object.fromEntries(
      moves.map((name, i) => [name, joinWeights(gradients.slice(ends[i - 1] ?? 0, ends[i]), members)]),
    );
  }

  #prepare(epoch: number, place: number, weights: Weights): Step {
    const { recipe, data } = this.#context;
    const { batchSize, audioDropped: dropped } = recipe;
    const rows = this.#orders.map((order) =>
      order.subarray(place * batchSize, (place + 1) * batchSize).map((at) => data.train[at] ?? 0),
    );
    return {
      batch: this.#batches.batch(rows, { random: this.#random, dropped }),
      pairs: (size) => this.#pairs(size),
      allPairs: () =>
        this.#batches.batch(
          Array.from(rows, () => this.#batches.paired),
          {},
        ),
      epoch,
      weights,
      drop: this.#drop,
      random: this.#random,
    };
  }

  #pairs(size: number): Batch {
    const { paired } = this.#batches;
    const drawn = Array.from({ length: this.#context.members }, () =>
      this.#random
        .permutation(paired.length)
        .subarray(0, size)
        .map((at) => paired[at] ?? 0),
    );
    return this.#batches.batch(drawn, { random: this.#random });
  }

  readonly #drop: Dropout = (values) => {
    const { dropout } = this.#context.recipe;
    if (dropout === 0) return values;
    const shape = values.shape as [number, number, number];
    return tf.mul(values, dropoutMask(this.#random, shape, dropout));
  };

  #move(name: string, gradient: tf.Tensor2D, rate: number): void {
    const group = this.#groups.get(name);
    if (group === undefined) return;
    const { weightDecay, gradientNorm } = this.#context.recipe;
    const { set, decayed } = group;
    set.update(gradient, {
      optimizer: 'adamw',
      rate: rate * group.rate,
      weightDecay,
      gradientNorm,
      decayed,
    });
  }

  #weights(): Weights {
    return new Map([...this.#groups.values()].flatMap(({ set }) => [...set.weights]));
  }

  #averagedWeights(): Weights {
    const groups = [...this.#groups.values()];
    return new Map(
      this.#average.means.flatMap((mean, i) => {
        const specs = groups[i]?.set.specs ?? [];
        return [...nameWeights(specs, splitWeights(mean, specs))];
      }),
    );
  }
}
