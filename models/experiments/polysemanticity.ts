import * as tf from '@tensorflow/tfjs-core';
import { blockNeurons } from '../diagnostics/diagnose-network.ts';
import { type DiagnosedData, diagnosedData, havingModality } from '../diagnostics/diagnosed-data.ts';
import { accuracy, confusionMatrix } from '../diagnostics/discriminator.ts';
import { fitMlpProbe, mlpLogits, type MlpProbe, mlpPredictions } from '../diagnostics/mlp-probe.ts';
import { dominantModalities, polysemanticityLoss } from '../diagnostics/polysemanticity.ts';
import { type Defined, ModelError } from '../errors.ts';
import { initialValues, nameWeights, splitWeights, type Weights } from '../encoders/parameters.ts';
import { presenceWidth } from '../fusion/presence-bits.ts';
import { type DenseMatrix, rowOf } from '../linear-algebra/dense-matrix.ts';
import { isDefined } from '../metrics/metric.ts';
import { encodingRows, type WeightedNetwork } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import { LoadedModel } from '../prediction/loaded-model.ts';
import { RandomStream } from '../random/random-stream.ts';
import type { Dataset } from '../training/dataset.ts';
import { weightedLoss } from '../training/losses.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import type { ExperimentHooks } from './train-and-inspect.ts';

/** How far neurons of the fusion read more than one modality, by a classifier of unimodal neurons. */
export interface Polysemanticity {
  /** Mean cross-entropy of the classifier against the modality that each neuron reads most of, in nats. */
  readonly loss: number;
  /** Accuracy of the classifier on neurons of heads that it did not see. */
  readonly heldOutAccuracy: number;
  readonly neurons: number;
}

const SEEDS = 8;
const FITTED_SEEDS = 6;
const CLASSIFIER_HIDDEN = 64;
const LEAST_ACCURACY = 0.95;
const MAXIMUM_ROWS = 1_000;
const STEPS = 100;
const LEARNING_RATE = 0.01;

/** One run for each modality, the heads of all seeds side by side. */
export const polysemanticityTrainings = (modalities: number): number => modalities;

/**
 * Trains fusion heads of the model's own shape with one modality present, encoders frozen, and a classifier that tells
 * from the weights of a neuron which modality its head was for; then asks it about the neurons of the model.
 * @returns undefined where the fusion has no layer with a block a modality, or the classifier is not good enough.
 * @throws {ModelError} `cancelled`, and those of `LoadedModel` and `diagnosedData`.
 * @see Chaudhuri et al. 2025, Table 9; method.md 5.5
 */
export async function modelPolysemanticity(
  trained: TrainedModel,
  dataset: Dataset,
  hooks: ExperimentHooks,
): Promise<Defined<Polysemanticity>> {
  const model = new LoadedModel(trained);
  try {
    return await polysemanticityOf(model, diagnosedData(dataset, trained), hooks);
  } finally {
    model.dispose();
  }
}

/** {@link modelPolysemanticity} of a network and its encounters. */
export async function polysemanticityOf(
  model: WeightedNetwork,
  data: DiagnosedData,
  hooks: ExperimentHooks,
): Promise<Defined<Polysemanticity>> {
  const neurons = blockNeurons(model);
  if (neurons === null) {
    return { undefined: 'this fusion has no layer in which each modality has a block of weights' };
  }
  const heads: DenseMatrix[][] = [];
  for (const [m, name] of data.inputs.modalities.entries()) {
    hooks.onTraining?.(`fusion heads of ${name}`);
    heads.push(await trainHeads(model, data, m, hooks));
  }
  const of = (from: number, to: number): LabelledNeurons => labelledNeurons(heads, from, to);
  const classes = data.inputs.modalities.length;
  const [fitted, held] = [of(0, FITTED_SEEDS), of(FITTED_SEEDS, SEEDS)];
  const classifier = fitMlpProbe(fitted.neurons, fitted.labels, {
    classes,
    hidden: CLASSIFIER_HIDDEN,
    seed: 1,
  });
  const reached = accuracy(confusionMatrix(held.labels, mlpPredictions(classifier, held.neurons), classes));
  if (!isDefined(reached)) return reached;
  if (reached.value < LEAST_ACCURACY) {
    return { undefined: `the classifier is right in ${reached.value.toFixed(3)}, needs ${LEAST_ACCURACY}` };
  }
  const loss = neuronLoss(classifier, neurons, classes);
  if (!isDefined(loss)) return loss;
  return { value: { loss: loss.value, heldOutAccuracy: reached.value, neurons: neurons.rows } };
}

/** Cross-entropy of the classifier on neurons, against the modality of their largest block. */
export function neuronLoss(classifier: MlpProbe, neurons: DenseMatrix, modalities: number): Defined<number> {
  const targets = dominantModalities(neurons, neurons.columns / modalities);
  return polysemanticityLoss(mlpLogits(classifier, unitRows(neurons)), targets);
}

/** Neurons of unimodal heads, `[neurons, M * d]`, and the modality of each. */
export interface LabelledNeurons {
  readonly neurons: DenseMatrix;
  readonly labels: Int32Array;
}

