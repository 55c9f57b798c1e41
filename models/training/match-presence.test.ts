import { beforeAll, expect, test } from 'vitest';
import { createNetwork } from '../network/create-network.ts';
import { asRecorded, type BatchRows } from '../network/batch.ts';
import { memberLogits } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { logit, sigmoid } from '../statistics/sigmoid.ts';
import { ownSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { SPLITS } from './dataset.ts';
import { matchMeans, matchPresence } from './match-presence.ts';
import { ModelState } from './model-state.ts';
import { prepareRun } from './prepare.ts';

beforeAll(useCpuEngine);

const filling = { table: ownSources(6), lends: 'latent' } as const;
const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

test.each(['concat', 'attention', 'gated', 'late'] as const)(
  '%s: switching a modality off leaves the mean risk of those who have it',
  async (fusion) => {
    const run = prepareRun(syntheticDataset({ encounters: 800, absent: 0.4 }), tinyConfiguration({ fusion }));
    // Random networks have no reason to keep it.
    const network = createNetwork(run.configuration, 6);
    const state = ModelState.initial(network, 2, RandomStream.fromSeed(1), logit(run.baseRate));
    const risk = (batch: BatchRows): number => {
      const [first, second] = memberLogits(state, { inputs: run.inputs, rows: [batch, batch], filling });
      return mean(first!.map((value, i) => sigmoid((value + second![i]!) / 2)));
    };
    const moved = (modality: number): number => {
      const having = run.validationRows.filter((row) => run.inputs.present[row * 6 + modality] === 1);
      const all = asRecorded(run.inputs, having);
      const off = { ...all, used: all.used.map((bit, i) => (i % 6 === modality ? 0 : bit)) };
      return Math.abs(risk(off) / risk(all) - 1);
    };
    const before = [0, 1, 2, 3, 4, 5].map(moved);
    expect(Math.max(...before)).toBeGreaterThan(0.12);
    expect(await leakedTensors(() => matchPresence(run, state, filling))).toBe(0);
    const after = [0, 1, 2, 3, 4, 5].map(moved);
    // Random masks, where several are off at once, take part in the match.
    expect(Math.max(...after)).toBeLessThan(0.1);
    expect(mean(after)).toBeLessThan(0.5 * mean(before));
    state.dispose();
  },
);

test('encounters of the training split serve where there are none of validation', () => {
  const data = syntheticDataset({ encounters: 400, absent: 0.4 });
  const splits = data.splits.map((split) => (split === SPLITS.indexOf('validation') ? 0 : split));
  const run = prepareRun({ ...data, splits }, tinyConfiguration());
  expect(run.validationRows.length).toBe(0);
  const network = createNetwork(run.configuration, 6);
  const state = ModelState.initial(network, 2, RandomStream.fromSeed(1), logit(run.baseRate));
  const weights = (): string => JSON.stringify(state.namedTensors()[network.shape.fusion.presenceWeights]);
  const before = weights();
  matchPresence(run, state, filling);
  expect(weights()).not.toBe(before);
  state.dispose();
});

test('matchMeans solves its equations', () => {
  const observations = [
    { logit: 0, target: 0.2, off: [0] },
    { logit: 1, target: 0.5, off: [0] },
    { logit: -1, target: 0.3, off: [0, 1] },
    { logit: 5, target: 0.1, off: [] },
  ];
  const shifts = matchMeans(observations, 3);
  for (const m of [0, 1]) {
    const own = observations.filter(({ off }) => off.includes(m));
    const means = own.map(({ logit: score, off }) =>
      sigmoid(off.reduce((sum, n) => sum + shifts[n]!, score)),
    );
    expect(mean(means)).toBeCloseTo(mean(own.map(({ target }) => target)), 5);
  }
  expect(shifts[2]).toBe(0);
});
