import * as tf from '@tensorflow/tfjs-core';
import { joinWeights, type Weights } from '../encoders/parameters.ts';
import type { BatchRows } from '../network/batch.ts';
import type { DropoutMasks } from '../network/network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { dropoutMasks } from '../training/dropout.ts';
import { differentiate } from '../training/gradients.ts';
import type { LinearHeads } from '../training/linear-heads.ts';
import { weightedLoss } from '../training/losses.ts';
import type { MethodContext, StepContext, StepLosses } from '../training/method.ts';
import { ParameterSet } from '../training/parameter-set.ts';
import type { NamedTensor } from '../training/trained-model.ts';
import { decayMask } from '../training/weight-decay.ts';
import { BankObjective } from './bank-objective.ts';
import { type Attendance, attendance, type LaneBatch, laneBatch, type Lesson } from './lane-batch.ts';
import { type Embeddings, inBatchObjective, type PairObjective } from './pair-objective.ts';
import { type Lane, stageOf } from './sequence.ts';
import { pick, StudentNetworks } from './student-networks.ts';

/** Where a distillation starts: at its first step, or where a checkpoint left it. */
export type DistillerStart = { readonly heads: LinearHeads } | DistillerMemory;

/** What is left of a distillation between two epochs. */
export interface DistillerMemory {
  readonly tensors: Readonly<Record<string, NamedTensor>>;
  /** Updates so far. */
  readonly steps: number;
  readonly taught: Taught;
}

/** Which teachers have taken part in a step so far, one list a lane. */
export type Taught = readonly (readonly boolean[])[];

/** A step of a distillation. */
export type DistillationStep = Pick<StepContext, 'rate' | 'random'> & {
  /** From 0, over the whole distillation, of `steps`. */
  readonly step: number;
  readonly steps: number;
};

/**
 * Teaches the encoders of the students of all lanes side by side, all members in one operation: each descends its own
 * cross-entropy and the distillation loss to its teacher. The network stays as it is until `finish`: its encoders are
 * the teachers. Owns its tensors.
 */
export class Distiller {
  readonly lanes: readonly Lane[];
  readonly #context: MethodContext;
  readonly #networks: StudentNetworks;
  readonly #students: ParameterSet;
  readonly #teachers: ParameterSet;
  readonly #objective: PairObjective;
  readonly #random: RandomStream;
  readonly #taught: boolean[][];

  constructor(context: MethodContext, lanes: readonly Lane[], start: DistillerStart) {
    const { run, state } = context;
    const { seed, distillation, distillationTemperature, distillationWidth } = run.configuration;
    const { members } = state;
    this.lanes = lanes;
    this.#context = context;
    this.#random = RandomStream.fromSeed(seed).fork('distillation');
    this.#networks = new StudentNetworks(state.network, lanes, distillationWidth);
    const { studentSpecs, teacherSpecs } = this.#networks;
    if ('heads' in start) {
      const students = this.#networks.initialStudents(state, start.heads, this.#random.fork('students'));
      const teachers = this.#networks.initialTeachers(members, this.#random.fork('teachers').fork(0));
      this.#students = ParameterSet.start(studentSpecs, members, students);
      this.#teachers = ParameterSet.start(teacherSpecs, members, teachers);
      this.#taught = lanes.map((lane) => lane.teachers.map(() => false));
    } else {
      this.#students = ParameterSet.restore(studentSpecs, 'students', start);
      this.#teachers = ParameterSet.restore(teacherSpecs, 'teachers', start);
      this.#taught = start.taught.map((own) => [...own]);
    }
    this.#objective =
      distillation === 'crd'
        ? new BankObjective(run, lanes.length, 'tensors' in start ? start.tensors : undefined)
        : inBatchObjective(distillationTemperature);
  }

  /** Updates so far. */
  get steps(): number {
    return this.#students.steps;
  }

  /** Which teachers have taken part in a step so far. */
  get taught(): Taught {
    return this.#taught;
  }

  step(members: readonly BatchRows[], plan: DistillationStep): StepLosses {
    this.#changeTeachers(plan);
    const { run } = this.#context;
    const rows = members.map((own) => own.rows);
    const lesson = this.#lessonAt(plan);
    const there = attendance(run.inputs, rows, lesson, this.#objective.leastPairs);
    const { losses, students, teachers } = tf.tidy(() =>
      this.#differentiate(laneBatch(run, rows, lesson, there), { lesson, active: there.active, plan }),
    );
    this.#descend(this.#students, students, there.found, plan.rate);
    this.#descend(this.#teachers, teachers, there.active, plan.rate);
    tf.dispose([students, teachers]);
    this.#remember(there.active, plan);
    return losses;
  }

  /** Puts the students in the place of their encoders. */
  finish(): void {
    this.#networks.replaceEncoders(this.#context.state, this.#students.weights);
  }

  tensors(): Record<string, NamedTensor> {
    return {
      ...this.#students.tensors('students'),
      ...this.#teachers.tensors('teachers'),
      ...this.#objective.tensors?.(),
    };
  }

  dispose(): void {
    this.#students.dispose();
    this.#teachers.dispose();
    this.#objective.dispose?.();
  }

  #lessonAt({ step, steps }: DistillationStep): Lesson {
    const pairs = this.lanes.map((lane) => ({
      student: lane.student,
      teacher: lane.teachers[stageOf(lane, step, steps)] ?? lane.student,
    }));
    return { students: this.#networks.students, pairs };
  }

  /** A lane that goes on to its next teacher gets a fresh projection of it; the moments stay, a fair scale for it. */
  #changeTeachers({ step, steps }: DistillationStep): void {
    if (step === 0) return;
    const changed = this.lanes.map((lane) => stageOf(lane, step, steps) !== stageOf(lane, step - 1, steps));
    if (!changed.some(Boolean)) return;
    const { members } = this.#context.state;
    const fresh = this.#networks.initialTeachers(members, this.#random.fork('teachers').fork(step));
    const { values } = this.#teachers;
    this.#teachers.setValues(
      tf.tidy(() => {
        const anew = tf.tensor2d(this.#ofLanes(changed), [1, values.shape[1]]);
        return tf.add(tf.mul(tf.tensor2d(fresh, values.shape), anew), tf.mul(values, tf.sub(1, anew)));
      }),
    );
    this.#objective.restart?.(changed, step);
  }

