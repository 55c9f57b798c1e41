import * as tf from '@tensorflow/tfjs-core';
import { chunksOf, encodingRows, type WeightedNetwork } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import { fitLinearHeads, headLogits, type LinearHeads } from './linear-heads.ts';
import { presence, type RowSet } from './row-set.ts';

/** Linear heads on the frozen encodings of the reference rows. */
export function headsOf(model: WeightedNetwork, { inputs, rows }: RowSet, labels: Uint8Array): LinearHeads {
  return readBack(() => {
    const encodings = [...chunksOf(rows)].map((chunk) => encodingRows(model, inputs, chunk));
    return fitLinearHeads(
      tf.concat3d(encodings, 1),
      tf.tile(presence({ inputs, rows }), [model.members, 1, 1]),
      tf.tensor3d(
        Array.from(rows, (row) => labels[row] ?? 0),
        [1, rows.length, 1],
      ),
    );
  });
}

/** Logits of the heads for rows, members averaged, `[M][rows]`. */
export function headScores(
  model: WeightedNetwork,
  { inputs, rows }: RowSet,
  heads: LinearHeads,
): Float32Array[] {
  const scores = inputs.modalities.map(() => new Float32Array(rows.length));
  let start = 0;
  for (const chunk of chunksOf(rows)) {
    const values = tf.tidy(() =>
      headLogits(heads, encodingRows(model, inputs, chunk), model.members).dataSync<'float32'>(),
    );
    scores.forEach((own, m) => own.set(values.subarray(m * chunk.length, (m + 1) * chunk.length), start));
    start += chunk.length;
  }
  return scores;
}
