import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../encoders/parameters.ts';
import type { Filling } from '../substitution/filling.ts';
import { batchInputs, type BatchRows, sharedInputs, slotTensors } from './batch.ts';
import type { ModelInputs } from './inputs.ts';
import type { Network } from './network.ts';
import { readBack } from './read-back.ts';
import { represent } from './represent.ts';

/** A network with the weights of its members. */
export interface WeightedNetwork {
  readonly network: Network;
  readonly members: number;
  readonly weights: Weights;
}

/** Rows that go through the networks at once: many enough to fill them, few enough for memory. */
export const CHUNK_ROWS = 2048;

/** Features of an hour-by-hour record take so much room that fewer rows go through the first layers at once. */
const FEATURE_ROWS = 256;

/** Rows whose inputs are made at once. */
export function rowsAtOnce({ features }: ModelInputs): number {
  return features === undefined ? CHUNK_ROWS : FEATURE_ROWS;
}

/** `u` of rows that all members read, `[members * M, rows, d]`. The caller disposes. */
export function encodeRows(model: WeightedNetwork, inputs: ModelInputs, rows: Int32Array): tf.Tensor3D {
  return tf.tidy(() => {
    const { network, members, weights } = model;
    const encode = (own: Int32Array): tf.Tensor3D =>
      tf.tidy(() => network.encode(network.read(sharedInputs(inputs, own, members), weights), weights));
    if (inputs.features === undefined || rows.length <= FEATURE_ROWS) return encode(rows);
    return tf.concat3d([...chunksOf(rows, FEATURE_ROWS)].map(encode), 1);
  });
}

/** `l = h(u)` of rows that all members read, `[members * M, rows, k]`. The caller disposes. */
export function latentRows(model: WeightedNetwork, inputs: ModelInputs, rows: Int32Array): tf.Tensor3D {
  return tf.tidy(() => model.network.latent(encodeRows(model, inputs, rows), model.weights));
}

/** `z = g(l)` of rows that all members read, every slot by itself, `[members * M, rows, d]`. The caller disposes. */
export function encodingRows(model: WeightedNetwork, inputs: ModelInputs, rows: Int32Array): tf.Tensor3D {
  return tf.tidy(() => model.network.decode(latentRows(model, inputs, rows), model.weights));
}

/** Cuts rows into pieces that go through the networks at once. */
export function* chunksOf(rows: Int32Array, size = CHUNK_ROWS): Generator<Int32Array> {
  for (let start = 0; start < rows.length; start += size) yield rows.subarray(start, start + size);
}

/** The rows that latents belong to, and what is used in them: one list a member, or one for all. */
export interface Readout {
  readonly inputs: ModelInputs;
  readonly rows: readonly BatchRows[];
  readonly filling: Filling;
}

/** Latents to the fused representation `[members, rows, D]` and logits `[members, rows]`. The caller disposes. */
export function readOut(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  { inputs, rows, filling }: Readout,
): { readonly fused: tf.Tensor3D; readonly logits: tf.Tensor2D } {
  const { network, weights, members } = model;
  const each = rows.length === members ? rows : Array.from({ length: members }, () => rows[0] ?? NO_ROWS);
  const [fused, logits] = tf.tidy((): [tf.Tensor3D, tf.Tensor2D] => {
    const slots = slotTensors(inputs, each, filling.table);
    const fused = represent(model, latents, slots, filling);
    const classified = network.classify(fused, slots.bits, weights);
    return [fused, tf.reshape(classified, [members, latents.shape[1]])];
  });
  return { fused, logits };
}

const NO_ROWS: BatchRows = { rows: new Int32Array(0), used: new Uint8Array(0) };

/**
 * Logits of each member for rows of its own, `[members][rows]`, without dropout.
 * @param rows as many lists as there are members; they may differ in length.
 */
export function memberLogits(model: WeightedNetwork, { inputs, rows, filling }: Readout): Float32Array[] {
  const results = rows.map((own) => new Float32Array(own.rows.length));
  const longest = Math.max(...results.map(({ length }) => length));
  const most = rowsAtOnce(inputs);
  for (let start = 0; start < longest; start += most) {
    const size = Math.min(most, longest - start);
    const chunk = rows.map((own) => sliceRows(own, filling.table.modalities, start, size));
    const values = readBack(() => {
      const { network, weights } = model;
      const own = batchInputs(
        inputs,
        chunk.map((member) => member.rows),
      );
      const latents = network.latent(network.encode(network.read(own, weights), weights), weights);
      return readOut(model, latents, { inputs, rows: chunk, filling }).logits.dataSync<'float32'>();
    });
    results.forEach((result, member) => {
      const kept = Math.max(0, Math.min(size, result.length - start));
      result.set(values.subarray(member * size, member * size + kept), start);
    });
  }
  return results;
}

/** `size` rows from `start` on; a list that ends before is filled up with its first row. */
function sliceRows({ rows, used }: BatchRows, modalities: number, start: number, size: number): BatchRows {
  const positions = Array.from({ length: size }, (_, i) => (start + i < rows.length ? start + i : 0));
  return {
    rows: Int32Array.from(positions, (position) => rows[position] ?? 0),
    used: Uint8Array.from(
      positions.flatMap((from) => [...used.subarray(from * modalities, (from + 1) * modalities)]),
    ),
  };
}
