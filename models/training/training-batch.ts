import * as tf from '@tensorflow/tfjs-core';
import { batchInputs, type BatchInputs, type BatchRows, slotTensors } from '../network/batch.ts';
import type { ModelInputs } from '../network/inputs.ts';
import type { Slots } from '../network/network.ts';
import type { SourceTable } from '../substitution/source-table.ts';
import type { UnlabelledRows } from './unlabelled.ts';

/** What a step reads: all members at once, each with rows of its own. */
export interface TrainingBatch extends Slots {
  readonly inputs: BatchInputs;
  /** `[members * M, batch, 1]`: pairs that enter the discrimination loss. */
  readonly observed: tf.Tensor3D;
  /** `[members, batch, 1]`, 0 or 1. */
  readonly labels: tf.Tensor3D;
  /** `[members, batch, 1]`: class weights, 0 where a row does not count. */
  readonly lossWeights: tf.Tensor3D;
  /** `[members, batch, 1]`: 1 for the rows that the losses count; absent = all. */
  readonly counted?: tf.Tensor3D;
}

export interface LabelledInputs {
  readonly inputs: ModelInputs;
  /** Rows of the inputs that have no label, for what learns from them too; absent = none. */
  readonly unlabelled?: UnlabelledRows;
  /** 0 or 1, one a row of the inputs; of a row without a label it means nothing. */
  readonly labels: Uint8Array;
  /** Weight in the loss of label 0 and of label 1. */
  readonly classWeights: readonly [number, number];
}

/**
 * Uploads the rows of a step. The caller disposes, or tidies.
 * @param counted rows that the losses count, one list a member, 0 or 1; absent = all.
 */
export function trainingBatch(
  { inputs, labels, classWeights }: LabelledInputs,
  members: readonly BatchRows[],
  table: SourceTable,
  counted?: readonly Uint8Array[],
): TrainingBatch {
  const size = members[0]?.rows.length ?? 0;
  const shape: [number, number, number] = [members.length, size, 1];
  const y = Float32Array.from(members.flatMap(({ rows }) => [...rows].map((row) => labels[row] ?? 0)));
  const slots = slotTensors(inputs, members, table);
  const counts = Float32Array.from(y, (_, i) => counted?.[Math.floor(i / size)]?.[i % size] ?? 1);
  return {
    ...slots,
    inputs: batchInputs(
      inputs,
      members.map(({ rows }) => rows),
    ),
    observed: observedSlots(slots.used, members, table.modalities, counted),
    labels: tf.tensor3d(y, shape),
    lossWeights: tf.tensor3d(
      y.map((label, i) => classWeights[label === 1 ? 1 : 0] * (counts[i] ?? 1)),
      shape,
    ),
    ...(counted ? { counted: tf.tensor3d(counts, shape) } : {}),
  };
}

/** Used slots of rows that the losses count, of members whose batch tells modalities apart. */
function observedSlots(
  used: tf.Tensor3D,
  members: readonly BatchRows[],
  modalities: number,
  counted?: readonly Uint8Array[],
): tf.Tensor3D {
  const [stack, batch] = used.shape;
  const apart = tellsApart(members, modalities);
  if (!counted) return tf.mul(used, tf.tensor3d(apart, [stack, 1, 1]));
  const counts = Array.from(apart).flatMap((tells, slot) =>
    Array.from(counted[Math.floor(slot / modalities)] ?? [], (counts) => tells * counts),
  );
  return tf.mul(used, tf.tensor3d(counts, [stack, batch, 1]));
}

/** Which modalities occur in the batch of each member, `[members][M]`. */
export function occurring(members: readonly BatchRows[], modalities: number): boolean[][] {
  return members.map(({ used }) => {
    const found = Array.from({ length: modalities }, () => false);
    used.forEach((bit, i) => {
      if (bit === 1) found[i % modalities] = true;
    });
    return found;
  });
}

/** 0 for the members whose batch holds one modality only: it says nothing about how to tell modalities apart. */
function tellsApart(members: readonly BatchRows[], modalities: number): Float32Array {
  const kept = occurring(members, modalities).flatMap((found) => {
    const several = found.filter(Boolean).length > 1;
    return found.map(() => Number(several));
  });
  return Float32Array.from(kept);
}
