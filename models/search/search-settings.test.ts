import { beforeAll, describe, expect, test } from 'vitest';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { TINY_SETTINGS } from '../testing/tiny-run.ts';
import type { Checkpoint } from '../training/hooks.ts';
import { trainModel } from '../training/train.ts';
import {
  configurationOf,
  drawTrials,
  type SearchHooks,
  type SearchOrder,
  searchSettings,
} from './search-settings.ts';
import type { Trial } from './trial.ts';

beforeAll(useWasmEngine);

const DATA = syntheticDataset({ encounters: 200 });
const ORDER: SearchOrder = {
  preset: 'desktop',
  encoders: 'vanilla',
  fusion: 'concat',
  settings: { ...TINY_SETTINGS, members: 1, epochs: 4, matchPresence: false },
  seed: 5,
  trials: 4,
  reduction: 2,
  space: { learningRate: '0.001..0.1 log', fusion: 'concat, gated' },
};

/** Checkpoints in memory, trials as they were last told. */
function recorder(signal: { aborted: boolean } = { aborted: false }) {
  const checkpoints = new Map<number, Checkpoint>();
  const told = new Map<number, Trial>();
  const trained: string[] = [];
  let ticks = 0;
  const hooks: SearchHooks = {
    now: () => (ticks += 1000),
    signal,
    onTrial: (trial) => told.set(trial.trial, trial),
    onProgress: ({ trial, epoch }) => trained.push(`${trial}:${epoch.epoch}`),
    checkpoints: {
      read: (trial) => Promise.resolve(checkpoints.get(trial)),
      write: (trial, checkpoint) => Promise.resolve(void checkpoints.set(trial, structuredClone(checkpoint))),
      remove: (trial) => Promise.resolve(void checkpoints.delete(trial)),
    },
  };
  return { hooks, checkpoints, told, trained };
}

const scores = (trials: readonly Trial[]) =>
  trials.map(({ settings, outcome, reason, rungs }) => ({
    settings,
    outcome,
    reason,
    rungs: rungs.map(({ seconds: _, ...rung }) => rung),
  }));

describe('a search', () => {
  let whole: readonly Trial[];
  const record = recorder();
  beforeAll(async () => {
    const leaked = await leakedTensors(async () => {
      whole = await searchSettings(DATA, ORDER, record.hooks);
    });
    expect(leaked).toBe(0);
  });

  test('trains the best of each rung on, and chooses the best of the last', () => {
    expect(whole.map(({ rungs }) => rungs.length).sort()).toEqual([1, 1, 2, 2]);
    expect(whole.map(({ outcome }) => outcome).sort()).toEqual(['chosen', 'dropped', 'dropped', 'finished']);
    const loss = (rung: number) => (trial: Trial) => trial.rungs[rung]?.loss ?? Infinity;
    const dropped = whole.filter(({ outcome }) => outcome === 'dropped').map(loss(0));
    const kept = whole.filter(({ rungs }) => rungs.length === 2);
    expect(Math.min(...dropped)).toBeGreaterThanOrEqual(Math.max(...kept.map(loss(0))));
    expect(whole.find(({ outcome }) => outcome === 'chosen')!.rungs[1]!.loss).toBe(
      Math.min(...kept.map(loss(1))),
    );
    expect(whole.find(({ outcome }) => outcome === 'dropped')!.reason).toMatch(
      /^place [34] of 4 after 2 epochs; the best 2 went on$/,
    );
    expect([...record.told.values()]).toEqual(whole);
    expect(record.checkpoints.size).toBe(0);
  });

  test('begins with the run as it was asked for, and with the trials of a shorter search', () => {
    expect(whole[0]!.settings).toEqual({});
    expect(drawTrials({ ...ORDER, trials: 2 }).map(({ settings }) => settings)).toEqual(
      whole.slice(0, 2).map(({ settings }) => settings),
    );
    expect(drawTrials({ ...ORDER, seed: 6 })[1]!.settings).not.toEqual(whole[1]!.settings);
  });

  test('trains in parts what a run trains at once', async () => {
    const chosen = whole.find(({ outcome }) => outcome === 'chosen')!;
    const losses: (number | null)[] = [];
    await trainModel(DATA, configurationOf(ORDER, chosen.settings), {
      now: () => 0,
      onEpoch: ({ validationLoss }) => losses.push(validationLoss),
    });
    expect(losses).toHaveLength(4);
    expect(chosen.rungs.map(({ epochs }) => epochs)).toEqual([2, 4]);
    // Without early stopping for want of positives, the last weights are kept.
    expect(chosen.rungs.map(({ loss }) => loss)).toEqual([losses[1], losses[3]]);
  });

  test('goes on where it was stopped, and ends with the same', async () => {
    const signal = { aborted: false };
    const first = recorder(signal);
    const onTrial = (trial: Trial): void => {
      first.hooks.onTrial(trial);
      if (trial.trial === 3 && trial.rungs.length === 1) signal.aborted = true;
    };
    await expect(searchSettings(DATA, ORDER, { ...first.hooks, onTrial })).rejects.toMatchObject({
      code: 'cancelled',
    });
    signal.aborted = false;
    first.trained.length = 0;
    const known = structuredClone([...first.told.values()]);
    const resumed = await searchSettings(DATA, ORDER, first.hooks, known);
    expect(scores(resumed)).toEqual(scores(whole));
    expect(first.trained.slice(0, 2)).toEqual(['4:1', '4:2']);
    expect(scores(await searchSettings(DATA, ORDER, recorder().hooks, whole))).toEqual(scores(whole));
  });
});

test('a trial that diverges is kept with its reason, and another is chosen', async () => {
  const order = {
    ...ORDER,
    settings: { ...ORDER.settings, optimizer: 'sgd', weightDecay: 0, gradientNorm: 0 },
    trials: 2,
    space: { learningRate: '1e+37, 1e+38' },
  };
  const [first, second] = await searchSettings(DATA, order, recorder().hooks);
  expect(first).toMatchObject({ outcome: 'chosen' });
  expect(second).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/epoch [12]/) as string });
});

test('settings that never go together are refused', () => {
  const space = { encoders: 'vanilla, kd', substitution: 'ebr' };
  expect(() => drawTrials({ ...ORDER, space })).toThrow(/go together/);
});
