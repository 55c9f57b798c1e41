import { beforeAll, expect, test } from 'vitest';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import type { Checkpoint } from './hooks.ts';
import { LATER_SETTINGS } from './later-settings.ts';
import { trainModel } from './train.ts';

beforeAll(useCpuEngine);

test('a checkpoint of a version without methods and their settings goes on where it stopped', async () => {
  const data = syntheticDataset({ encounters: 300 });
  const configuration = tinyConfiguration({ settings: { epochs: 5, members: 1, expertShare: 0.3 } });
  const checkpoints: Checkpoint[] = [];
  const hooks = tickingHooks({ onCheckpoint: (checkpoint) => checkpoints.push(checkpoint()) });
  const whole = await trainModel(data, configuration, hooks);
  const { version, epoch, state, tensors } = checkpoints[3]!;
  const { method, ...rest } = JSON.parse(state) as {
    method: unknown;
    configuration: Record<string, unknown>;
  };
  for (const name of Object.keys(LATER_SETTINGS)) delete rest.configuration[name];
  const old = { version, epoch, tensors, state: JSON.stringify({ ...rest, stop: method }) };
  // The memory of the adversary decides whether the next block still has one.
  expect(method).toMatchObject({ stopped: false, best: expect.any(Number) as number });
  const resumed = await trainModel(data, configuration, tickingHooks(), old);
  expect(resumed.weights).toEqual(whole.weights);
  // What is joined when the networks are done was not a setting then.
  expect(resumed.experts).toEqual(whole.experts);

  const withoutMemory = { ...old, state: JSON.stringify(rest) };
  const error: unknown = await trainModel(data, configuration, tickingHooks(), withoutMemory).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code: 'serialization' });
});
