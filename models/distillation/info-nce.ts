import * as tf from '@tensorflow/tfjs-core';

/** What keeps an encounter that does not take part out of a softmax. */
const OUT = 1e9;

/**
 * In-batch InfoNCE of each pair of student and teacher: every encounter must find itself in the other's embeddings
 * among all encounters of the batch that have both, from the student's side and from the teacher's, half and half.
 * @param students `[pairs, batch, q]`, rows of length 1; `teachers` likewise.
 * @param paired `[pairs, batch, 1]`: 1 where an encounter has both.
 * @returns `[pairs]`; 0 for a pair that no encounter has.
 * @see method.md 4.2
 */
export function infoNceLoss(
  students: tf.Tensor3D,
  teachers: tf.Tensor3D,
  paired: tf.Tensor3D,
  temperature: number,
): tf.Tensor1D {
  const [pairs, batch] = students.shape;
  const others: tf.Tensor3D = tf.mul(tf.sub(tf.reshape(paired, [pairs, 1, batch]), 1), OUT);
  const itself = tf.reshape(tf.eye(batch), [1, batch, batch]);
  const found = (anchors: tf.Tensor3D, among: tf.Tensor3D): tf.Tensor =>
    tf.sum(
      tf.mul(
        tf.logSoftmax(tf.add(tf.div(tf.matMul(anchors, among, false, true), temperature), others), 2),
        itself,
      ),
      2,
    );
  const weights = tf.reshape(paired, [pairs, batch]);
  const both = tf.add(found(students, teachers), found(teachers, students));
  const total = tf.sum(tf.mul(both, weights), 1);
  return tf.div(total, tf.mul(tf.maximum(tf.sum(weights, 1), 1), -2));
}
