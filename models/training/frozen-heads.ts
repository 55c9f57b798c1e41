import * as tf from '@tensorflow/tfjs-core';
import { batchInputs } from '../network/batch.ts';
import { chunksOf, encodingRows, rowsAtOnce, type WeightedNetwork } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { readBack } from '../network/read-back.ts';
import { everyHeadLogits, fitLinearHeads, headLogits, type LinearHeads } from './linear-heads.ts';
import type { PreparedRun } from './prepare.ts';
import { presence, type RowSet } from './row-set.ts';

/** Linear heads on the frozen encodings of some training rows; a member's head does not see the fold it held out. */
export function headsOf(model: WeightedNetwork, run: PreparedRun, rows: Int32Array): LinearHeads {
  const { inputs, labels } = run;
  return readBack(() => {
    const encodings = [...chunksOf(rows)].map((chunk) => encodingRows(model, inputs, chunk));
    const present = tf.tile(presence({ inputs, rows }), [model.members, 1, 1]);
    return fitLinearHeads(
      tf.concat3d(encodings, 1),
      tf.mul(present, trainedOn(run, rows)),
      tf.tensor3d(
        Array.from(rows, (row) => labels[row] ?? 0),
        [1, rows.length, 1],
      ),
    );
  });
}

/** 0 for the rows that a member held out, `[members * M, rows, 1]`. */
function trainedOn({ members, inputs }: PreparedRun, rows: Int32Array): tf.Tensor3D {
  const M = inputs.modalities.length;
  const values = members.flatMap(({ monitor }) => {
    const heldOut = new Set(monitor);
    const own = Array.from(rows, (row) => Number(!heldOut.has(row)));
    return inputs.modalities.flatMap(() => own);
  });
  return tf.tensor3d(values, [members.length * M, rows.length, 1]);
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
    const values = readBack(() =>
      headLogits(heads, encodingRows(model, inputs, chunk), model.members).dataSync<'float32'>(),
    );
    scores.forEach((own, m) => own.set(values.subarray(m * chunk.length, (m + 1) * chunk.length), start));
    start += chunk.length;
  }
  return scores;
}

/** Logits of each member's own heads for rows of its own, `[members][M][own rows]`. */
export function memberHeadScores(
  { network, members, weights }: WeightedNetwork,
  inputs: ModelInputs,
  rows: readonly Int32Array[],
  heads: LinearHeads,
): Float32Array[][] {
  const M = inputs.modalities.length;
  const scores = rows.map((own) => inputs.modalities.map(() => new Float32Array(own.length)));
  const longest = Math.max(...rows.map(({ length }) => length));
  const most = rowsAtOnce(inputs);
  for (let start = 0; start < longest; start += most) {
    const size = Math.min(most, longest - start);
    // All members read equally many rows at once; what a shorter list lacks is filled up and not read back.
    const chunk = rows.map((own) =>
      Int32Array.from({ length: size }, (_, i) => own[start + i] ?? own[0] ?? 0),
    );
    const values = readBack(() => {
      const own = network.read(batchInputs(inputs, chunk), weights);
      const latents = network.latent(network.encode(own, weights), weights);
      return everyHeadLogits(heads, network.decode(latents, weights)).dataSync<'float32'>();
    });
    for (let stack = 0; stack < members * M; stack += 1) {
      const own = scores[Math.floor(stack / M)]?.[stack % M];
      const kept = Math.max(0, Math.min(size, (own?.length ?? 0) - start));
      own?.set(values.subarray(stack * size, stack * size + kept), start);
    }
  }
  return scores;
}
