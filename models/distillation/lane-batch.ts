import * as tf from '@tensorflow/tfjs-core';
import { batchInputs, type BatchInputs } from '../network/batch.ts';
import type { ModelInputs } from '../network/inputs.ts';
import type { LabelledInputs } from '../training/training-batch.ts';

/** A student and the modality that teaches it at this moment. */
export interface Pair {
  readonly student: number;
  readonly teacher: number;
}

/** Who learns, and from whom. */
export interface Lesson {
  /** Modalities that are taught, each once. */
  readonly students: readonly number[];
  /** One a lane. */
  readonly pairs: readonly Pair[];
}

/** Who takes part in a step. Only what is present counts: nothing stands in, nothing is dropped. */
export interface Attendance {
  /** Which students occur, one list a member. */
  readonly found: readonly (readonly boolean[])[];
  /** Which pairs take part, one list a member. */
  readonly active: readonly (readonly boolean[])[];
  /** Which rows take part in each pair, one list of pairs a member. */
  readonly paired: readonly (readonly (readonly boolean[])[])[];
}

/**
 * Who takes part in a step on rows of each member.
 * @param leastPairs encounters that a batch must have of a pair, else the pair sits it out.
 */
export function attendance(
  { modalities, present }: ModelInputs,
  rows: readonly Int32Array[],
  { students, pairs }: Lesson,
  leastPairs: number,
): Attendance {
  const isPresent = (row: number, m: number): boolean => present[row * modalities.length + m] === 1;
  const both = rows.map((own) =>
    pairs.map(({ student, teacher }) =>
      Array.from(own, (row) => isPresent(row, student) && isPresent(row, teacher)),
    ),
  );
  const active = both.map((own) => own.map((has) => has.filter(Boolean).length >= leastPairs));
  return {
    found: rows.map((own) => students.map((m) => own.some((row) => isPresent(row, m)))),
    active,
    paired: both.map((own, member) =>
      own.map((has, pair) => has.map((is) => is && active[member]?.[pair] === true)),
    ),
  };
}

/** What a step of the distillation reads. */
export interface LaneBatch {
  /** Rows of each member. */
  readonly rows: readonly Int32Array[];
  /** Of all modalities. */
  readonly inputs: BatchInputs;
  /** `[members * students, batch, 1]`, 0 or 1. */
  readonly labels: tf.Tensor3D;
  /** `[members * students, batch, 1]`: class weights, 0 where the student is not present. */
  readonly lossWeights: tf.Tensor3D;
  /** `[members * pairs, batch, 1]`: 1 for the rows that take part. */
  readonly paired: tf.Tensor3D;
}

/** Uploads the rows of a step. The caller disposes, or tidies. */
export function laneBatch(
  { inputs, labels, classWeights }: LabelledInputs,
  rows: readonly Int32Array[],
  { students, pairs }: Lesson,
  { paired }: Attendance,
): LaneBatch {
  const M = inputs.modalities.length;
  const size = rows[0]?.length ?? 0;
  const labelOf = (row: number): 0 | 1 => (labels[row] === 1 ? 1 : 0);
  const weightOf = (row: number, m: number): number =>
    inputs.present[row * M + m] === 1 ? classWeights[labelOf(row)] : 0;
  const ofStudents = (value: (row: number, m: number) => number): tf.Tensor3D =>
    tf.tensor3d(
      rows.flatMap((own) => students.flatMap((m) => Array.from(own, (row) => value(row, m)))),
      [rows.length * students.length, size, 1],
    );
  return {
    rows,
    inputs: batchInputs(inputs, rows),
    labels: ofStudents(labelOf),
    lossWeights: ofStudents(weightOf),
    paired: tf.tensor3d(paired.flat(2).map(Number), [rows.length * pairs.length, size, 1]),
  };
}
