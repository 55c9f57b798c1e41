import { beforeAll, describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import type { Dataset } from './dataset.ts';
import { TrainingDivergedError } from './diverged.ts';
import type { Checkpoint, EpochReport } from './hooks.ts';
import { trainModel } from './train.ts';
import type { TrainedModel } from './trained-model.ts';

beforeAll(useWasmEngine);

const DATA = syntheticDataset({ encounters: 600 });

/** Everything that a run decides, with typed arrays as lists, so that two runs can be compared. */
const numbersOf = (model: TrainedModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  );

const relabel = (dataset: Dataset, label: (row: number) => number): Dataset => ({
  ...dataset,
  labels: Uint8Array.from(dataset.labels, (_, row) => label(row)),
});

describe('a run', () => {
  const reports: EpochReport[] = [];
  let model: TrainedModel;
  let leaked: number;
  beforeAll(async () => {
    leaked = await leakedTensors(async () => {
      model = await trainModel(
        syntheticDataset({ encounters: 2000 }),
        tinyConfiguration({ settings: { epochs: 8, blockEpochs: 2 } }),
        tickingHooks({ onEpoch: (report) => reports.push(report) }),
      );
    });
  });

  test('learns: the loss falls and validation tells the labels apart', () => {
    const [first, last] = [reports[0]!, reports.at(-1)!];
    expect(last.semanticLoss).toBeLessThan(first.semanticLoss);
    expect(last.auroc).toBeGreaterThan(0.65);
    expect(last.aurocHalfMissing).toBeGreaterThan(0.55);
  });

  test('reports every epoch, and the adversary in its blocks only', () => {
    expect(reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(reports.map(({ block }) => block[0]).join('')).toBe('ssddssdd');
    for (const report of reports) {
      expect(report.discriminationLoss !== null).toBe(report.block === 'discrimination');
      expect(report.discriminatorChance).toBeCloseTo(1 / 6);
      expect(report.discriminatorAccuracy).toBeGreaterThanOrEqual(0);
      expect(report.effectiveRank).toBeGreaterThan(1);
      expect(Object.keys(report.contributions ?? {})).toEqual(model.modalities);
    }
  });

  test('the dead modality contributes least of what carries signal', () => {
    const { procedures = NaN, labs = NaN, notes = NaN } = reports.at(-1)?.contributions ?? {};
    expect(procedures).toBeLessThan(0.5 * Math.min(labs, notes));
  });

  test('keeps weights of ends of semantic blocks', () => {
    // Blocks of two epochs: 2 and 6 are the ends of semantic ones.
    for (const epoch of model.bestEpochs) expect([2, 6]).toContain(epoch);
  });

  test('describes what it made', () => {
    expect(model).toMatchObject({
      version: 1,
      policy: 'ebr',
      epochs: 8,
      leftOut: [],
      trainingEncounters: 1200,
    });
    expect(model.warnings.join()).not.toMatch(/adversarial_collapse/);
    expect(model.similarity.ranked).toHaveLength(6);
    expect(model.similarity.ranked[0]).toBe(model.similarity.reference);
    expect(model.strength[model.similarity.reference]?.auroc).toBe(
      Math.max(...Object.values(model.strength).map(({ auroc }) => auroc ?? 0)),
    );
    expect(model.baseRate).toBeCloseTo(model.trainingPositives / 1200);
    expect(model.similarity.pairs[1]?.[1]).toBeLessThan(1200);
    expect(Object.values(model.weights).every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  test('leaves no tensor behind', () => {
    expect(leaked).toBe(0);
  });
});

describe('repetition', () => {
  test('the same seed gives the same numbers, another seed others', async () => {
    const train = async (seed: number): Promise<string> =>
      numbersOf(await trainModel(DATA, tinyConfiguration({ seed, settings: { epochs: 2 } }), tickingHooks()));
    const first = await train(1);
    expect(await train(1)).toBe(first);
    expect(await train(2)).not.toBe(first);
  });

  test.each(['ebr', 'vanilla'] as const)(
    '%s resumes with the numbers of a run never stopped',
    async (encoders) => {
      const configuration = tinyConfiguration({ encoders, settings: { epochs: 5, rankingEvery: 2 } });
      const checkpoints: Checkpoint[] = [];
      const hooks = tickingHooks({
        onCheckpoint: (checkpoint) => checkpoints.push(structuredClone(checkpoint())),
      });
      const whole = numbersOf(await trainModel(DATA, configuration, hooks));
      expect(checkpoints.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
      for (const at of [1, 3]) {
        const resumed = await trainModel(DATA, configuration, tickingHooks(), checkpoints[at]);
        expect(numbersOf(resumed)).toBe(whole);
      }
    },
    90_000,
  );

  test('a checkpoint of another configuration or other data is refused', async () => {
    const checkpoints: Checkpoint[] = [];
    const hooks = tickingHooks({ onCheckpoint: (checkpoint) => checkpoints.push(checkpoint()) });
    const configuration = tinyConfiguration({ settings: { epochs: 1 } });
    await trainModel(DATA, configuration, hooks);
    const from = checkpoints[0]!;
    const refused = async (data: Dataset, settings: object, checkpoint: Checkpoint): Promise<unknown> =>
      trainModel(
        data,
        tinyConfiguration({ settings: { epochs: 1, ...settings } }),
        tickingHooks(),
        checkpoint,
      ).catch((error: unknown) => error);
    expect(await refused(DATA, { lambda: 0.2 }, from)).toMatchObject({ code: 'configuration' });
    const other = relabel(DATA, (row) => 1 - DATA.labels[row]!);
    expect(await refused(other, {}, from)).toMatchObject({ code: 'configuration' });
    expect(await refused(DATA, {}, { ...from, state: '{"epoch"' })).toMatchObject({ code: 'serialization' });
    expect(await refused(DATA, {}, { ...from, tensors: {} })).toMatchObject({ code: 'serialization' });
  });
});

describe('stopping', () => {
  test('a cancelled run keeps the best so far and says so', async () => {
    const signal = { aborted: false };
    const hooks = tickingHooks({
      signal,
      onEpoch: ({ epoch }) => {
        signal.aborted = epoch === 3;
      },
    });
    const model = await trainModel(DATA, tinyConfiguration({ settings: { epochs: 50 } }), hooks);
    expect(model.epochs).toBe(3);
    expect(model.bestEpochs.every((epoch) => epoch === 1 || epoch === 3)).toBe(true);
    expect(model.warnings.join()).toMatch(/stopped after 3 of 50 epochs/);
  });

  test('cancelled before the first block ended, it gives the weights it has', async () => {
    const leaked = await leakedTensors(async () => {
      const hooks = tickingHooks({ signal: { aborted: true } });
      const model = await trainModel(DATA, tinyConfiguration(), hooks);
      expect(model.epochs).toBe(0);
      expect(model.bestEpochs).toEqual([0, 0]);
    });
    expect(leaked).toBe(0);
  });

  test('fewer than 50 positives to judge by: the last epoch is kept, with a warning', async () => {
    const few = relabel(DATA, (row) => Number(DATA.splits[row] === 0 ? row % 20 === 0 : row % 10 === 0));
    const model = await trainModel(few, tinyConfiguration({ settings: { epochs: 3 } }), tickingHooks());
    expect(model.warnings.join()).toMatch(/too_few_positives/);
    expect(model.bestEpochs).toEqual([3, 3]);
  });
});

describe('failures', () => {
  const fails = async (data: Dataset, settings = {}): Promise<unknown> => {
    const leaked = await leakedTensors(() => Promise.resolve());
    expect(leaked).toBe(0);
    return trainModel(data, tinyConfiguration({ settings }), tickingHooks()).catch((error: unknown) => error);
  };

  test('one class in training', async () => {
    const error = await fails(relabel(DATA, (row) => Number(DATA.splits[row] !== 0)));
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ code: 'one_class' });
  });

  test('no modality in 30 training encounters', async () => {
    expect(await fails({ ...DATA, states: DATA.states.map(() => 2) })).toMatchObject({ code: 'modality' });
  });

  test('a loss that is no number names the epoch and the modality, and keeps the best before it', async () => {
    const error = await fails(DATA, {
      learningRate: 1e38,
      weightDecay: 0,
      gradientNorm: 0,
      optimizer: 'sgd',
    });
    expect(error).toBeInstanceOf(TrainingDivergedError);
    expect((error as TrainingDivergedError).message).toMatch(
      /epoch [12]; the encoder of (demographics|notes|labs|diagnoses|procedures|medications) had/,
    );
  });

  test('what was best before the loss went wrong is kept, as it was', async () => {
    const settings = { epochs: 6, schedule: 'step', decayEvery: 2, decayFactor: 1 } as const;
    const configuration = tinyConfiguration({ encoders: 'vanilla', settings });
    const checkpoints: Checkpoint[] = [];
    await trainModel(
      DATA,
      configuration,
      tickingHooks({ onCheckpoint: (checkpoint) => checkpoints.push(structuredClone(checkpoint())) }),
    );
    const after = checkpoints[1]!;
    const best = after.tensors['best.values']!;
    const poisoned = after.tensors['semantic.values']!;
    const broken: Checkpoint = {
      ...after,
      tensors: {
        ...after.tensors,
        'semantic.values': { ...poisoned, values: poisoned.values.map(() => 1e30) },
      },
    };
    const error: unknown = await trainModel(DATA, configuration, tickingHooks(), broken).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(TrainingDivergedError);
    const kept = (error as TrainingDivergedError).best!;
    expect(kept.epochs).toBe(2);
    expect(Array.from(best.values)).toEqual(
      expect.arrayContaining([kept.weights['encoder.0.weight']!.values[0]!]),
    );
    expect(Object.values(kept.weights).every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });
});

test('latents that the adversary has emptied are told while it runs, and of the model', async () => {
  const reports: EpochReport[] = [];
  // Nothing but decay moves the heads: their weights, and so what tells latents apart, go to 0; their biases stay.
  const settings = {
    epochs: 3,
    learningRate: 1e-6,
    weightDecay: 9e5,
    gradientNorm: 0,
    maskedTraining: false,
  };
  const model = await trainModel(
    syntheticDataset({ encounters: 200 }),
    tinyConfiguration({ settings: { ...settings, schedule: 'constant' } }),
    tickingHooks({ onEpoch: (report) => reports.push(report) }),
  );
  expect(reports.at(-1)!.collapsed).toContain('labs');
  expect(model.warnings.join()).toMatch(/adversarial_collapse: the latents of labs do not differ/);
});

test('a modality present too seldom is left out by name, and the rest is trained', async () => {
  const seldom = DATA.states.map((state, i) => (i % 6 === 4 && i > 6 * 60 ? 2 : state));
  const model = await trainModel(
    { ...DATA, states: seldom },
    tinyConfiguration({ settings: { epochs: 1 } }),
    tickingHooks(),
  );
  expect(model.modalities).not.toContain('procedures');
  expect(model.leftOut).toEqual([
    { modality: 'procedures', reason: expect.stringMatching(/needs 30/) as string },
  ]);
  expect(model.weights['encoder.0.weight']?.shape[0]).toBe(2 * 5);
});
