import * as tf from '@tensorflow/tfjs-core';
import { presenceWidth, writePresenceBits } from '../fusion/presence-bits.ts';
import type { WeightedNetwork } from '../network/forward.ts';
import type { Filling } from '../substitution/filling.ts';
import { NO_SOURCE, type SlotSources } from '../substitution/source-table.ts';

/** Ways to fill the slots of some encounters, the same for each of them. */
export interface FillRequest {
  readonly ways: readonly SlotSources[];
  /** Numbers of the modalities, ascending, that lend to another slot in any of the ways. */
  readonly lenders: readonly number[];
  /** `[rows, M]`, 0 or 1. */
  readonly recorded: Uint8Array;
  readonly filling: Pick<Filling, 'lends' | 'prepared'>;
}

/**
 * Logits of some encounters under several ways to fill their slots, members averaged, `[ways, rows]`.
 *
 * A fusion is a sum over slots. So what slot i adds is computed once for each thing that can fill it, and one product
 * with a 0/1 matrix adds up all ways.
 * @param latents `[members * M, rows, k]`. The caller disposes of them and of the result.
 */
export function filledLogits(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  request: FillRequest,
): tf.Tensor2D {
  return tf.tidy(() => {
    const { network, weights, members } = model;
    const { modalities, fusion } = network.shape;
    const rows = latents.shape[1];
    const ways = request.ways.length;
    const fills = everyFill(model, latents, request);
    const choice: tf.Tensor3D = tf.tile(fillerChoice(request.ways, modalities, fills), [members, 1, 1]);
    const added: tf.Tensor3D = tf.reshape(fills.slots, [
      members,
      modalities * fills.fillers,
      rows * fusion.slotWidth,
    ]);
    const sums: tf.Tensor3D = tf.reshape(tf.matMul(choice, added), [members, ways * rows, fusion.slotWidth]);
    const bits = presenceBits(request, modalities, members);
    const logits = network.classify(fusion.pool(sums, weights), bits, weights);
    return tf.mean(tf.reshape(logits, [members, ways, rows]), 0);
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
  { ways, lenders, filling }: FillRequest,
): Fills {
  const { network, weights, members } = model;
  const { modalities } = network.shape;
  const rows = latents.shape[1];
  const toEverySlot = (x: tf.Tensor3D): tf.Tensor3D => {
    const width = x.shape[2];
    const lent = tf.gather(tf.reshape(x, [members, modalities, rows * width]), [...lenders], 1);
    const shared = tf.reshape(lent, [members, 1, lenders.length * rows, width]);
    return tf.reshape(tf.tile(shared, [1, modalities, 1, 1]), [
      members * modalities,
      lenders.length * rows,
      width,
    ]);
  };
  const decode = (x: tf.Tensor3D): tf.Tensor3D => network.decode(x, weights);
  const slots = (encodings: tf.Tensor3D): tf.Tensor3D => network.shape.fusion.slots(encodings, weights);
  if (hasStandIns(ways, modalities)) {
    const lent = filling.lends === 'latent' ? decode(toEverySlot(latents)) : toEverySlot(decode(latents));
    return { slots: slots(lent), fillers: lenders.length, fillerOf: (source) => lenders.indexOf(source) };
  }
  const own = decode(latents);
  const { prepared } = filling;
  if (!prepared) return { slots: slots(own), fillers: 1, fillerOf: () => 0 };
  const spread: tf.Tensor3D = tf.tile(prepared, [1, rows / prepared.shape[1], 1]);
  return {
    slots: slots(tf.concat3d([own, spread], 1)),
    fillers: 2,
    fillerOf: (source, slot) => Number(source !== slot),
  };
}

function hasStandIns(ways: readonly SlotSources[], modalities: number): boolean {
  return ways.some(({ sources }) =>
    sources.some((source, slot) => source !== NO_SOURCE && source < modalities && source !== slot),
  );
}

/** 0/1, `[1, ways, M * fillers]`: which filler each slot has in each way. */
function fillerChoice(
  ways: readonly SlotSources[],
  modalities: number,
  { fillers, fillerOf }: Fills,
): tf.Tensor3D {
  const values = new Float32Array(ways.length * modalities * fillers);
  ways.forEach(({ sources }, way) => {
    for (let slot = 0; slot < modalities; slot += 1) {
      const source = sources[slot] ?? NO_SOURCE;
      if (source === NO_SOURCE) continue;
      values[(way * modalities + slot) * fillers + fillerOf(source, slot)] = 1;
    }
  });
  return tf.tensor3d(values, [1, ways.length, modalities * fillers]);
}

/** Presence bits of all ways, the same for every member, `[members, ways * rows, 3 * M]`. */
function presenceBits({ recorded, ways }: FillRequest, modalities: number, members: number): tf.Tensor3D {
  const rows = recorded.length / modalities;
  const width = presenceWidth(modalities);
  const size = ways.length * rows * width;
  const bits = new Float32Array(members * size);
  const used = new Uint8Array(modalities);
  let offset = 0;
  for (const way of ways) {
    for (let m = 0; m < modalities; m += 1) used[m] = (way.used >> m) & 1;
    for (let row = 0; row < rows; row += 1) {
      writePresenceBits(bits, offset, recorded.subarray(row * modalities, (row + 1) * modalities), used);
      offset += width;
    }
  }
  // The engine would take several times as long to repeat them.
  for (let member = 1; member < members; member += 1) bits.copyWithin(member * size, 0, size);
  return tf.tensor3d(bits, [members, ways.length * rows, width]);
}
