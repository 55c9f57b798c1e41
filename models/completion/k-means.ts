import * as tf from '@tensorflow/tfjs-core';
import type { RandomStream } from '../random/random-stream.ts';

const ITERATIONS = 25;

/**
 * Centroids of the vectors of each group, `[stack, K, width]`, by Lloyd's algorithm from seeded distinct vectors. A centroid
 * that no vector is nearest to stays where it is. The caller disposes.
 * @param vectors `[stack, rows, width]`.
 * @param counted which rows of each group take part; at least one of each.
 */
export function kMeans(
  vectors: tf.Tensor3D,
  counted: readonly (readonly number[])[],
  numCentroids: number,
  random: RandomStream,
): tf.Tensor3D {
  const [stack, rows, width] = vectors.shape;
  return tf.tidy(() => {
    const starts = counted.flatMap((own, group) => {
      const order = random.fork(group).permutation(own.length);
      return Array.from(
        { length: numCentroids },
        (_, k) => group * rows + (own[order[k % own.length] ?? 0] ?? 0),
      );
    });
    const mask = new Float32Array(stack * rows);
    counted.forEach((own, group) => own.forEach((row) => (mask[group * rows + row] = 1)));
    const takesPart = tf.tensor3d(mask, [stack, rows, 1]);
    const flat = tf.reshape(vectors, [stack * rows, width]);
    let centroids: tf.Tensor3D = tf.reshape(tf.gather(flat, tf.tensor1d(starts, 'int32')), [
      stack,
      numCentroids,
      width,
    ]);
    for (let i = 0; i < ITERATIONS; i += 1) {
      const old = centroids;
      centroids = tf.tidy(() => moved(vectors, takesPart, old));
      old.dispose();
    }
    return centroids;
  });
}

/** Each centroid to the mean of the vectors that are nearest to it. */
function moved(vectors: tf.Tensor3D, takesPart: tf.Tensor3D, centroids: tf.Tensor3D): tf.Tensor3D {
  const numCentroids = centroids.shape[1];
  const lengths = tf.transpose(tf.sum(tf.square(centroids), 2, true), [0, 2, 1]);
  const distances = tf.sub(lengths, tf.mul(tf.matMul(vectors, centroids, false, true), 2));
  const nearest = tf.cast(tf.oneHot(tf.cast(tf.argMin(distances, 2), 'int32'), numCentroids), 'float32');
  const members: tf.Tensor3D = tf.mul(nearest, takesPart);
  const counts = tf.transpose(tf.sum(members, 1, true), [0, 2, 1]);
  const means = tf.div(tf.matMul(members, vectors, true, false), tf.maximum(counts, 1));
  const moves = tf.cast(tf.greater(counts, 0), 'float32');
  return tf.add(tf.mul(means, moves), tf.mul(centroids, tf.sub(1, moves)));
}
