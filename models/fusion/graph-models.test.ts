import { beforeAll, describe, expect, test } from 'vitest';
import { onlyModalities } from '../experiments/only-modalities.ts';
import { createPredictor } from '../prediction/predictor.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import type { Dataset } from '../training/dataset.ts';
import type { Checkpoint, EpochReport } from '../training/hooks.ts';
import { takeEncounters } from '../training/subset.ts';
import { trainModel } from '../training/train.ts';
import type { TrainedModel } from '../training/trained-model.ts';

beforeAll(useWasmEngine);

/** Three modalities: all their subsets are few, and the plain engine is slow. */
const made = (encounters: number, seed: number): Dataset =>
  onlyModalities(syntheticDataset({ encounters, seed }), ['demographics', 'notes', 'labs']);
const DATA: Dataset = { ...made(100, 1), unlabelled: made(30, 2) };
const BATCH = takeEncounters(
  DATA,
  Int32Array.from({ length: 8 }, (_, i) => i),
);
const M = 3;
/** One a phase of distillation. */
const EPOCHS = 3;
const LABS = 2;

const numbersOf = (model: TrainedModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  );

const FULL = process.env['LACUNA_TEST_COUNTS'] === 'full';
/** Encoders that leave out what is missing, that are taught, and that let another modality stand in. */
const MODELS = [
  ['m3care', 'vanilla'],
  ['muse+', 'ebr'],
  ['muse+', 'kd'],
  ['grape', 'ebr'],
  ['muse', 'ebr'],
  ['m3care', 'ebr'],
  ['grape', 'kd'],
  ['m3care', 'kd'],
] as const;

describe.each(FULL ? MODELS : MODELS.slice(0, 3))('%s on %s encoders', (fusion, encoders) => {
  const configuration = tinyConfiguration({
    encoders,
    fusion,
    // A linear classifier: the few hidden neurons of a tiny one may all be off.
    settings: { epochs: EPOCHS, members: 1, silenceDead: false, classifierHidden: 0 },
  });
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
  });

  test('trains, reports what it adds, and resumes with the numbers of a run never stopped', async () => {
    expect(leaked).toBe(0);
    expect(reports).toHaveLength(EPOCHS);
    expect(reports.at(-1)?.auxiliaryLoss).toBeGreaterThan(0);
    const resumed = await trainModel(DATA, configuration, tickingHooks(), checkpoints[0]);
    expect(numbersOf(resumed)).toBe(numbersOf(model));
  });

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
