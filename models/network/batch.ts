import * as tf from '@tensorflow/tfjs-core';
import { uploadRows, type UploadedRows } from '../encoders/first-layer.ts';
import { presenceWidth, writePresenceBits } from '../fusion/presence-bits.ts';
import { NO_SOURCE, patternOf, sourceOf, type SourceTable } from '../substitution/source-table.ts';
import type { ModelInputs } from './inputs.ts';
import type { Slots } from './network.ts';

/** Rows of one member's batch, and which modalities are used in each, `[batch, M]`. */
export interface BatchRows {
  readonly rows: Int32Array;
  readonly used: Uint8Array;
}

/** Rows with everything used that is usable. */
export function asRecorded(inputs: ModelInputs, rows: Int32Array): BatchRows {
  return { rows, used: takeTableRows(inputs.usable, rows, inputs.modalities.length) };
}

/** Some rows of a row-major table. */
export function takeTableRows(table: Uint8Array, rows: Int32Array, columns: number): Uint8Array {
  const taken = new Uint8Array(rows.length * columns);
  rows.forEach((row, i) => taken.set(table.subarray(row * columns, (row + 1) * columns), i * columns));
  return taken;
}

/** What the encoders read of a batch. */
export interface BatchInputs {
  /** Projected inputs, `[members * M, batch, p]`; 0 for a modality whose first layer is learned. */
  readonly projected: tf.Tensor3D;
  /** Features of those modalities. */
  readonly features: readonly BatchFeatures[];
}

/** Features of one modality in a batch. */
export interface BatchFeatures {
  /** Its place in the model. */
  readonly modality: number;
  readonly rows: UploadedRows;
}

/** Inputs of each member's rows. All members have the same number of rows. The caller disposes, or tidies. */
export function batchInputs(inputs: ModelInputs, members: readonly Int32Array[]): BatchInputs {
  return {
    projected: projectedInputs(inputs, members),
    features: batchFeatures(inputs, members, members.length),
  };
}

/** Inputs of rows that all members read. The caller disposes, or tidies. */
export function sharedInputs(inputs: ModelInputs, rows: Int32Array, members: number): BatchInputs {
  return {
    projected: tf.tile(projectedInputs(inputs, [rows]), [members, 1, 1]),
    features: batchFeatures(inputs, [rows], members),
  };
}

/** @param rows one list a member, or one for all. */
function batchFeatures(
  { features = [] }: ModelInputs,
  rows: readonly Int32Array[],
  members: number,
): BatchFeatures[] {
  return features.map(({ modality, layer, matrix }) => ({
    modality,
    rows: uploadRows({ modality, layer }, { matrix, rows, members }),
  }));
}

/**
 * Projected inputs of each list's rows, `[lists * M, batch, p]`. All lists have the same number of rows.
 * The caller disposes, or tidies.
 */
export function projectedInputs({ width, values }: ModelInputs, members: readonly Int32Array[]): tf.Tensor3D {
  const size = members[0]?.length ?? 0;
  const stack = members.length * values.length;
  const gathered = new Float32Array(stack * size * width);
  let offset = 0;
  for (const rows of members) {
    for (const modality of values) {
      for (const row of rows) {
        // Out of range, and so empty, where the first layer is learned.
        gathered.set(modality.subarray(row * width, (row + 1) * width), offset);
        offset += width;
      }
    }
  }
  return tf.tensor3d(gathered, [stack, size, width]);
}

/**
 * A number for each slot of each member's rows, `[members * M, batch, 1]`. The caller disposes, or tidies.
 * @param value of modality `m` of the `i`-th row of a member's batch.
 */
export function slotTensor(
  { modalities }: ModelInputs,
  members: readonly BatchRows[],
  value: (batch: BatchRows, i: number, m: number, member: number) => number,
): tf.Tensor3D {
  const size = members[0]?.rows.length ?? 0;
  const values = new Float32Array(members.length * modalities.length * size);
  let offset = 0;
  members.forEach((batch, member) => {
    for (let m = 0; m < modalities.length; m += 1) {
      for (let i = 0; i < size; i += 1, offset += 1) values[offset] = value(batch, i, m, member);
    }
  });
  return tf.tensor3d(values, [members.length * modalities.length, size, 1]);
}

/** What fills the slots of each member's rows by a table of sources. The caller disposes, or tidies. */
export function slotTensors(inputs: ModelInputs, members: readonly BatchRows[], table: SourceTable): Slots {
  const M = table.modalities;
  const size = members[0]?.rows.length ?? 0;
  const shape: [number, number, number] = [members.length * M, size, 1];
  const slots = fillSlots(members, table, size);
  return {
    bits: tf.tensor3d(presenceBits(inputs, members, size), [members.length, size, presenceWidth(M)]),
    used: tf.tensor3d(slots.used, shape),
    filled: tf.tensor3d(slots.filled, shape),
    ...(slots.hasStandIns ? { sources: tf.tensor1d(slots.sources, 'int32') } : {}),
    ...(slots.hasPrepared ? { prepared: tf.tensor3d(slots.prepared, shape) } : {}),
  };
}

function presenceBits(inputs: ModelInputs, members: readonly BatchRows[], size: number): Float32Array {
  const M = inputs.modalities.length;
  const width = presenceWidth(M);
  const bits = new Float32Array(members.length * size * width);
  let offset = 0;
  for (const { rows, used } of members) {
    for (let i = 0; i < size; i += 1) {
      const start = (rows[i] ?? 0) * M;
      const recorded = inputs.recorded.subarray(start, start + M);
      writePresenceBits(bits, offset, recorded, used.subarray(i * M, (i + 1) * M));
      offset += width;
    }
  }
  return bits;
}

interface FilledSlots {
  readonly used: Float32Array;
  readonly filled: Float32Array;
  readonly prepared: Float32Array;
  /** Row of `[members * M * batch]` each slot is filled from; its own where no other modality fills it. */
  readonly sources: Int32Array;
  readonly hasStandIns: boolean;
  readonly hasPrepared: boolean;
}

function fillSlots(members: readonly BatchRows[], table: SourceTable, size: number): FilledSlots {
  const M = table.modalities;
  const slots = members.length * M * size;
  const used = new Float32Array(slots);
  const filled = new Float32Array(slots);
  const prepared = new Float32Array(slots);
  const sources = new Int32Array(slots);
  let hasStandIns = false;
  let hasPrepared = false;
  members.forEach((batch, member) => {
    for (let i = 0; i < size; i += 1) {
      const pattern = patternOf(batch.used, i, M);
      for (let m = 0; m < M; m += 1) {
        const slot = (member * M + m) * size + i;
        const source = sourceOf(table, pattern, m);
        const lends = source !== NO_SOURCE && source < M;
        used[slot] = (pattern >> m) & 1;
        filled[slot] = Number(source !== NO_SOURCE);
        prepared[slot] = Number(source === M);
        sources[slot] = lends ? (member * M + source) * size + i : slot;
        hasStandIns ||= lends && source !== m;
        hasPrepared ||= source === M;
      }
    }
  });
  return { used, filled, prepared, sources, hasStandIns, hasPrepared };
}
