import { beforeAll, expect, test } from 'vitest';
import { asRecorded } from '../network/batch.ts';
import { presenceWidth, recordedBit } from '../fusion/presence-bits.ts';
import { chunksOf } from '../network/forward.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { logit, sigmoid } from '../statistics/sigmoid.ts';
import { ownSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { matchRecorded } from './match-recorded.ts';
import { meanLogits } from './mean-logits.ts';
import { ModelState } from './model-state.ts';
import { prepareRun } from './prepare.ts';

beforeAll(useCpuEngine);

const NOTES = 1;
const filling = { table: ownSources(6), lends: 'latent' } as const;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** One fusion with a classifier, which concat and attention share, and the one without. */
test.each(['gated', 'late'] as const)(
  '%s: the mean risk of those who lack a modality comes near their rate',
  async (fusion) => {
    const run = prepareRun(
      syntheticDataset({ encounters: 2_000, absent: 0.4 }),
      tinyConfiguration({ fusion }),
    );
    const network = createNetwork(run.configuration, 6);
    const state = ModelState.initial(network, 2, RandomStream.fromSeed(1), logit(run.baseRate));
    const { inputs, trainingRows, labels } = run;
    const gaps = (): { overAll: number; between: number } => {
      const scores = [...chunksOf(trainingRows)].flatMap((rows) =>
        meanLogits(inputs, state, [asRecorded(inputs, rows)], filling).flatMap((logits) => [...logits]),
      );
      const residuals = scores.map((score, i) => labels[trainingRows[i]!]! - sigmoid(score));
      const lacks = (_: number, i: number): boolean => inputs.recorded[trainingRows[i]! * 6 + NOTES] === 0;
      const has = (value: number, i: number): boolean => !lacks(value, i);
      return {
        overAll: Math.abs(mean(residuals)),
        between: Math.abs(mean(residuals.filter(lacks)) - mean(residuals.filter(has))),
      };
    };
    // As if missing notes said much about the outcome.
    const wrong = new Float32Array(presenceWidth(6));
    wrong[recordedBit(NOTES)] = 1.5;
    state.shift(network.shape.fusion.presenceWeights, wrong);
    const before = gaps();
    expect(await leakedTensors(() => matchRecorded(run, state, filling))).toBe(0);
    const after = gaps();
    // Over all it is exact; of a modality the ridge holds a part of the correction back.
    expect(after.overAll).toBeLessThan(1e-4);
    expect(after.between).toBeLessThan(0.75 * before.between);
    state.dispose();
  },
);