  /** 1 for the parameters of some lanes' projections. */
  #ofLanes(which: readonly boolean[]): number[] {
    return this.#teachers.specs.flatMap(({ rows, columns }) =>
      which.flatMap((own) => Array.from({ length: rows * columns }, () => Number(own))),
    );
  }

  /** Losses before the step, and gradients `[members, size]` of both sets. */
  #differentiate(batch: LaneBatch, { lesson: { pairs }, active, plan }: Lecture) {
    const { run, state } = this.#context;
    const { focalGamma } = run.configuration;
    const networks = this.#networks;
    const { members, network } = state;
    // First layers rest while encoders are taught.
    const read = network.read(batch.inputs, state.weights);
    const inputs = networks.ofStudents(read, members);
    const dropout = this.#dropout(inputs, plan.random);
    const frozen = network.encode(read, state.weights);
    const taughtBy = pick(
      frozen,
      members,
      pairs.map(({ teacher }) => teacher),
    );
    const weights: Weights = new Map([...this.#students.weights, ...this.#teachers.weights]);
    const embed = (encodings: tf.Tensor3D, current: Weights): Embeddings => ({
      students: networks.embedStudents(encodings, current),
      teachers: networks.embedTeachers(taughtBy, current),
    });
    const pairLoss = this.#objective.prepare({
      batch,
      pairs,
      step: plan.step,
      embed: () => embed(networks.encode(inputs, weights, dropout), weights),
    });
    const { laneWeights, shares } = this.#weigh(active);
    const objective = (current: Weights): tf.Tensor1D => {
      const encodings = networks.encode(inputs, current, dropout);
      const logits = networks.logits(encodings, current);
      const semantic = weightedLoss(logits, batch.labels, batch.lossWeights, {
        members: logits.shape[0],
        focalGamma,
      });
      return tf.concat1d([semantic, tf.mul(pairLoss(embed(encodings, current)), laneWeights)]);
    };
    const specs = [...networks.studentSpecs, ...networks.teacherSpecs];
    const { value, gradients } = differentiate(objective, weights, specs);
    const { length } = networks.studentSpecs;
    return {
      losses: this.#lossesOf(value, shares),
      students: joinWeights(gradients.slice(0, length), members),
      teachers: joinWeights(gradients.slice(length), members),
    };
  }

  /** Mean over the students of each member, and over the pairs that take part. @param shares of their losses. */
  #lossesOf(value: tf.Tensor1D, shares: tf.Tensor2D | null): StepLosses {
    const { members } = this.#context.state;
    const numStudents = this.#networks.students.length;
    const own = tf.slice1d(value, 0, members * numStudents);
    const semantic: tf.Tensor1D = tf.mean(tf.reshape(own, [members, numStudents]), 1);
    if (shares === null) return { semantic };
    const drawn = tf.reshape(tf.slice1d(value, own.size, shares.size), shares.shape);
    return { semantic, distillation: tf.sum(tf.mul(drawn, shares), 1) };
  }

  /**
   * The weight of each lane in the loss, `[members * lanes]`; and by what the weighted losses of a member make a mean,
   * `[members, lanes]`, `null` where nothing takes part.
   */
  #weigh(active: Attendance['active']): {
    readonly laneWeights: tf.Tensor1D;
    readonly shares: tf.Tensor2D | null;
  } {
    const { distillationWeight: beta } = this.#context.run.configuration;
    const weights = active.map((own) =>
      this.lanes.map(({ weight }, i) => (own[i] === true ? beta * weight : 0)),
    );
    const shares = weights.map((own) => {
      const total = this.lanes.reduce((sum, { weight }, i) => sum + ((own[i] ?? 0) > 0 ? weight : 0), 0);
      return own.map((weight) => (weight > 0 ? 1 / (beta * total) : 0));
    });
    const takesPart = weights.flat().some((weight) => weight > 0);
    return { laneWeights: tf.tensor1d(weights.flat()), shares: takesPart ? tf.tensor2d(shares) : null };
  }

  #dropout(inputs: tf.Tensor3D, random: RandomStream): DropoutMasks | undefined {
    const { run, state } = this.#context;
    const [stack, batch] = inputs.shape;
    return dropoutMasks(random, state.network.shape, run.configuration, { stack, batch });
  }

  #descend(
    set: ParameterSet,
    gradient: tf.Tensor2D,
    found: readonly (readonly boolean[])[],
    rate: number,
  ): void {
    const { optimizer, weightDecay, gradientNorm } = this.#context.run.configuration;
    const decayed = decayMask(set.specs, found);
    set.update(gradient, { optimizer, rate, weightDecay, gradientNorm, decayed });
    decayed.dispose();
  }

  #remember(active: Attendance['active'], { step, steps }: DistillationStep): void {
    this.lanes.forEach((lane, i) => {
      const own = this.#taught[i];
      if (own && active.some((pairs) => pairs[i] === true)) own[stageOf(lane, step, steps)] = true;
    });
  }
}

/** Who teaches whom in a step. */
interface Lecture {
  readonly lesson: Lesson;
  readonly active: Attendance['active'];
  readonly plan: DistillationStep;
}
