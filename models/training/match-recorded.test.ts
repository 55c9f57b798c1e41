import { beforeAll, expect, test } from 'vitest';
import { asRecorded } from '../network/batch.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { logit, sigmoid } from '../statistics/sigmoid.ts';
import { ownSources } from '../substitution/source-table.ts';
import { leakedTensors, useCpuEngine } from '../testing/cpu-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { FUSIONS } from './configuration.ts';
import { matchRecorded } from './match-recorded.ts';
import { meanLogits } from './mean-logits.ts';
import { ModelState } from './model-state.ts';
import { prepareRun } from './prepare.ts';

beforeAll(useCpuEngine);

const filling = { table: ownSources(6), lends: 'latent' } as const;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

test.each(FUSIONS)('%s: the mean risk of those who lack a modality comes near their rate', async (fusion) => {
  const run = prepareRun(syntheticDataset({ encounters: 1_500, absent: 0.4 }), tinyConfiguration({ fusion }));
  const network = createNetwork(run.configuration, 6);
  const state = ModelState.initial(network, 2, RandomStream.fromSeed(1), logit(run.baseRate));
  const { inputs, trainingRows, labels } = run;
  const gaps = (): number[] => {
    const [scores = new Float32Array(0)] = meanLogits(
      inputs,
      state,
      [asRecorded(inputs, trainingRows)],
      filling,
    );
    const ofRows = (places: readonly number[]): number =>
      Math.abs(
        mean(places.map((i) => labels[trainingRows[i]!]!)) - mean(places.map((i) => sigmoid(scores[i]!))),
      );
    const all = [...trainingRows.keys()];
    const lacking = [0, 1, 2, 3, 4, 5]
      .map((m) => all.filter((i) => inputs.recorded[trainingRows[i]! * 6 + m] === 0))
      .filter((places) => places.length > 100);
    return [all, ...lacking].map(ofRows);
  };
  const before = gaps();
  expect(await leakedTensors(() => matchRecorded(run, state, filling))).toBe(0);
  const after = gaps();
  // Over all it is exact; of each modality the ridge holds a part of the correction back.
  expect(after[0]).toBeLessThan(1e-4);
  expect(mean(after)).toBeLessThan(0.6 * mean(before));
  state.dispose();
});
