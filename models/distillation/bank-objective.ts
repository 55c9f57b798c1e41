import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import { RandomStream } from '../random/random-stream.ts';
import type { ScaledConfiguration } from '../training/configuration.ts';
import type { PreparedRun } from '../training/prepare.ts';
import type { NamedTensor } from '../training/trained-model.ts';
import { drawCandidates } from './candidates.ts';
import { type Contrast, crdLoss, partitionOf } from './crd.ts';
import type { Pair } from './lane-batch.ts';
import { type BankSize, initialBank, MemoryBank } from './memory-bank.ts';
import type { Embeddings, PairObjective, PairStep } from './pair-objective.ts';

const LARGEST_BANKS = 2 ** 30;

/**
 * Refuses banks that would not fit in memory.
 * @param pairs pairs of student and teacher at a time.
 * @throws {ModelError} `configuration`.
 */
export function requireSmallBanks(
  configuration: ScaledConfiguration,
  encounters: number,
  pairs: number,
): void {
  const { members, distillationWidth } = configuration;
  const bytes = 2 * 4 * members * pairs * encounters * distillationWidth;
  if (bytes <= LARGEST_BANKS) return;
  throw new ModelError(
    'configuration',
    `distillation: expected memory banks of 1 GiB at most, got ${(bytes / LARGEST_BANKS).toFixed(1)}; ` +
      'use infoNce, or a smaller distillationWidth',
  );
}

/** The sides on which anchors may stand: students are told apart in the teachers' bank, and the other way round. */
const SIDES = ['students', 'teachers'] as const;
type Side = (typeof SIDES)[number];
const OTHER: Readonly<Record<Side, Side>> = { students: 'teachers', teachers: 'students' };

interface Drawn {
  /** `[pairs * count]`: places in the banks. */
  readonly places: tf.Tensor1D;
  /** `[pairs, batch, count]`. */
  readonly negatives: tf.Tensor3D;
}

/**
 * Contrastive representation distillation against memory banks of all training encounters.
 * @see Tian, Krishnan & Isola 2020; method.md 4.1
 */
export class BankObjective implements PairObjective {
  readonly leastPairs = 1;
  readonly #run: PreparedRun;
  readonly #random: RandomStream;
  readonly #size: BankSize;
  readonly #banks: Readonly<Record<Side, MemoryBank>>;
  /** What the scores of each side's anchors are divided by, one a pair; 0 = not known yet. */
  readonly #partitions: Readonly<Record<Side, Float32Array>>;
  /** Place of a training row in the banks. */
  readonly #place: ReadonlyMap<number, number>;
  readonly #rowsOfPair = new Map<string, Int32Array>();

