import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { isNativeEngineInstalled } from '../../main/engine/installed.ts';
import { loadEngine } from '../../main/engine/load-engine.ts';
import { mendReluGradient } from './relu-gradient.ts';

const ENGINES = ['cpu', 'wasm', ...(isNativeEngineInstalled() ? (['tensorflow'] as const) : [])] as const;

it.each(ENGINES)('lets the gradient through where the input is positive, on %s', async (engine) => {
  await loadEngine(engine);
  mendReluGradient();
  const x = tf.tensor2d([[-2, -0, 0, 1e-30, 3]]);
  const weights = tf.tensor2d([[5, 5, 5, 5, 7]]);
  const gradient = tf.grad((input) => tf.sum(tf.mul(tf.relu(input), weights)))(x);
  expect(Array.from(await gradient.data())).toEqual([0, 0, 0, 5, 7]);
});
