import * as tf from '@tensorflow/tfjs-core';
import { adamStep } from '../backend/adam-step.ts';

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
  /** Decayed means of gradients and of their squares, without the correction of their bias. */
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
 * One step of AdamW or plain gradient descent on all parameters of a role at once: a few operations whatever the
 * number of tensors. The native engine updates the state that goes in in place, so it must not be used afterwards;
 * the caller still disposes it.
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
  const constants = { rate, beta1: BETA1, beta2: BETA2, epsilon: EPSILON, step: steps };
  const moved = adamStep({ ...state, values: kept }, clipped, constants);
  return { ...moved, steps };
}
