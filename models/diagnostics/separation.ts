import * as tf from '@tensorflow/tfjs-core';
import { discriminate, discriminationLoss } from '../ebr/discriminator.ts';
import { type DenseMatrix, takeRows } from '../linear-algebra/dense-matrix.ts';
import type { Reasons } from '../metrics/reasons.ts';
import { chunksOf, latentRows, type WeightedNetwork } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import { presence } from '../training/row-set.ts';
import { type DiagnosedData, havingModality } from './diagnosed-data.ts';
import { balancedAccuracy, confusionMatrix, discriminatorChance } from './discriminator.ts';
import { modalityVarianceShare } from './latent-separation.ts';
import { fitLinearProbe, probePredictions } from './linear-probe.ts';
import { fitMlpProbe, mlpPredictions } from './mlp-probe.ts';
import type { Representations } from './representations.ts';

/** How well modalities are told apart by their latents on held-out encounters. Accuracies are balanced. */
export interface Separation {
  /** Of the adversary that the model was trained with, which says little by itself; `null` without one. */
  readonly adversary: { readonly accuracy: number | null; readonly loss: number } | null;
  /** Of probes that were fitted on the frozen latents afterwards. */
  readonly linearProbe: number | null;
  readonly mlpProbe: number | null;
  /** Between-modality sum of squares over the total. */
  readonly varianceShare: number | null;
  /** What is reached by whoever ignores the latents. */
  readonly chance: { readonly accuracy: number; readonly loss: number } | null;
}

const MLP_HIDDEN = 32;

/**
 * @param latents of the training rows, on which the probes are fitted, and of the validation rows.
 * @see method.md 5.7
 */
export function separationOf(
  model: WeightedNetwork,
  data: DiagnosedData,
  latents: { readonly training: Representations; readonly validation: Representations },
  reasons: Reasons,
): Separation {
  const fitted = labelledLatents(data, data.trainingRows, latents.training.latents);
  const held = labelledLatents(data, data.validationRows, latents.validation.latents);
  const classes = data.inputs.modalities.length;
  const accuracy = (metric: string, guesses: ArrayLike<number>): number | null =>
    reasons.valueOf(metric, balancedAccuracy(confusionMatrix(held.labels, guesses, classes)));
  const linear = fitLinearProbe(fitted.joined, fitted.labels, { classes });
  const mlp = fitMlpProbe(fitted.joined, fitted.labels, { classes, hidden: MLP_HIDDEN, seed: 1 });
  const counts = held.parts.map(({ rows }) => rows);
  const chance = reasons.valueOf('chance', discriminatorChance(counts));
  return {
    adversary: adversaryOf(model, data, reasons),
    linearProbe: accuracy('linearProbe', probePredictions(linear, held.joined)),
    mlpProbe: accuracy('mlpProbe', mlpPredictions(mlp, held.joined)),
    varianceShare: reasons.valueOf('varianceShare', modalityVarianceShare(held.parts)),
    chance: chance === null ? null : { accuracy: chance.balanced, loss: chance.loss },
  };
}

/** Latents where their modality is present, and which that is. */
function labelledLatents(
  data: DiagnosedData,
  rows: Int32Array,
  latents: readonly DenseMatrix[],
): { readonly parts: readonly DenseMatrix[]; readonly joined: DenseMatrix; readonly labels: Int32Array } {
  const parts = latents.map((matrix, m) => takeRows(matrix, havingModality(data, rows, m)));
  const labels = Int32Array.from(parts.flatMap((part, m) => new Array<number>(part.rows).fill(m)));
  const columns = parts[0]?.columns ?? 0;
  const values = new Float64Array(labels.length * columns);
  let start = 0;
  for (const part of parts) {
    values.set(part.values, start);
    start += part.values.length;
  }
  return { parts, labels, joined: { rows: labels.length, columns, values } };
}

/** Balanced accuracy and loss of the adversaries, all members together. */
function adversaryOf(
  model: WeightedNetwork,
  { inputs, validationRows }: DiagnosedData,
  reasons: Reasons,
): Separation['adversary'] {
  const { network, weights, members } = model;
  if (network.shape.heads === null) return null;
  const M = inputs.modalities.length;
  const truth: number[] = [];
  const guessed: number[] = [];
  let loss = 0;
  for (const rows of chunksOf(validationRows)) {
    const chunk = readBack(() => {
      const logProbabilities = discriminate(latentRows(model, inputs, rows), network.discriminator, weights);
      const observed: tf.Tensor3D = tf.tile(presence({ inputs, rows }), [members, 1, 1]);
      return {
        loss: tf.mean(discriminationLoss(logProbabilities, observed)).dataSync()[0] ?? 0,
        guesses: tf.argMax(logProbabilities, 2).dataSync(),
      };
    });
    loss += (chunk.loss * rows.length) / validationRows.length;
    for (let i = 0; i < members * M * rows.length; i += 1) {
      const m = Math.floor(i / rows.length) % M;
      if (inputs.present[(rows[i % rows.length] ?? 0) * M + m] !== 1) continue;
      truth.push(m);
      guessed.push(chunk.guesses[i] ?? -1);
    }
  }
  return {
    accuracy: reasons.valueOf('adversary', balancedAccuracy(confusionMatrix(truth, guessed, M))),
    loss,
  };
}
