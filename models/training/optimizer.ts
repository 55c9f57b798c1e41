import * as tf from '@tensorflow/tfjs-core';

/** Decay of the first and second moment, and the guard of the division (Kingma & Ba 2015). */
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

export interface UpdateSettings {
  readonly optimizer: 'adamw' | 'sgd';
  readonly rate: number;
  /** Decoupled from the gradient (Loshchilov & Hutter 2019). */
  readonly weightDecay: number;
  /** Largest gradient norm of a member; 0 = no limit. */
  readonly gradientNorm: number;
  /** `[1 or members, size]`: 1 where weight decay applies. */
  readonly decayed: tf.Tensor2D;
}

/** All parameters of one role, one row a member, `[members, size]`, with the moments of their gradients. */
export interface FlatState {
  readonly values: tf.Tensor2D;
  /** Decayed sums of gradients and of their squares. */
  readonly first: tf.Tensor2D;
  readonly second: tf.Tensor2D;
  /** Updates so far. */
  readonly steps: number;
}

/** Scales each member's row down to at most this norm. */
export function clipRows(gradient: tf.Tensor2D, limit: number): tf.Tensor2D {
  if (limit === 0) return gradient;
  const norm = tf.sqrt(tf.sum(tf.square(gradient), 1, true));
  return tf.mul(gradient, tf.div(limit, tf.maximum(norm, limit)));
}

/**
 * One step of AdamW or plain gradient descent on all parameters of a role at once: a dozen operations whatever the
 * number of tensors. The moments are plain sums (`first = BETA1 * first + gradient`); their scale goes into the
 * rate, which saves two passes. The state that goes in is not disposed.
 */
export function updateFlat(state: FlatState, gradient: tf.Tensor2D, settings: UpdateSettings): FlatState {
  const { rate, weightDecay, decayed } = settings;
  const clipped = clipRows(gradient, settings.gradientNorm);
  const steps = state.steps + 1;
  const kept: tf.Tensor2D =
    weightDecay === 0 ? state.values : tf.mul(state.values, tf.add(tf.mul(decayed, -rate * weightDecay), 1));
  if (settings.optimizer === 'sgd') {
    const values: tf.Tensor2D = tf.sub(kept, tf.mul(clipped, rate));
    return { values, first: tf.clone(state.first), second: tf.clone(state.second), steps };
  }
  const first: tf.Tensor2D = tf.add(tf.mul(state.first, BETA1), clipped);
  const second: tf.Tensor2D = tf.add(tf.mul(state.second, BETA2), tf.square(clipped));
  const firstScale = (1 - BETA1) / (1 - BETA1 ** steps);
  const secondScale = Math.sqrt((1 - BETA2) / (1 - BETA2 ** steps));
  const direction = tf.div(first, tf.add(tf.sqrt(second), EPSILON / secondScale));
  const values: tf.Tensor2D = tf.sub(kept, tf.mul(direction, (rate * firstScale) / secondScale));
  return { values, first, second, steps };
}
