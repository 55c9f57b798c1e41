import * as tf from '@tensorflow/tfjs-core';
import { ModelError } from '../errors.ts';
import { columnMeans, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { readBack } from '../network/read-back.ts';
import { RandomStream } from '../random/random-stream.ts';

/** A two-layer ReLU classifier on standardised columns. Plain data. */
export interface MlpProbe {
  readonly mean: Float32Array;
  readonly scale: Float32Array;
  /** `[columns, hidden]`, `[hidden]`, `[hidden, classes]`, `[classes]`. */
  readonly weights: readonly { readonly shape: readonly number[]; readonly values: Float32Array }[];
}

export interface MlpProbeOptions {
  readonly classes: number;
  readonly hidden: number;
  readonly seed: number;
}

const STEPS = 200;
const LEARNING_RATE = 0.02;

/**
 * Fits a probe by full-batch Adam: what a small network can tell from a representation.
 * @param labels class of each row, 0..classes-1.
 * @throws {ModelError} `shape` when the lengths differ.
 * @see method.md 5.5, item 3, and 5.7 (b)
 */
export function fitMlpProbe(
  representation: DenseMatrix,
  labels: ArrayLike<number>,
  { classes, hidden, seed }: MlpProbeOptions,
): MlpProbe {
  const { rows, columns } = representation;
  if (labels.length !== rows) throw new ModelError('shape', `expected ${rows} labels, got ${labels.length}`);
  const random = RandomStream.fromSeed(seed).fork('mlp-probe');
  const scaling = standardisation(representation);
  const start = (inputs: number, outputs: number): tf.Variable =>
    tf.variable(
      tf.tensor2d(
        Float32Array.from({ length: inputs * outputs }, () => Math.sqrt(2 / inputs) * random.normal()),
        [inputs, outputs],
      ),
    );
  return readBack(() => {
    const variables = [
      start(columns, hidden),
      tf.variable(tf.zeros([hidden])),
      start(hidden, classes),
      tf.variable(tf.zeros([classes])),
    ];
    const inputs = standardised(representation, scaling);
    const targets = tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), classes);
    const optimizer = tf.train.adam(LEARNING_RATE);
    for (let step = 0; step < STEPS; step += 1) {
      optimizer.minimize(
        () => tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(apply(inputs, variables), 1)), 1))),
        false,
        variables,
      );
    }
    const weights = variables.map((variable) => ({
      shape: variable.shape,
      values: variable.dataSync<'float32'>().slice(),
    }));
    optimizer.dispose();
    for (const variable of variables) variable.dispose();
    return { ...scaling, weights };
  });
}

/** Logits of each row, `[n, classes]`. */
export function mlpLogits(probe: MlpProbe, representation: DenseMatrix): DenseMatrix {
  return readBack(() => {
    const weights = probe.weights.map(({ shape, values }) => tf.tensor(values, [...shape]));
    const logits = apply(standardised(representation, probe), weights);
    return { rows: logits.shape[0], columns: logits.shape[1], values: logits.dataSync<'float32'>().slice() };
  });
}

/** Most probable class of each row, `[n]`. */
export function mlpPredictions(probe: MlpProbe, representation: DenseMatrix): Int32Array {
  const { rows, columns, values } = mlpLogits(probe, representation);
  return Int32Array.from({ length: rows }, (_, row) => {
    const own = values.subarray(row * columns, (row + 1) * columns);
    return own.indexOf(Math.max(...own));
  });
}

function apply(inputs: tf.Tensor2D, [w1, b1, w2, b2]: readonly tf.Tensor[]): tf.Tensor2D {
  if (!w1 || !b1 || !w2 || !b2) throw new ModelError('shape', 'expected two layers');
  const hidden = tf.relu(tf.add(tf.matMul(inputs, w1 as tf.Tensor2D), b1));
  return tf.add(tf.matMul(hidden as tf.Tensor2D, w2 as tf.Tensor2D), b2);
}

type Scaling = Pick<MlpProbe, 'mean' | 'scale'>;

/** Mean and deviation of each column; 1 where it does not vary. */
function standardisation(matrix: DenseMatrix): Scaling {
  const means = columnMeans(matrix);
  const squares = new Float64Array(matrix.columns);
  matrix.values.forEach((value, index) => {
    const column = index % matrix.columns;
    squares[column] = (squares[column] ?? 0) + (value - (means[column] ?? 0)) ** 2;
  });
  return {
    mean: Float32Array.from(means),
    scale: Float32Array.from(squares, (square) => Math.sqrt(square / Math.max(matrix.rows, 1)) || 1),
  };
}

function standardised({ rows, columns, values }: DenseMatrix, { mean, scale }: Scaling): tf.Tensor2D {
  const raw = tf.tensor2d(Float32Array.from(values), [rows, columns]);
  return tf.div(tf.sub(raw, tf.tensor1d(mean)), tf.tensor1d(scale));
}
