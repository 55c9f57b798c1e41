import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import type { Fusion } from '../fusion/fusion.ts';
import { createNetwork } from '../network/create-network.ts';
import { Network } from '../network/network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { ModelState } from './model-state.ts';
import { type PreparedRun, prepareRun } from './prepare.ts';
import { rememberPatients } from './remember-patients.ts';

beforeAll(useCpuEngine);

const ROWS = 20;
const FILLING = { table: ownSources(6), lends: 'latent' } as const;
const MEANS = 'memory.means';

/** A fusion that remembers the mean encoding of each modality over the patients that have it. */
function withMeans(fusion: Fusion, width: number): Fusion {
  return {
    ...fusion,
    memory: {
      rows: ROWS,
      specs: () => [{ name: MEANS, groups: 6, rows: 1, columns: width, deviation: 0, decays: false }],
      remember: (encodings, filled) =>
        new Map([[MEANS, tf.div(tf.sum(tf.mul(encodings, filled), 1, true), tf.sum(filled, 1, true))]]),
    },
  };
}

function setUp(): { run: PreparedRun; network: Network; state: ModelState } {
  const run = prepareRun(syntheticDataset({ encounters: 200 }), tinyConfiguration());
  const { shape } = createNetwork(run.configuration, 6);
  const network = new Network({
    ...shape,
    fusion: withMeans(shape.fusion, run.configuration.encodingWidth),
  });
  return { run, network, state: ModelState.initial(network, 2, RandomStream.fromSeed(1), 0) };
}

const memoryOf = (state: ModelState): number[] => [...(state.weights.get(MEANS)?.dataSync() ?? [])];

test('the memory is computed from training patients that have the modality, and follows the weights', async () => {
  const { run, state } = setUp();
  expect(new Set(memoryOf(state))).toEqual(new Set([0]));
  expect(await leakedTensors(() => rememberPatients(run, state, FILLING))).toBe(0);
  const first = memoryOf(state);
  expect(first).toHaveLength(2 * 6 * run.configuration.encodingWidth);
  expect(first.every(Number.isFinite)).toBe(true);
  rememberPatients(run, state, FILLING);
  expect(memoryOf(state)).toEqual(first);
  state.setValues(
    'semantic',
    tf.tidy(() => tf.mul(state.valuesOf('semantic'), 1.5)),
  );
  rememberPatients(run, state, FILLING);
  expect(memoryOf(state)).not.toEqual(first);
  state.dispose();
});

test('validation patients have no part in it', () => {
  const { run, state } = setUp();
  rememberPatients(run, state, FILLING);
  const before = memoryOf(state);
  const values = run.inputs.values.map((own) => own.slice());
  for (const row of run.validationRows) for (const own of values) own.fill(7, row * 8, (row + 1) * 8);
  rememberPatients({ ...run, inputs: { ...run.inputs, values } }, state, FILLING);
  expect(memoryOf(state)).toEqual(before);
  state.dispose();
});

test('a checkpoint and the weights that are kept hold the memory with the weights', () => {
  const { run, network, state } = setUp();
  rememberPatients(run, state, FILLING);
  const kept = state.joinedValues();
  const before = memoryOf(state);
  const restored = ModelState.restore(network, state.tensors(), state.steps);
  expect(memoryOf(restored)).toEqual(before);
  restored.setMemory(new Map([[MEANS, tf.ones([12, 1, run.configuration.encodingWidth])]]));
  expect(new Set(memoryOf(restored))).toEqual(new Set([1]));
  restored.setJoinedValues(kept);
  expect(memoryOf(restored)).toEqual(before);
  const { 'memory.values': _, ...without } = state.tensors();
  expect(() => ModelState.restore(network, without, state.steps)).toThrow(/memory\.values/);
  state.dispose();
  restored.dispose();
});