  /** @param pairs pairs of student and teacher at a time. */
  constructor(run: PreparedRun, pairs: number, from?: Readonly<Record<string, NamedTensor>>) {
    const { members, distillationWidth: width, seed } = run.configuration;
    this.#run = run;
    this.#random = RandomStream.fromSeed(seed).fork('distillation');
    this.#size = { pairs: members * pairs, rows: run.trainingRows.length, width };
    this.#place = new Map(Array.from(run.trainingRows, (row, place) => [row, place]));
    const stored = (name: string): Float32Array | undefined => from && required(from, name);
    const bank = (side: Side): MemoryBank =>
      new MemoryBank(
        this.#size,
        stored(`bank.${side}`) ?? initialBank(this.#size, this.#random.fork('banks').fork(side)),
      );
    const partition = (side: Side): Float32Array =>
      Float32Array.from(stored(`partition.${side}`) ?? new Float32Array(members * pairs));
    this.#banks = bySide(bank);
    this.#partitions = bySide(partition);
  }

  prepare({ batch, pairs, step, embed }: PairStep): (embeddings: Embeddings) => tf.Tensor1D {
    const { rows, paired } = batch;
    const { distillationTemperature: temperature } = this.#run.configuration;
    const own = this.#places(rows.flatMap((member) => pairs.map(() => member)));
    const { places, negatives } = this.#draw(rows, pairs, step);
    const encounters = tf.tensor3d(
      rows.flatMap((_, member) => pairs.map((pair) => Math.max(1, this.#rowsOf(member, pair).length))),
      [this.#size.pairs, 1, 1],
    );
    const contrast = bySide((side): Omit<Contrast, 'anchors'> => {
      const bank = this.#banks[OTHER[side]];
      return { positives: bank.take(own), candidates: bank.take(places), negatives, paired };
    });
    const now = embed();
    for (const side of SIDES) {
      this.#fixPartitions(side, () =>
        partitionOf({ ...contrast[side], anchors: now[side] }, temperature, encounters),
      );
    }
    for (const side of SIDES) this.#banks[side].update(own, now[side], paired);
    return (embeddings) => {
      const [first, second] = SIDES.map((side) => {
        // A pair without anchors has no partition yet, and no loss.
        const values = this.#partitions[side].map((value) => value || 1);
        const partition = tf.tensor3d(values, [this.#size.pairs, 1, 1]);
        return crdLoss({ ...contrast[side], anchors: embeddings[side] }, temperature, {
          partition,
          encounters,
        });
      });
      return first && second ? tf.add(first, second) : tf.zeros([this.#size.pairs]);
    };
  }

  /** Another teacher's embeddings are others; its bank and all scores start anew, the students' bank stays. */
  restart(which: readonly boolean[], step: number): void {
    const members = this.#size.pairs / which.length;
    const all = Array.from({ length: members }, () => which).flat();
    const random = this.#random.fork('banks').fork('teachers').fork(step);
    this.#banks.teachers.restart(all, initialBank(this.#size, random));
    for (const side of SIDES) {
      all.forEach((restarts, pair) => {
        if (restarts) this.#partitions[side][pair] = 0;
      });
    }
  }

  tensors(): Record<string, NamedTensor> {
    const entries = SIDES.flatMap((side): [string, NamedTensor][] => [
      [`bank.${side}`, this.#banks[side].tensor()],
      [`partition.${side}`, { shape: [this.#size.pairs], values: this.#partitions[side] }],
    ]);
    return Object.fromEntries(entries);
  }

  dispose(): void {
    for (const side of SIDES) this.#banks[side].dispose();
  }

  /** Takes the partition of the pairs that have none from this batch. */
  #fixPartitions(side: Side, estimate: () => tf.Tensor1D): void {
    const partition = this.#partitions[side];
    if (partition.every((value) => value > 0)) return;
    const estimated = estimate().dataSync();
    partition.forEach((value, pair) => {
      if (value === 0) partition[pair] = estimated[pair] ?? 0;
    });
  }

  /** Places of rows in the banks, one list a pair of a member. */
  #places(lists: readonly Int32Array[]): tf.Tensor1D {
    const values = lists.flatMap((rows, pair) =>
      Array.from(rows, (row) => pair * this.#size.rows + (this.#place.get(row) ?? 0)),
    );
    return tf.tensor1d(values, 'int32');
  }

  /** Rows of a member in which both of a pair are present. */
  #rowsOf(member: number, { student, teacher }: Pair): Int32Array {
    const key = `${member} ${student} ${teacher}`;
    const known = this.#rowsOfPair.get(key);
    if (known) return known;
    const { inputs, members } = this.#run;
    const M = inputs.modalities.length;
    const has = (row: number, m: number): boolean => inputs.present[row * M + m] === 1;
    const rows = (members[member]?.rows ?? new Int32Array(0)).filter(
      (row) => has(row, student) && has(row, teacher),
    );
    this.#rowsOfPair.set(key, rows);
    return rows;
  }

  #draw(rows: readonly Int32Array[], pairs: readonly Pair[], step: number): Drawn {
    const { labels, configuration } = this.#run;
    const random = this.#random.fork('negatives').fork(step);
    const lists = rows.flatMap((_, member) =>
      pairs.map((pair, i) =>
        drawCandidates(this.#rowsOf(member, pair), labels, configuration, random.fork(member).fork(i)),
      ),
    );
    const count = Math.max(1, ...lists.map(({ length }) => length));
    const filled = lists.map((list) => Int32Array.from({ length: count }, (_, i) => list[i] ?? -1));
    const anchors = rows.flatMap((own) => pairs.map(() => own));
    const labelsOf = (list: readonly Int32Array[]): number[] =>
      list.flatMap((own) => Array.from(own, (row) => labels[row] ?? 0));
    const size = rows[0]?.length ?? 0;
    const across = (values: number[]): tf.Tensor3D => tf.tensor3d(values, [lists.length, 1, count], 'int32');
    const down = (values: number[]): tf.Tensor3D => tf.tensor3d(values, [lists.length, size, 1], 'int32');
    const candidateRows = across(filled.flatMap((own) => [...own]));
    const differs = tf.notEqual(down(anchors.flatMap((own) => [...own])), candidateRows);
    const isThere = tf.greaterEqual(candidateRows, 0);
    const counts =
      configuration.negativesFrom === 'any'
        ? tf.logicalAnd(differs, isThere)
        : tf.logicalAnd(isThere, tf.notEqual(down(labelsOf(anchors)), across(labelsOf(filled))));
    return { places: this.#places(filled), negatives: tf.cast(counts as tf.Tensor3D, 'float32') };
  }
}

function bySide<T>(value: (side: Side) => T): Record<Side, T> {
  return { students: value('students'), teachers: value('teachers') };
}

function required(tensors: Readonly<Record<string, NamedTensor>>, name: string): Float32Array {
  const tensor = tensors[name];
  if (tensor === undefined) throw new ModelError('serialization', `expected tensor "${name}"`);
  return tensor.values;
}
