import * as tf from '@tensorflow/tfjs-core';
import { presenceWidth, writePresenceBits } from '../fusion/presence-bits.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import type { Filling } from '../substitution/filling.ts';
import { NO_SOURCE, sourceOf, type SourceTable } from '../substitution/source-table.ts';

/**
 * Logits of every subset of modalities, members averaged, `[2^M, rows]`; row = bitmask of the used modalities.
 * A subset that uses what an encounter does not have means nothing: see `restrictToUsable`.
 *
 * A fusion is a sum over slots. So what slot i adds is computed once for each thing that can fill it, and one product
 * with a 0/1 matrix adds up all subsets.
 * @param latents `[members * M, rows, k]`. The caller disposes of them and of the result.
 * @param recorded `[rows, M]`, 0 or 1.
 */
export function coalitionLogits(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  recorded: Uint8Array,
  filling: Filling,
): tf.Tensor2D {
  return tf.tidy(() => {
    const { network, weights, members } = model;
    const { modalities } = filling.table;
    const rows = latents.shape[1];
    const subsets = 2 ** modalities;
    const { slotWidth } = network.shape.fusion;
    const fills = everyFill(model, latents, filling);
    const choice: tf.Tensor3D = tf.tile(fillerChoice(filling.table, fills), [members, 1, 1]);
    const added: tf.Tensor3D = tf.reshape(fills.slots, [
      members,
      modalities * fills.fillers,
      rows * slotWidth,
    ]);
    const sums: tf.Tensor3D = tf.reshape(tf.matMul(choice, added), [members, subsets * rows, slotWidth]);
    const bits: tf.Tensor3D = tf.tile(subsetBits(recorded, modalities), [members, 1, 1]);
    const logits = network.classify(network.shape.fusion.pool(sums, weights), bits, weights);
    return tf.mean(tf.reshape(logits, [members, subsets, rows]), 0);
  });
}

interface Fills {
  /** What each slot adds under each of its fillers, `[members * M, fillers * rows, slotWidth]`. */
  readonly slots: tf.Tensor3D;
  readonly fillers: number;
  /** Which filler a source is to a slot. */
  readonly fillerOf: (source: number, slot: number) => number;
}

function everyFill(model: WeightedNetwork, latents: tf.Tensor3D, { table, lends, prepared }: Filling): Fills {
  const { network, weights, members } = model;
  const { modalities } = table;
  const rows = latents.shape[1];
  const toEverySlot = (x: tf.Tensor3D): tf.Tensor3D =>
    tf.reshape(tf.tile(tf.reshape(x, [members, 1, modalities * rows, x.shape[2]]), [1, modalities, 1, 1]), [
      members * modalities,
      modalities * rows,
      x.shape[2],
    ]);
  const decode = (x: tf.Tensor3D): tf.Tensor3D => network.decode(x, weights);
  const slots = (encodings: tf.Tensor3D): tf.Tensor3D => network.shape.fusion.slots(encodings, weights);
  if (hasStandIns(table)) {
    const lent = lends === 'latent' ? decode(toEverySlot(latents)) : toEverySlot(decode(latents));
    return { slots: slots(lent), fillers: modalities, fillerOf: (source) => source };
  }
  const own = decode(latents);
  if (!prepared) return { slots: slots(own), fillers: 1, fillerOf: () => 0 };
  const spread: tf.Tensor3D = tf.tile(prepared, [1, rows / prepared.shape[1], 1]);
  return {
    slots: slots(tf.concat3d([own, spread], 1)),
    fillers: 2,
    fillerOf: (source, slot) => Number(source !== slot),
  };
}

function hasStandIns({ modalities, sources }: SourceTable): boolean {
  return sources.some(
    (source, i) => source !== NO_SOURCE && source < modalities && source !== i % modalities,
  );
}

/** 0/1, `[1, 2^M, M * fillers]`: which filler each slot has in each subset. */
function fillerChoice(table: SourceTable, { fillers, fillerOf }: Fills): tf.Tensor3D {
  const { modalities } = table;
  const subsets = 2 ** modalities;
  const values = new Float32Array(subsets * modalities * fillers);
  for (let subset = 0; subset < subsets; subset += 1) {
    for (let slot = 0; slot < modalities; slot += 1) {
      const source = sourceOf(table, subset, slot);
      if (source === NO_SOURCE) continue;
      values[(subset * modalities + slot) * fillers + fillerOf(source, slot)] = 1;
    }
  }
  return tf.tensor3d(values, [1, subsets, modalities * fillers]);
}

/** Presence bits of all subsets, `[1, 2^M * rows, 3 * M]`. */
function subsetBits(recorded: Uint8Array, modalities: number): tf.Tensor3D {
  const rows = recorded.length / modalities;
  const subsets = 2 ** modalities;
  const width = presenceWidth(modalities);
  const bits = new Float32Array(subsets * rows * width);
  const used = new Uint8Array(modalities);
  let offset = 0;
  for (let subset = 0; subset < subsets; subset += 1) {
    for (let m = 0; m < modalities; m += 1) used[m] = (subset >> m) & 1;
    for (let row = 0; row < rows; row += 1) {
      writePresenceBits(bits, offset, recorded.subarray(row * modalities, (row + 1) * modalities), used);
      offset += width;
    }
  }
  return tf.tensor3d(bits, [1, subsets * rows, width]);
}

/**
 * Turns logits by subset `[2^M, rows]` into one row an encounter, `[rows, 2^M]`, where a subset counts for what of it
 * is usable; the value of nothing is `empty`.
 * @param usable `[rows, M]`, 0 or 1.
 */
export function restrictToUsable(
  bySubset: ArrayLike<number>,
  usable: Uint8Array,
  modalities: number,
  empty: number,
): Float32Array {
  const rows = usable.length / modalities;
  const subsets = 2 ** modalities;
  const result = new Float32Array(rows * subsets);
  for (let row = 0; row < rows; row += 1) {
    let pattern = 0;
    for (let m = 0; m < modalities; m += 1) pattern |= (usable[row * modalities + m] ?? 0) << m;
    for (let subset = 0; subset < subsets; subset += 1) {
      const used = subset & pattern;
      result[row * subsets + subset] = used === 0 ? empty : (bySubset[used * rows + row] ?? empty);
    }
  }
  return result;
}
