import * as tf from '@tensorflow/tfjs-core';
import { applyDense, type DenseStack, denseSpecs } from '../encoders/dense.ts';
import {
  initialValues,
  joinWeights,
  type ParameterSpec,
  splitWeights,
  type Weights,
  weightOf,
} from '../encoders/parameters.ts';
import type { DropoutMasks, Network } from '../network/network.ts';
import type { RandomStream } from '../random/random-stream.ts';
import type { LinearHeads } from '../training/linear-heads.ts';
import type { ModelState } from '../training/model-state.ts';
import { normalise } from './embedding.ts';
import type { Lane } from './sequence.ts';

/**
 * What is trained while encoders are taught: a copy of the encoder of each student, with a linear head for the label and
 * a projection for the comparison, and a projection of each lane's teacher.
 */
export class StudentNetworks {
  /** Modalities that are taught, each once. */
  readonly students: readonly number[];
  readonly studentSpecs: readonly ParameterSpec[];
  readonly teacherSpecs: readonly ParameterSpec[];
  readonly #network: Network;
  readonly #lanes: readonly Lane[];
  readonly #head: DenseStack;
  readonly #student: DenseStack;
  readonly #teacher: DenseStack;

  constructor(network: Network, lanes: readonly Lane[], width: number) {
    const inputs = network.shape.encoder.at(-1) ?? network.shape.inputs;
    this.students = [...new Set(lanes.map(({ student }) => student))];
    this.#network = network;
    this.#lanes = lanes;
    const groups = this.students.length;
    this.#head = { name: 'head', groups, inputs, widths: [1] };
    this.#student = { name: 'student', groups, inputs, widths: [width] };
    this.#teacher = { name: 'teacher', groups: lanes.length, inputs, widths: [width] };
    this.studentSpecs = [
      ...network.encoderSpecs.map((spec) => ({ ...spec, groups })),
      ...denseSpecs(this.#head),
      ...denseSpecs(this.#student),
    ];
    this.teacherSpecs = denseSpecs(this.#teacher);
  }

  /**
   * Where the students start: from their encoders as they are, with the head that their strength was measured by.
   * @param heads one a member and modality.
   * @returns `[members, sum of sizes]`.
   */
  initialStudents(state: ModelState, heads: LinearHeads, random: RandomStream): Float32Array {
    const { members, weights } = state;
    return tf.tidy(() => {
      const drawn = tf.tensor1d(initialValues(this.studentSpecs, members, random));
      const parts = splitWeights(tf.reshape(drawn, [members, -1]), this.studentSpecs);
      const known: Weights = new Map([
        ...this.#network.encoderSpecs.map(({ name }) => [name, weightOf(weights, name)] as const),
        ['head.0.weight', tf.tensor3d(heads.weights, [heads.biases.length, this.#head.inputs, 1])],
        ['head.0.bias', tf.tensor3d(heads.biases, [heads.biases.length, 1, 1])],
      ]);
      const started = this.studentSpecs.map(({ name }, i) => {
        const tensor = known.get(name);
        return tensor ? this.ofStudents(tensor, members) : parts[i];
      });
      return joinWeights(
        started.flatMap((tensor) => tensor ?? []),
        members,
      ).dataSync<'float32'>();
    });
  }

  /** Fresh projections of the teachers, `[members, sum of sizes]`. */
  initialTeachers(members: number, random: RandomStream): Float32Array {
    return initialValues(this.teacherSpecs, members, random);
  }

  /** The students' part of a stack of all modalities: `[members * M, ..]` to `[members * students, ..]`. */
  ofStudents(stack: tf.Tensor3D, members: number): tf.Tensor3D {
    return pick(stack, members, this.students);
  }

  /** Encodings of the students, `[members * students, batch, d]`. @param inputs theirs. */
  encode(inputs: tf.Tensor3D, weights: Weights, dropout?: DropoutMasks): tf.Tensor3D {
    return this.#network.encode(inputs, weights, dropout);
  }

  /** Logits of the students' heads, `[members * students, batch, 1]`. */
  logits(encodings: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    return applyDense(encodings, weights, this.#head);
  }

  /** Embeddings of each lane's student, `[members * lanes, batch, q]`. @param encodings of the students. */
  embedStudents(encodings: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    const embeddings = normalise(applyDense(encodings, weights, this.#student));
    const { length } = this.students;
    const own = this.#lanes.map(({ student }) => this.students.indexOf(student));
    if (own.every((student, lane) => student === lane)) return embeddings;
    // By a product, whose gradient every engine has.
    const [stack, batch, width] = embeddings.shape;
    const members = stack / length;
    const spread: tf.Tensor3D = tf.tile(tf.expandDims(tf.oneHot(tf.tensor1d(own, 'int32'), length), 0), [
      members,
      1,
      1,
    ]);
    const flat = tf.reshape(embeddings, [members, length, batch * width]);
    return tf.reshape(tf.matMul(tf.cast(spread, 'float32'), flat), [-1, batch, width]);
  }

  /** Embeddings of each lane's teacher, `[members * lanes, batch, q]`. @param encodings of the lanes' teachers. */
  embedTeachers(encodings: tf.Tensor3D, weights: Weights): tf.Tensor3D {
    return normalise(applyDense(encodings, weights, this.#teacher));
  }

  /** Puts what the students have learned in the place of their encoders. @param weights of the students. */
  replaceEncoders(state: ModelState, weights: Weights): void {
    const { members } = state;
    const joined = tf.tidy(() => {
      const parts = this.#network.specs.semantic.map(({ name, groups }) => {
        const old = weightOf(state.weights, name);
        const isEncoder = this.#network.encoderSpecs.some((spec) => spec.name === name);
        return isEncoder ? this.#replaced(old, weightOf(weights, name), groups) : old;
      });
      return joinWeights(parts, members);
    });
    state.setValues('semantic', joined);
  }

  #replaced(old: tf.Tensor3D, taught: tf.Tensor3D, modalities: number): tf.Tensor3D {
    const members = old.shape[0] / modalities;
    const { length } = this.students;
    const rows = Array.from({ length: members * modalities }, (_, i) => {
      const [member, student] = [Math.floor(i / modalities), this.students.indexOf(i % modalities)];
      return student < 0 ? i : members * modalities + member * length + student;
    });
    return tf.gather(tf.concat3d([old, taught], 0), tf.tensor1d(rows, 'int32'));
  }
}

/** Some groups of a stack `[members * groups, ..]`, in the order given. */
export function pick(stack: tf.Tensor3D, members: number, groups: readonly number[]): tf.Tensor3D {
  const all = stack.shape[0] / members;
  const rows = Array.from({ length: members }, (_, member) => groups.map((group) => member * all + group));
  return tf.gather(stack, tf.tensor1d(rows.flat(), 'int32'));
}
