import * as tf from '@tensorflow/tfjs-core';
import type { WeightedNetwork } from '../network/forward.ts';
import type { Slots } from '../network/network.ts';
import { represent } from '../network/represent.ts';
import type { Filling } from '../substitution/filling.ts';
import { NO_SOURCE, type SlotSources } from '../substitution/source-table.ts';

/** Ways to fill slots, each to go through the fusion by itself. */
export interface WayRequest {
  readonly ways: readonly SlotSources[];
  readonly filling: Pick<Filling, 'lends' | 'prepared'>;
  /** Presence bits of all ways, `[members, ways * rows, width]`. */
  readonly bits: tf.Tensor3D;
}

/**
 * Logits of some encounters under each way by itself, members averaged, `[ways, rows]`.
 * @param latents `[members * M, rows, k]`. To be called within a tidy.
 */
export function wayLogits(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  { ways, filling, bits }: WayRequest,
): tf.Tensor2D {
  const { network, weights, members } = model;
  const rows = latents.shape[1];
  const logits = ways.map((way, i) =>
    tf.tidy(() => {
      const own = tf.slice(bits, [0, i * rows, 0], [-1, rows, -1]);
      const slots = slotsOf(way, { modalities: network.shape.modalities, members, rows, bits: own });
      const fused = represent(model, latents, slots, filling);
      return tf.mean(tf.reshape(network.classify(fused, own, weights), [members, rows]), 0);
    }),
  );
  return tf.stack(logits) as tf.Tensor2D;
}

/** The slots of encounters that are all filled the same way. */
function slotsOf(
  { used, sources }: SlotSources,
  {
    modalities: M,
    members,
    rows,
    bits,
  }: { modalities: number; members: number; rows: number; bits: tf.Tensor3D },
): Slots {
  const perSlot = (value: (m: number) => number): tf.Tensor3D => {
    const column = Array.from({ length: M }, (_, m) => value(m));
    return tf.tile(tf.tensor3d(column, [M, 1, 1]), [members, rows, 1]);
  };
  const sourceOf = (m: number): number => sources[m] ?? NO_SOURCE;
  const lends = (m: number): boolean => sourceOf(m) !== NO_SOURCE && sourceOf(m) < M;
  const lender = Int32Array.from({ length: members * M * rows }, (_, place) => {
    const [slot, row] = [Math.floor(place / rows), place % rows];
    const m = slot % M;
    return (slot - m + (lends(m) ? sourceOf(m) : m)) * rows + row;
  });
  return {
    bits,
    used: perSlot((m) => (used >> m) & 1),
    filled: perSlot((m) => Number(sourceOf(m) !== NO_SOURCE)),
    ...(sources.some((source, m) => lends(m) && source !== m)
      ? { sources: tf.tensor1d(lender, 'int32') }
      : {}),
    ...(sources.includes(M) ? { prepared: perSlot((m) => Number(sourceOf(m) === M)) } : {}),
  };
}
