import { beforeAll, describe, expect, test } from 'vitest';
import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { shapleyValues } from '../attribution/shapley.ts';
import { ExpertsPredictor } from '../prediction/experts-predictor.ts';
import { maskUse } from '../prediction/mask-use.ts';
import { createPredictor, type Predictor } from '../prediction/predictor.ts';
import { fitLogisticExperts } from '../reference/logistic-experts.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import type { Dataset } from './dataset.ts';
import { joinExperts } from './join-experts.ts';
import { takeEncounters, takeLabelled } from './subset.ts';
import { trainModel } from './train.ts';
import type { TrainedModel } from './trained-model.ts';

beforeAll(useWasmEngine);

/** What would be the test split is validation too, so that few encounters have positives enough to choose by. */
const DATA = withLargeValidation(syntheticDataset({ encounters: 700 }));
const M = DATA.modalities.length;
const BATCH = takeEncounters(
  DATA,
  Int32Array.from({ length: 10 }, (_, i) => 90 + i),
);
const SHARE = 0.25;

function withLargeValidation(dataset: Dataset): Dataset {
  return { ...dataset, splits: dataset.splits.map((split) => (split === 3 ? 1 : split)) };
}

let networks: TrainedModel;
let leaked: number;
beforeAll(async () => {
  networks = await trainModel(
    DATA,
    tinyConfiguration({ settings: { epochs: 2, members: 1 } }),
    tickingHooks(),
  );
  leaked = await leakedTensors(() => joinExperts(asking('validation'), DATA));
});

const asking = (expertShare: number | 'validation'): TrainedModel => ({
  ...networks,
  configuration: { ...networks.configuration, expertShare },
});

describe('a fixed share', () => {
  let model: TrainedModel;
  let blended: Predictor;
  let alone: Predictor;
  let experts: Predictor;
  beforeAll(() => {
    model = joinExperts(asking(SHARE), DATA);
    blended = createPredictor(model);
    alone = createPredictor(networks);
    experts = new ExpertsPredictor(model, model.experts!);
  });

  const expectBlend = (found: ArrayLike<number>, network: ArrayLike<number>, expert: ArrayLike<number>) => {
    expect(found.length).toBe(network.length);
    for (let i = 0; i < found.length; i += 1)
      expect(found[i]).toBeCloseTo((1 - SHARE) * network[i]! + SHARE * expert[i]!, 5);
  };

  test('every subset, and every policy of the networks, is blended on the logit', () => {
    const expert = experts.allCoalitions(BATCH);
    for (const policy of ['ebr', 'omit', 'avg', 'late'] as const) {
      expectBlend(blended.allCoalitions(BATCH, policy), alone.allCoalitions(BATCH, policy), expert);
      expectBlend(
        blended.logits(BATCH, undefined, policy),
        alone.logits(BATCH, undefined, policy),
        experts.logits(BATCH),
      );
    }
  });

  test('contributions are of the blend and add up to its logit', () => {
    const [table, logits] = [blended.allCoalitions(BATCH), blended.logits(BATCH)];
    for (let row = 0; row < BATCH.encounters.length; row += 1) {
      const values = table.subarray(row * 2 ** M, (row + 1) * 2 ** M);
      const sum = shapleyValues(values).reduce((total, value) => total + value, 0);
      expect(Math.abs(values[0]! + sum - logits[row]!)).toBeLessThan(1e-5);
    }
  });

  test('what stands in is that of the networks, with the logit of the blend', () => {
    const used = blended.usable(BATCH).map((bit, i) => (i % M === 2 ? 0 : bit));
    expect(blended.substitutions(BATCH, used)).toEqual(alone.substitutions(BATCH, used));
    const [row, expert] = [3, experts.logits(BATCH, used)];
    const [own, network] = [blended.candidates(BATCH, row, used), alone.candidates(BATCH, row, used)];
    expect(own.flat().length).toBeGreaterThan(2);
    const logitsOf = (lists: typeof own): number[] => lists.flat().map(({ logit }) => logit);
    expectBlend(
      logitsOf(own),
      logitsOf(network),
      logitsOf(own).map(() => expert[row]!),
    );
    const effects = blended.featureEffects(BATCH, row, used);
    expectBlend(
      effects.notes!,
      alone.featureEffects(BATCH, row, used).notes!,
      experts.featureEffects(BATCH, row, used).notes!,
    );
  });

  test('encounters are alike as the networks see them', () => {
    expect(blended.fused(BATCH)).toEqual(alone.fused(BATCH));
    expect(blended.latents(BATCH)).toEqual(alone.latents(BATCH));
  });
});

describe('the share', () => {
  const remarksOf = (model: TrainedModel): string => model.remarks.join();

  test('of validation is the best of a few over missing rates', () => {
    const model = joinExperts(asking('validation'), DATA);
    expect(remarksOf(model)).toMatch(/chosen on validation/);
    const validation = takeLabelled(
      DATA,
      Int32Array.from(DATA.splits.keys()).filter((row) => DATA.splits[row] === 1),
    );
    const experts = new ExpertsPredictor(networks, fitLogisticExperts(DATA));
    const network = createPredictor(networks);
    const masks = [{ rate: 0, seed: 0 }];
    for (const rate of [0.3, 0.5, 0.7]) for (const seed of [101, 102, 103]) masks.push({ rate, seed });
    const scored = masks.map((mask) => {
      const { used } = maskUse(network, validation, mask);
      return [network.logits(validation, used), experts.logits(validation, used)] as const;
    });
    network.dispose();
    const meanAuroc = (share: number): number => {
      const values = scored.map(([own, other]) => {
        const result = auroc(
          validation.labels,
          own.map((value, row) => (1 - share) * value + share * other[row]!),
        );
        return isDefined(result) ? result.value : Number.NaN;
      });
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const chosen = meanAuroc(model.experts?.share ?? 0);
    for (const share of [0, 0.2, 1 / 3, 0.5, 2 / 3]) expect(meanAuroc(share)).toBeLessThan(chosen + 1e-9);
    expect(leaked).toBe(0);
  });

  test('is a third where validation has too few positives to choose by', () => {
    const few: Dataset = {
      ...DATA,
      labels: DATA.labels.map((label, row) => (DATA.splits[row] === 1 && row > 200 ? 0 : label)),
    };
    const model = joinExperts(asking('validation'), few);
    expect(model.experts!.share).toBeCloseTo(1 / 3);
    expect(remarksOf(model)).toMatch(/positives in validation, needs 50/);
  });

  test('of none is no experts at all', () => {
    expect(joinExperts(asking(0), DATA)).toEqual(asking(0));
  });

  test('a modality that the networks do not listen to has no expert', () => {
    const dead = { ...asking(SHARE), dead: ['procedures'] } as const;
    expect(Object.keys(joinExperts(dead, DATA).experts!.experts)).not.toContain('procedures');
    const heard = { ...dead, configuration: { ...dead.configuration, silenceDead: false } };
    expect(Object.keys(joinExperts(heard, DATA).experts!.experts)).toContain('procedures');
  });
});

test('a run joins them by itself, in the place that its configuration says', async () => {
  const small = syntheticDataset({ encounters: 300 });
  const model = await trainModel(
    small,
    tinyConfiguration({ settings: { epochs: 1, members: 1, expertShare: 0.4 } }),
    tickingHooks(),
  );
  expect(model.experts?.share).toBe(0.4);
});
