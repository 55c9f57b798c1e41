import { beforeAll, expect, test } from 'vitest';
import { createNetwork } from '../network/create-network.ts';
import { asRecorded } from '../network/batch.ts';
import { memberLogits } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { logit, sigmoid } from '../statistics/sigmoid.ts';
import { ownSources } from '../substitution/source-table.ts';
import { leakedTensors, useCpuEngine } from '../testing/cpu-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { FUSIONS, type FusionKind } from './configuration.ts';
import { matchPresence } from './match-presence.ts';
import { ModelState } from './model-state.ts';
import { prepareRun } from './prepare.ts';

beforeAll(useCpuEngine);

const NOTES = 1;
const LABELS_BY_NOTES = [0.1, 0.4];
const filling = { table: ownSources(6), lends: 'latent' } as const;

/** A cohort in which having notes is what matters: 10 % without, 40 % with. */
function prepared(fusion: FusionKind) {
  const data = syntheticDataset({ encounters: 600, absent: 0.4 });
  const random = RandomStream.fromSeed(3);
  const labels = Uint8Array.from(data.labels, (_, row) => {
    const has = Number(data.states[row * 6 + NOTES] === 0);
    return Number(random.float() < LABELS_BY_NOTES[has]!);
  });
  return prepareRun({ ...data, labels }, tinyConfiguration({ fusion }));
}

test.each(FUSIONS)(
  '%s: mean scores of encounters with and without notes match their rates',
  async (fusion) => {
    const run = prepared(fusion);
    const network = createNetwork(run.configuration, 6);
    const state = ModelState.initial(network, 2, RandomStream.fromSeed(1), logit(run.baseRate));
    const rows = run.trainingRows;
    const gap = (has: number): number => {
      const own = rows.filter((row) => run.inputs.present[row * 6 + NOTES] === has);
      const batch = asRecorded(run.inputs, own);
      const [first, second] = memberLogits(state, { inputs: run.inputs, rows: [batch, batch], filling });
      const scores = first!.map((value, i) => sigmoid((value + second![i]!) / 2));
      const mean = (values: ArrayLike<number>): number =>
        Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
      return mean(scores) - mean(own.map((row) => run.labels[row]!));
    };
    expect(Math.abs(gap(0))).toBeGreaterThan(0.05);
    expect(await leakedTensors(() => matchPresence(run, state, filling))).toBe(0);
    // Masks mix both states of `used` in, and the ridge holds back a little.
    expect(Math.abs(gap(0))).toBeLessThan(0.03);
    expect(Math.abs(gap(1))).toBeLessThan(0.03);
    state.dispose();
  },
);