/** Neurons of some of the seeds, their own block filled and all others 0, at unit norm. @param heads `[M][seeds]` of `[neurons, d]`. */
export function labelledNeurons(
  heads: readonly (readonly DenseMatrix[])[],
  from: number,
  to: number,
): LabelledNeurons {
  const chosen = heads.flatMap((own, m) => own.slice(from, to).map((block) => ({ block, m })));
  const width = chosen[0]?.block.columns ?? 0;
  const columns = heads.length * width;
  const rows = chosen.reduce((sum, { block }) => sum + block.rows, 0);
  const values = new Float64Array(rows * columns);
  const labels = new Int32Array(rows);
  let row = 0;
  for (const { block, m } of chosen) {
    for (let neuron = 0; neuron < block.rows; neuron += 1) {
      values.set(rowOf(block, neuron), row * columns + m * width);
      labels[row] = m;
      row += 1;
    }
  }
  return { neurons: unitRows({ rows, columns, values }), labels };
}

function unitRows(matrix: DenseMatrix): DenseMatrix {
  const norms = Array.from({ length: matrix.rows }, (_, row) => Math.hypot(...rowOf(matrix, row)) || 1);
  const values = Float64Array.from(
    matrix.values,
    (value, index) => value / (norms[Math.floor(index / matrix.columns)] ?? 1),
  );
  return { ...matrix, values };
}

/** Trains the heads of one modality, all seeds at once. @returns the block of the modality of each, `[neurons, d]`. */
async function trainHeads(
  model: WeightedNetwork,
  data: DiagnosedData,
  modality: number,
  hooks: ExperimentHooks,
): Promise<DenseMatrix[]> {
  const { network } = model;
  const { fusion } = network.shape;
  const specs = fusion.specs();
  const random = RandomStream.fromSeed('polysemanticity').fork(modality);
  const batch = headBatch(model, data, modality);
  const variables = tf.tidy(() => {
    const flat = initialValues(specs, SEEDS, random);
    const parts = splitWeights(tf.tensor2d(flat, [SEEDS, flat.length / SEEDS]), specs);
    return parts.map((part) => tf.keep(tf.variable(part)) as tf.Variable);
  });
  const weights: Weights = nameWeights(specs, variables);
  const optimizer = tf.train.adam(LEARNING_RATE);
  try {
    for (let step = 0; step < STEPS; step += 1) {
      await hooks.pause?.();
      if (hooks.signal?.aborted === true)
        throw new ModelError('cancelled', 'stopped while heads were trained');
      tf.tidy(() => {
        optimizer.minimize(
          () => {
            const fused = network.fuse(batch.encodings, batch.filled, weights);
            const logits = network.classify(fused, batch.bits, weights);
            return tf.mean(weightedLoss(logits, batch.labels, batch.ones, { members: SEEDS }));
          },
          false,
          variables,
        );
      });
    }
    return readBlocks(weights.get(fusion.blockWeights ?? ''), modality, network.shape.modalities);
  } finally {
    optimizer.dispose();
    tf.dispose([...variables, ...Object.values(batch)]);
  }
}

/** What the heads of one modality read: its encodings where it is present, every other slot empty. */
function headBatch(model: WeightedNetwork, data: DiagnosedData, modality: number) {
  const M = data.inputs.modalities.length;
  const rows = Int32Array.from(
    havingModality(data, data.trainingRows, modality).slice(0, MAXIMUM_ROWS),
    (i) => data.trainingRows[i] ?? 0,
  );
  const n = rows.length;
  return tf.tidy(() => {
    const own = tf.slice(encodingRows(model, data.inputs, rows), [0, 0, 0], [M, -1, -1]);
    const mark = tf.oneHot(tf.tensor1d([modality], 'int32'), M);
    const slot: tf.Tensor3D = tf.cast(tf.reshape(mark, [M, 1, 1]), 'float32');
    const labels = tf.tensor3d(
      Array.from(rows, (row) => data.labels[row] ?? 0),
      [1, n, 1],
    );
    const bits: tf.Tensor3D = tf.zeros([SEEDS, n, presenceWidth(M)]);
    const ones: tf.Tensor3D = tf.ones([SEEDS, n, 1]);
    return {
      encodings: tf.tile(own, [SEEDS, 1, 1]),
      filled: tf.tile(slot, [SEEDS, n, 1]),
      bits,
      labels: tf.tile(labels, [SEEDS, 1, 1]),
      ones,
    };
  });
}

function readBlocks(tensor: tf.Tensor3D | undefined, modality: number, modalities: number): DenseMatrix[] {
  if (tensor === undefined) throw new ModelError('shape', 'expected weights with a block a modality');
  return readBack(() => {
    const [, columns, rows] = tensor.shape;
    const turned = tf.transpose(tensor, [0, 2, 1]).dataSync<'float32'>();
    return Array.from({ length: SEEDS }, (_, seed) => {
      const start = (seed * modalities + modality) * rows * columns;
      return { rows, columns, values: turned.slice(start, start + rows * columns) };
    });
  });
}
