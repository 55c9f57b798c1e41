import { beforeAll, describe, expect, test } from 'vitest';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { ENCODERS } from './configuration.ts';
import type { Checkpoint, EpochReport } from './hooks.ts';
import { trainModel } from './train.ts';
import type { NamedTensor, TrainedModel } from './trained-model.ts';

beforeAll(useWasmEngine);

const DATA = syntheticDataset({ encounters: 240 });

interface Trained {
  readonly model: TrainedModel;
  readonly reports: readonly EpochReport[];
  readonly checkpoints: readonly Checkpoint[];
}

/** One member, every epoch judged, the last weights kept. */
async function train(settings: object, encoders: (typeof ENCODERS)[number] = 'vanilla'): Promise<Trained> {
  const reports: EpochReport[] = [];
  const checkpoints: Checkpoint[] = [];
  const configuration = tinyConfiguration({
    encoders,
    settings: { members: 1, epochs: 4, earlyStopping: false, matchPresence: false, ...settings },
  });
  const hooks = tickingHooks({
    onEpoch: (report) => reports.push(report),
    onCheckpoint: (checkpoint) => checkpoints.push(structuredClone(checkpoint())),
  });
  return { model: await trainModel(DATA, configuration, hooks), reports, checkpoints };
}

const semanticOf = ({ tensors }: Checkpoint): number[] =>
  Array.from((tensors['semantic.values'] as NamedTensor).values);
const weightsOf = ({ weights }: TrainedModel): number[] =>
  Object.values(weights).flatMap(({ values }) => Array.from(values));

/** The others step as vanilla ones do, and have a test of their own that they resume. */
const TRAINED = ENCODERS.filter((kind) => kind !== 'cmae' && kind !== 'shaspec');

test.each(TRAINED)(
  'the focal loss of %s encoders is smaller than the cross-entropy',
  async (encoders) => {
    const [plain, focal] = [
      await train({ epochs: 3 }, encoders),
      await train({ epochs: 3, focalGamma: 2 }, encoders),
    ];
    plain.reports.forEach(({ semanticLoss }, epoch) => {
      expect(focal.reports[epoch]!.semanticLoss).toBeLessThan(0.6 * semanticLoss);
    });
    expect(weightsOf(focal.model)).not.toEqual(weightsOf(plain.model));
  },
  60_000,
);

test('modality dropout leaves modalities out without masked training, and hardens the task', async () => {
  const without = { maskedTraining: false, dropout: 0, inputDropout: 0, unimodalWeight: 0, epochs: 3 };
  const [plain, dropped] = [await train(without), await train({ ...without, modalityDropout: 0.8 })];
  expect(dropped.reports.at(-1)!.semanticLoss).toBeGreaterThan(plain.reports.at(-1)!.semanticLoss);
});

describe('weight averaging', () => {
  test('keeps the mean of the weights of the last epochs, which train on as they are', async () => {
    const [plain, averaged] = [await train({}), await train({ averagedShare: 0.5 })];
    const points = plain.checkpoints.slice(2).map(semanticOf);
    expect(averaged.checkpoints.map(semanticOf)).toEqual(plain.checkpoints.map(semanticOf));
    const mean = points[0]!.map((value, i) => (value + points[1]![i]!) / 2);
    const kept = weightsOf(averaged.model);
    expect(kept).toHaveLength(mean.length);
    kept.forEach((value, i) => expect(value).toBeCloseTo(mean[i]!, 5));
    expect(weightsOf(plain.model)).toEqual(points[1]);
  });

  test.each(TRAINED)(
    '%s resumes with the numbers of a run never stopped',
    async (encoders) => {
      const settings = { epochs: 6, averagedShare: 0.7 };
      const whole = await train(settings, encoders);
      const configuration = whole.model.configuration;
      const leaked = await leakedTensors(async () => {
        const resumed = await trainModel(DATA, configuration, tickingHooks(), whole.checkpoints[4]);
        expect(weightsOf(resumed)).toEqual(weightsOf(whole.model));
      });
      expect(leaked).toBe(0);
    },
    60_000,
  );
});
