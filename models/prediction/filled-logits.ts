import * as tf from '@tensorflow/tfjs-core';
import type { SlotSum } from '../fusion/fusion.ts';
import { presenceWidth, writePresenceBits } from '../fusion/presence-bits.ts';
import { CHUNK_ROWS, type WeightedNetwork } from '../network/forward.ts';
import type { Filling } from '../substitution/filling.ts';
import { NO_SOURCE, type SlotSources } from '../substitution/source-table.ts';
import { wayLogits } from './way-logits.ts';

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
 * What can fill a slot is computed once for each thing that can. Where the fusion is a sum over slots, so is what it
 * adds, and one product with a 0/1 matrix adds up all ways; else each way goes through the fusion. So it
 * does where what fills a slot, or what becomes of the fused representation, hangs on all that is used.
 * @param latents `[members * M, rows, k]`. The caller disposes of them and of the result.
 */
export function filledLogits(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  request: FillRequest,
): tf.Tensor2D {
  return tf.tidy(() => {
    if (hangsOnWhole(model, request)) {
      const { modalities } = model.network.shape;
      const bits = presenceBits(request.recorded, request.ways, modalities, model.members);
      return wayLogits(model, latents, { ...request, bits });
    }
    const fills = everyFill(model, latents, request);
    const { sum } = model.network.shape.fusion;
    if (sum) return classifyWays(model, request, request.ways, addUp(model, fills, sum, request.ways));
    const logits = piecesOf(request.ways, fills.rows).map((ways) =>
      tf.tidy(() => classifyWays(model, request, ways, fuseWays(model, fills, ways))),
    );
    return tf.concat2d(logits, 0);
  });
}

/** Whether a slot is predicted from all that is used, or a fusion is followed by something that reads it. */
function hangsOnWhole({ network }: WeightedNetwork, { ways, filling }: FillRequest): boolean {
  const { modalities, part } = network.shape;
  const predicts = !filling.prepared && ways.some(({ sources }) => sources.includes(modalities));
  return predicts || part?.perturb !== undefined;
}

/** Ways that go through the fusion at once. */
function piecesOf(ways: readonly SlotSources[], rows: number): (readonly SlotSources[])[] {
  const size = Math.max(1, Math.floor(CHUNK_ROWS / rows));
  return Array.from({ length: Math.ceil(ways.length / size) }, (_, i) =>
    ways.slice(i * size, (i + 1) * size),
  );
}

/** @param fused `[members, ways * rows, D]`. */
function classifyWays(
  { network, weights, members }: WeightedNetwork,
  { recorded }: FillRequest,
  ways: readonly SlotSources[],
  fused: tf.Tensor3D,
): tf.Tensor2D {
  const bits = presenceBits(recorded, ways, network.shape.modalities, members);
  const logits = network.classify(fused, bits, weights);
  return tf.mean(tf.reshape(logits, [members, ways.length, logits.shape[1] / ways.length]), 0);
}

interface Fills {
  /** What each slot holds under each of its fillers, `[members * M, fillers * rows, d]`. */
  readonly encodings: tf.Tensor3D;
  readonly fillers: number;
  readonly rows: number;
  /** Which filler a source is to a slot. */
  readonly fillerOf: (source: number, slot: number) => number;
}

/** The fused representation of all ways by what each slot adds, `[members, ways * rows, D]`. */
function addUp(
  { network, weights, members }: WeightedNetwork,
  fills: Fills,
  sum: SlotSum,
  ways: readonly SlotSources[],
): tf.Tensor3D {
  const { modalities } = network.shape;
  const { fillers, rows } = fills;
  const { slotWidth } = sum;
  const choice: tf.Tensor3D = tf.tile(fillerChoice(ways, modalities, fills), [members, 1, 1]);
  const slots = sum.slots(fills.encodings, weights);
  const added: tf.Tensor3D = tf.reshape(slots, [members, modalities * fillers, rows * slotWidth]);
  const sums = tf.reshape(tf.matMul(choice, added), [members, ways.length * rows, slotWidth]);
  return sum.pool(sums as tf.Tensor3D, weights);
}

/** The fused representation of each way by itself, `[members, ways * rows, D]`. */
function fuseWays(
  { network, weights, members }: WeightedNetwork,
  { encodings, fillers, rows, fillerOf }: Fills,
  ways: readonly SlotSources[],
): tf.Tensor3D {
  const stack = members * network.shape.modalities;
  const sources = Array.from({ length: stack }, (_, place) => {
    const slot = place % network.shape.modalities;
    return ways.map((way) => ({ place, slot, source: way.sources[slot] ?? NO_SOURCE }));
  }).flat();
  const filled = sources.flatMap(({ source }) =>
    Array.from({ length: rows }, () => Number(source !== NO_SOURCE)),
  );
  const chosen = sources.map(
    ({ place, slot, source }) => place * fillers + (source === NO_SOURCE ? 0 : fillerOf(source, slot)),
  );
  const width = encodings.shape[2];
  const each = tf.reshape(encodings, [stack * fillers, rows * width]);
  const shape: [number, number] = [stack, ways.length * rows];
  return network.fuse(
    tf.reshape(tf.gather(each, tf.tensor1d(chosen, 'int32')), [...shape, width]),
    tf.tensor3d(filled, [...shape, 1]),
    weights,
  );
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
  if (hasStandIns(ways, modalities)) {
    const encodings =
      filling.lends === 'latent' ? decode(toEverySlot(latents)) : toEverySlot(decode(latents));
    return { encodings, rows, fillers: lenders.length, fillerOf: (source) => lenders.indexOf(source) };
  }
  const own = decode(latents);
  const { prepared } = filling;
  if (!prepared) return { encodings: own, rows, fillers: 1, fillerOf: () => 0 };
  const spread: tf.Tensor3D = tf.tile(prepared, [1, rows / prepared.shape[1], 1]);
  return {
    encodings: tf.concat3d([own, spread], 1),
    rows,
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
function presenceBits(
  recorded: Uint8Array,
  ways: readonly SlotSources[],
  modalities: number,
  members: number,
): tf.Tensor3D {
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
