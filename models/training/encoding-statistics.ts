import * as tf from '@tensorflow/tfjs-core';
import { isDefined } from '../metrics/metric.ts';
import { encodingRows, type WeightedNetwork } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { meanOfUsed } from '../substitution/late.ts';
import { headScores } from './frozen-heads.ts';
import type { LinearHeads } from './linear-heads.ts';
import type { PreparedRun } from './prepare.ts';
import { referenceRows } from './ranking.ts';
import { meanVectors, type RowSet } from './row-set.ts';
import type { NamedTensor } from './trained-model.ts';

/** Drawn training encodings of each modality that `random` substitutes from. */
const BANK_ROWS = 128;
/** Keeps the calibration of a few separated validation encounters finite. */
const CALIBRATION_RIDGE = 1e-2;

/**
 * Statistics of the encodings that the substitution policies need, at rest:
 * - `head.weight` `[members * M, d, 1]`, `head.bias` `[members * M, 1, 1]`: linear heads on frozen encodings;
 * - `mean` `[members * M, 1, d]`, `mean.0`, `mean.1`: training means of `z`, of all and by label;
 * - `bank` `[members * M, 128, d]`: encodings of drawn training encounters that have the modality;
 * - `late` `[2]`: intercept and slope that calibrate the mean logit of the heads.
 */
export function encodingStatistics(
  run: PreparedRun,
  model: WeightedNetwork,
  heads: LinearHeads,
): Record<string, NamedTensor> {
  const set = referenceRows(run);
  const stack = heads.biases.length;
  const mean = (rows: Int32Array): NamedTensor =>
    atRest(meanVectors(model, { inputs: set.inputs, rows }, encodingRows));
  const ofLabel = (label: number): Int32Array => set.rows.filter((row) => run.labels[row] === label);
  return {
    'head.weight': { shape: [stack, heads.weights.length / stack, 1], values: heads.weights },
    'head.bias': { shape: [stack, 1, 1], values: heads.biases },
    mean: mean(set.rows),
    'mean.0': mean(ofLabel(0)),
    'mean.1': mean(ofLabel(1)),
    bank: encodingBank(model, set, run.configuration.seed),
    late: { shape: [2], values: calibrateLate(run, model, heads) },
  };
}

/** Reads a tensor back and disposes of it. */
function atRest(tensor: tf.Tensor): NamedTensor {
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return { shape: tensor.shape, values };
}

/** Every modality draws encounters of its own, with replacement, from those that have it. */
function encodingBank(model: WeightedNetwork, { inputs, rows }: RowSet, seed: number): NamedTensor {
  const M = inputs.modalities.length;
  const random = RandomStream.fromSeed(seed).fork('bank');
  const banks = inputs.modalities.map((_, m) => {
    const having = rows.filter((row) => inputs.present[row * M + m] === 1);
    const drawn = Int32Array.from({ length: BANK_ROWS }, () => having[random.int(having.length)] ?? 0);
    return tf.tidy(() => {
      const all = encodingRows(model, inputs, drawn);
      const width = all.shape[2];
      return tf.slice(tf.reshape(all, [model.members, M, BANK_ROWS, width]), [0, m, 0, 0], [-1, 1, -1, -1]);
    });
  });
  const bank = tf.tidy(() => {
    const stacked = tf.concat(banks, 1);
    return tf.reshape(stacked, [model.members * M, BANK_ROWS, stacked.shape[3] ?? 0]);
  });
  tf.dispose(banks);
  return atRest(bank);
}

/** Intercept and slope of the mean head logit, fitted on validation encounters; as it is where they are too few. */
function calibrateLate(run: PreparedRun, model: WeightedNetwork, heads: LinearHeads): Float32Array {
  const { inputs, validationRows: rows, labels } = run;
  const scores = headScores(model, { inputs, rows }, heads);
  const logits = meanOfUsed(scores, inputs.usable, rows);
  const fit = fitLogisticRegression({
    design: { rows: rows.length, columns: 1, values: logits },
    labels: Uint8Array.from(rows, (row) => labels[row] ?? 0),
    penalties: [CALIBRATION_RIDGE],
  });
  if (!isDefined(fit)) return Float32Array.of(0, 1);
  return Float32Array.of(fit.value.intercept, fit.value.coefficients[0] ?? 1);
}
