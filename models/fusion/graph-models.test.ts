import { beforeAll, describe, expect, test } from 'vitest';
import { onlyModalities } from '../experiments/only-modalities.ts';
import { createPredictor } from '../prediction/predictor.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import type { Checkpoint, EpochReport } from '../training/hooks.ts';
import { takeEncounters } from '../training/subset.ts';
import { trainModel } from '../training/train.ts';
import type { TrainedModel } from '../training/trained-model.ts';

beforeAll(useWasmEngine);

/** Three modalities: all their subsets are few, and the plain engine is slow. */
const DATA = onlyModalities(syntheticDataset({ encounters: 120 }), ['demographics', 'notes', 'labs']);
const BATCH = takeEncounters(
  DATA,
  Int32Array.from({ length: 8 }, (_, i) => i),
);
const M = 3;
const LABS = 2;

const numbersOf = (model: TrainedModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  );

/** Every graph under encoders that leave out what is missing, and under those that let another stand in. */
describe.each([
  ['m3care', 'vanilla'],
  ['m3care', 'ebr'],
  ['muse', 'ebr'],
  ['grape', 'ebr'],
] as const)('%s on %s encoders', (fusion, encoders) => {
  const configuration = tinyConfiguration({ encoders, fusion, settings: { epochs: 2, members: 1 } });
  const reports: EpochReport[] = [];
  const checkpoints: Checkpoint[] = [];
  let model: TrainedModel;
  let leaked = NaN;

  beforeAll(async () => {
    leaked = await leakedTensors(async () => {
      const hooks = tickingHooks({
        onEpoch: (report) => reports.push(report),
        onCheckpoint: (checkpoint) => checkpoints.push(structuredClone(checkpoint())),
      });
      model = await trainModel(DATA, configuration, hooks);
    });
  }, 60_000);

  test('trains, reports what it adds, and resumes with the numbers of a run never stopped', async () => {
    expect(leaked).toBe(0);
    expect(reports.map(({ auxiliaryLoss }) => auxiliaryLoss !== null)).toEqual([true, true]);
    const resumed = await trainModel(DATA, configuration, tickingHooks(), checkpoints[0]);
    expect(numbersOf(resumed)).toBe(numbersOf(model));
  }, 60_000);

  test('scores each row for itself, without looking at what is not used', () => {
    const predictor = createPredictor(model);
    const all = predictor.logits(BATCH);
    const [alone = NaN] = predictor.logits(takeEncounters(BATCH, Int32Array.of(3)));
    expect(alone).toBeCloseTo(all[3]!, 5);
    const used = predictor.usable(BATCH).map((bit, i) => (i % M === LABS ? 0 : bit));
    const labs = BATCH.inputs.labs!;
    const other = { ...labs, values: labs.values.map((value) => 3 - 5 * value) };
    const changed = { ...BATCH, inputs: { ...BATCH.inputs, labs: other } };
    expect(predictor.logits(changed, used)).toEqual(predictor.logits(BATCH, used));
    expect(predictor.logits(changed)).not.toEqual(predictor.logits(BATCH));
    predictor.dispose();
  });
});
