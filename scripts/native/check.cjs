'use strict';
/** Proof that the native engine works: a product of two 2 x 2 matrices. Prints what was loaded, as JSON. */
require('node:util').isNullOrUndefined ??= (value) => value === null || value === undefined;
const tf = require('@tensorflow/tfjs-node-gpu');

const product = tf.matMul(
  tf.tensor2d([
    [1, 2],
    [3, 4],
  ]),
  tf.tensor2d([
    [5, 6],
    [7, 8],
  ]),
);
const expected = [1 * 5 + 2 * 7, 1 * 6 + 2 * 8, 3 * 5 + 4 * 7, 3 * 6 + 4 * 8];
const right = Array.from(product.dataSync()).every((value, i) => value === expected[i]);
const { binding, isUsingGpuDevice } = tf.backend();
process.stdout.write(JSON.stringify({ right, tensorflow: binding.TF_Version, gpu: isUsingGpuDevice }));
