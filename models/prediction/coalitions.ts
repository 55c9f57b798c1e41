import type * as tf from '@tensorflow/tfjs-core';
import type { WeightedNetwork } from '../network/forward.ts';
import type { Filling } from '../substitution/filling.ts';
import { patternOf, slotSourcesOf } from '../substitution/source-table.ts';
import { subsetsOf } from './coalition-groups.ts';
import { filledLogits } from './filled-logits.ts';

/** Which subsets are asked for, of what. */
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
 * @param latents `[members * M, rows, k]`. The caller disposes of them and of the result.
 */
export function coalitionLogits(
  model: WeightedNetwork,
  latents: tf.Tensor3D,
  { cover, recorded, filling }: CoalitionRequest,
): tf.Tensor2D {
  const ways = subsetsOf(cover).map((subset) => slotSourcesOf(filling.table, subset));
  return filledLogits(model, latents, { ways, lenders: cover, recorded, filling });
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
