import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createNetwork } from '../network/create-network.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { prepareRun } from '../training/prepare.ts';
import { geometricContrast, gmcPart } from './gmc.ts';
import { onlyModalities } from './only-modalities.ts';
import { trainAndInspect } from './train-and-inspect.ts';

beforeAll(useCpuEngine);

const joint = (): tf.Tensor3D => tf.tensor3d([1, 0, 0, 1], [1, 2, 2]);
const own = (): tf.Tensor3D => tf.tensor3d([0.8, 0.6, 0.6, 0.8], [1, 2, 2]);

describe('geometric multimodal contrast', () => {
  test('the loss of the worked example', () => {
    const loss = geometricContrast(joint(), own(), tf.ones([1, 2, 1]), 0.1);
    expect(loss.dataSync()[0]).toBeCloseTo(0.966802, 5);
  });

  test("a row that does not count is no one's other, whatever it holds", () => {
    const three = (x: tf.Tensor3D): tf.Tensor3D => tf.concat3d([x, tf.tensor3d([0.28, 0.96], [1, 1, 2])], 1);
    const counts = tf.tensor3d([1, 1, 0], [1, 3, 1]);
    const loss = geometricContrast(three(joint()), three(own()), counts, 0.1);
    expect(loss.dataSync()[0]).toBeCloseTo(0.966802, 5);
    expect(geometricContrast(joint(), own(), tf.zeros([1, 2, 1]), 0.1).dataSync()[0]).toBe(0);
  });

  test('its gradient agrees with differences', () => {
    const lossAt = (x: tf.Tensor): tf.Tensor1D =>
      geometricContrast(joint(), x as tf.Tensor3D, tf.ones([1, 2, 1]), 0.5);
    const slope = tf
      .grad((x) => tf.sum(lossAt(x)))(own())
      .dataSync();
    const moved = (by: number): number => {
      const values = own().dataSync();
      values[0] = values[0]! + by;
      return lossAt(tf.tensor3d(values, [1, 2, 2])).dataSync()[0]!;
    };
    expect(slope[0]).toBeCloseTo((moved(1e-2) - moved(-1e-2)) / 2e-2, 3);
  });

  test('takes part in a training in the place of what the encoders bring', async () => {
    const dataset = onlyModalities(syntheticDataset({ encounters: 120 }), ['notes', 'labs']);
    const run = prepareRun(
      dataset,
      tinyConfiguration({ encoders: 'vanilla', settings: { epochs: 1, members: 1 } }),
    );
    const hooks = { ...tickingHooks(), changed: (own: typeof run) => ({ ...own, part: gmcPart }) };
    const kept = await trainAndInspect(run, hooks, ({ state }) => state.network.shape.part?.specs.length);
    expect(kept).toBe(createNetwork(run.configuration, 2, { part: gmcPart }).shape.part?.specs.length);
    expect(kept).toBe(6);
  });
});
