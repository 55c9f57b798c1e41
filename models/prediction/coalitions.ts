import * as tf from '@tensorflow/tfjs-core';
import { presenceWidth, writePresenceBits } from '../fusion/presence-bits.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import type { Filling } from '../substitution/filling.ts';
import { NO_SOURCE, patternOf, sourceOf, type SourceTable } from '../substitution/source-table.ts';
import { subsetsOf } from './coalition-groups.ts';

/** Which subsets are asked for, and what they are put together from. */
export interface CoalitionRequest {
  /** Numbers of the modalities, ascending, whose subsets are scored; at least one. */
  readonly cover: readonly number[];
  /** `[rows, M]`, 0 or 1. */
  readonly recorded: Uint8Array;
  readonly filling: Filling;
}

/**
 * Logits of every subset of the covered modalities, members averaged, `[2^cover, rows]`, in the order of `subsetsOf`.
 * A subset that uses what an encounter does not have means nothing: see `spreadToSubsets`.
 *
 * A fusion is a sum over slots. So what slot i adds is computed once for each thing that can fill it, and one product
 * with a 0/1 matrix adds up all subsets.
 * @param latents `[members * M, rows, k]`. The caller disposes of them and of the result.
 */
export function coalitionLogits(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  request: CoalitionRequest,
): tf.Tensor2D {
  return tf.tidy(() => {
    const { network, weights, members } = model;
    const { modalities } = request.filling.table;
    const rows = latents.shape[1];
    const subsets = subsetsOf(request.cover);
    const { slotWidth } = network.shape.fusion;
    const fills = everyFill(model, latents, request);
    const choice: tf.Tensor3D = tf.tile(fillerChoice(request.filling.table, subsets, fills), [members, 1, 1]);
    const added: tf.Tensor3D = tf.reshape(fills.slots, [
      members,
      modalities * fills.fillers,
      rows * slotWidth,
    ]);
    const sums: tf.Tensor3D = tf.reshape(tf.matMul(choice, added), [
      members,
      subsets.length * rows,
      slotWidth,
    ]);
    const bits = subsetBits(request, subsets, members);
    const logits = network.classify(network.shape.fusion.pool(sums, weights), bits, weights);
    return tf.mean(tf.reshape(logits, [members, subsets.length, rows]), 0);
  });
}

interface Fills {
  /** What each slot adds under each of its fillers, `[members * M, fillers * rows, slotWidth]`. */
  readonly slots: tf.Tensor3D;
  readonly fillers: number;
  /** Which filler a source is to a slot. */
  readonly fillerOf: (source: number, slot: number) => number;
}

function everyFill(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  { cover, filling }: CoalitionRequest,
): Fills {
  const { network, weights, members } = model;
  const { table, lends, prepared } = filling;
  const { modalities } = table;
  const rows = latents.shape[1];
  // Only what is covered lends itself to a slot.
  const toEverySlot = (x: tf.Tensor3D): tf.Tensor3D => {
    const width = x.shape[2];
    const lenders = tf.gather(tf.reshape(x, [members, modalities, rows * width]), [...cover], 1);
    const shared = tf.reshape(lenders, [members, 1, cover.length * rows, width]);
    return tf.reshape(tf.tile(shared, [1, modalities, 1, 1]), [
      members * modalities,
      cover.length * rows,
      width,
    ]);
  };
  const decode = (x: tf.Tensor3D): tf.Tensor3D => network.decode(x, weights);
  const slots = (encodings: tf.Tensor3D): tf.Tensor3D => network.shape.fusion.slots(encodings, weights);
  if (hasStandIns(table)) {
    const lent = lends === 'latent' ? decode(toEverySlot(latents)) : toEverySlot(decode(latents));
    return { slots: slots(lent), fillers: cover.length, fillerOf: (source) => cover.indexOf(source) };
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

/** 0/1, `[1, subsets, M * fillers]`: which filler each slot has in each subset. */
function fillerChoice(
  table: SourceTable,
  subsets: readonly number[],
  { fillers, fillerOf }: Fills,
): tf.Tensor3D {
  const { modalities } = table;
  const values = new Float32Array(subsets.length * modalities * fillers);
  subsets.forEach((subset, i) => {
    for (let slot = 0; slot < modalities; slot += 1) {
      const source = sourceOf(table, subset, slot);
      if (source === NO_SOURCE) continue;
      values[(i * modalities + slot) * fillers + fillerOf(source, slot)] = 1;
    }
  });
  return tf.tensor3d(values, [1, subsets.length, modalities * fillers]);
}

/** Presence bits of all subsets, the same for every member, `[members, subsets * rows, 3 * M]`. */
function subsetBits(
  { recorded, filling }: CoalitionRequest,
  subsets: readonly number[],
  members: number,
): tf.Tensor3D {
  const { modalities } = filling.table;
  const rows = recorded.length / modalities;
  const width = presenceWidth(modalities);
  const size = subsets.length * rows * width;
  const bits = new Float32Array(members * size);
  const used = new Uint8Array(modalities);
  let offset = 0;
  for (const subset of subsets) {
    for (let m = 0; m < modalities; m += 1) used[m] = (subset >> m) & 1;
    for (let row = 0; row < rows; row += 1) {
      writePresenceBits(bits, offset, recorded.subarray(row * modalities, (row + 1) * modalities), used);
      offset += width;
    }
  }
  // The engine would take several times as long to repeat them.
  for (let member = 1; member < members; member += 1) bits.copyWithin(member * size, 0, size);
  return tf.tensor3d(bits, [members, subsets.length * rows, width]);
}

/** The subsets of some encounters. */
export interface ScoredSubsets {
  readonly rows: Int32Array;
  readonly cover: readonly number[];
  /** As `coalitionLogits` gives them. */
  readonly logits: ArrayLike<number>;
}

/**
 * Writes the logits of some encounters into a table of all encounters and subsets, where a subset counts for what of
 * it is usable. What then is nothing stays as it is.
 * @param table row-major `[n, 2^M]`; column = bitmask.
 */
export function spreadToSubsets(
  table: Float32Array,
  { usable, modalities }: { readonly usable: Uint8Array; readonly modalities: number },
  { rows, cover, logits }: ScoredSubsets,
): void {
  const subsets = 2 ** modalities;
  const places = new Int32Array(subsets);
  subsetsOf(cover).forEach((subset, place) => {
    places[subset] = place;
  });
  rows.forEach((row, i) => {
    const pattern = patternOf(usable, row, modalities);
    for (let subset = 0; subset < subsets; subset += 1) {
      const used = subset & pattern;
      if (used === 0) continue;
      table[row * subsets + subset] = logits[(places[used] ?? 0) * rows.length + i] ?? Number.NaN;
    }
  });
}
