import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { isNativeEngineInstalled } from '../../main/engine/installed.ts';
import { loadEngine } from '../../main/engine/load-engine.ts';
import type { AdamState } from './adam-state.ts';
import { adamStep } from './adam-step.ts';

const SETTINGS = { rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
const ENGINES = ['cpu', 'wasm', ...(isNativeEngineInstalled() ? (['tensorflow'] as const) : [])] as const;
const START = [0.5, -1.5, 2, 0];
/** Gradient of step `t`, different for each value; the last one never moves. */
const gradientAt = (t: number): number[] => [Math.sin(t), 1e-4 * Math.cos(t), -3 * t, 0];

/** Algorithm 1 of Kingma & Ba, in double precision. */
function reference(steps: number): number[] {
  const values = [...START];
  const first = START.map(() => 0);
  const second = START.map(() => 0);
  for (let t = 1; t <= steps; t += 1) {
    gradientAt(t).forEach((g, i) => {
      first[i] = 0.9 * (first[i] ?? 0) + 0.1 * g;
      second[i] = 0.999 * (second[i] ?? 0) + 0.001 * g * g;
      const unbiasedFirst = first[i] / (1 - 0.9 ** t);
      const unbiasedSecond = second[i] / (1 - 0.999 ** t);
      values[i]! -= (0.01 * unbiasedFirst) / (Math.sqrt(unbiasedSecond) + 1e-8);
    });
  }
  return values;
}

function initial(): AdamState {
  return { values: tf.tensor2d([START]), first: tf.zeros([1, 4]), second: tf.zeros([1, 4]) };
}

function stepsFrom(state: AdamState, steps: number): AdamState {
  let current = state;
  for (let step = 1; step <= steps; step += 1) {
    const gradient = tf.tensor2d([gradientAt(step)]);
    current = adamStep(current, gradient, { ...SETTINGS, step });
    gradient.dispose();
  }
  return current;
}

describe.each(ENGINES)('adamStep on %s', (engine) => {
  it('moves by the rate in the first step, whatever the size of the gradient', async () => {
    await loadEngine(engine);
    const { values } = stepsFrom(initial(), 1);
    const moved = Array.from(await values.data()).map((value, i) => value - START[i]!);
    [-0.01, -0.01, 0.01, 0].forEach((expected, i) => expect(moved[i]).toBeCloseTo(expected, 5));
  });

  it('follows the published algorithm over 20 steps', async () => {
    await loadEngine(engine);
    const values = Array.from(await stepsFrom(initial(), 20).values.data());
    reference(20).forEach((expected, i) => expect(values[i]).toBeCloseTo(expected, 4));
  });

  it('consumes the state and keeps neither tensors nor a clone of it', async () => {
    await loadEngine(engine);
    const state = initial();
    const copy = tf.clone(state.values);
    const before = tf.memory().numTensors;
    const next = stepsFrom(state, 3);
    expect(tf.memory().numTensors).toBe(before);
    expect(state.values.isDisposed && state.first.isDisposed && state.second.isDisposed).toBe(true);
    expect(Array.from(await copy.data())).toEqual(START);
    tf.dispose([next.values, next.first, next.second, copy]);
  });
});
