import * as tf from '@tensorflow/tfjs-core';
import { isDefined } from '../metrics/metric.ts';
import { asRecorded, type BatchRows } from '../network/batch.ts';
import { chunksOf, latentRows, readOut } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import { RandomStream } from '../random/random-stream.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import type { Filling } from '../substitution/filling.ts';
import type { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';
import { referenceRows } from './ranking.ts';
import { dropModalities } from './sampler.ts';

/** Each encounter enters as recorded and under this many random masks. */
const MASKS = 2;
const RIDGE = 1;

/**
 * Refits what the presence bits and the bias add to the logit, members together, on training encounters under the masks
 * of training. Dropout, decay and the averaging of members all move mean scores, by other amounts for other states.
 * A logistic regression matches, for every bit, the mean score of the encounters that have it to their observed rate:
 * so recording a modality keeps its meaning, and switching it off does not also say that nobody recorded it.
 */
export function matchPresence(run: PreparedRun, state: ModelState, filling: Filling): void {
  const { inputs, labels, configuration } = run;
  const { rows } = referenceRows(run);
  const M = inputs.modalities.length;
  const random = RandomStream.fromSeed(configuration.seed).fork('presence');
  const recorded = asRecorded(inputs, rows);
  const copies = [
    recorded,
    ...Array.from({ length: MASKS }, () => dropModalities(recorded, M, configuration.maxDropRate, random)),
  ];
  const bits = new Float32Array(copies.length * rows.length * 2 * M);
  copies.forEach((copy, k) => {
    rows.forEach((row, i) => {
      const start = (k * rows.length + i) * 2 * M;
      bits.set(inputs.recorded.subarray(row * M, (row + 1) * M), start);
      bits.set(copy.used.subarray(i * M, (i + 1) * M), start + M);
    });
  });
  const fit = fitLogisticRegression({
    design: { rows: copies.length * rows.length, columns: 2 * M, values: bits },
    labels: copies.flatMap(() => Array.from(rows, (row) => labels[row] ?? 0)),
    offset: copies.flatMap((copy) => meanLogits(run, state, copy, filling)),
    penalties: Array.from({ length: 2 * M }, () => RIDGE),
  });
  if (!isDefined(fit)) return;
  const { outputBias, presenceWeights } = state.network.shape.fusion;
  state.shift(presenceWeights, fit.value.coefficients);
  state.shift(outputBias, [fit.value.intercept]);
}

/** Logits of rows, evaluation mode, members averaged. */
function meanLogits(
  { inputs }: PreparedRun,
  state: ModelState,
  batch: BatchRows,
  filling: Filling,
): number[] {
  const M = inputs.modalities.length;
  let start = 0;
  return [...chunksOf(batch.rows)].flatMap((rows) => {
    const used = batch.used.subarray(start * M, (start + rows.length) * M);
    start += rows.length;
    return readBack(() => {
      const latents = latentRows(state, inputs, rows);
      const { logits } = readOut(state, latents, { inputs, rows: [{ rows, used }], filling });
      return Array.from(tf.mean(logits, 0).dataSync());
    });
  });
}
