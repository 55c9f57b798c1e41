import * as tf from '@tensorflow/tfjs-core';
import type { BatchRows } from '../network/batch.ts';
import { latentRows, readOut } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { readBack } from '../network/read-back.ts';
import type { Filling } from '../substitution/filling.ts';
import type { ModelState } from './model-state.ts';

/**
 * Logits of the same rows under several masks, evaluation mode, members averaged: one list a mask.
 * @param masks of the same rows, no more than go through the networks at once.
 */
export function meanLogits(
  inputs: ModelInputs,
  state: ModelState,
  masks: readonly BatchRows[],
  filling: Filling,
): Float32Array[] {
  return readBack(() => {
    const latents = latentRows(state, inputs, masks[0]?.rows ?? new Int32Array(0));
    return masks.map((mask) =>
      readBack(() => {
        const { logits } = readOut(state, latents, { inputs, rows: [mask], filling });
        return tf.mean(logits, 0).dataSync<'float32'>();
      }),
    );
  });
}
