import { beforeAll, describe, expect, test } from 'vitest';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { type FusionKind, resolveConfiguration } from '../training/configuration.ts';
import type { Checkpoint, EpochReport } from '../training/hooks.ts';
import { trainModel } from '../training/train.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { DISTILLATION_SEQUENCES } from './sequence.ts';

beforeAll(useWasmEngine);

const DATA = syntheticDataset({ encounters: 400 });
const kd = (settings: object, fusion: FusionKind = 'gated') =>
  tinyConfiguration({ encoders: 'kd', fusion, settings: { epochs: 5, distillationWidth: 8, ...settings } });

const numbersOf = (model: TrainedModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  );

test.each(['concat', 'attention', 'gated', 'late'] as const)(
  'trains under %s fusion and reports its losses',
  async (fusion) => {
    const reports: EpochReport[] = [];
    let model: TrainedModel | undefined;
    const leaked = await leakedTensors(async () => {
      const hooks = tickingHooks({ onEpoch: (report) => reports.push(report) });
      model = await trainModel(DATA, kd({}, fusion), hooks);
    });
    expect(leaked).toBe(0);
    expect(reports.map(({ block }) => block)).toEqual([
      'semantic',
      'semantic',
      'distillation',
      'distillation',
      'semantic',
    ]);
    for (const { block, distillationLoss, discriminationLoss, semanticLoss } of reports) {
      expect(distillationLoss !== null).toBe(block === 'distillation');
      expect(distillationLoss ?? 1).toBeGreaterThan(0);
      expect(discriminationLoss).toBeNull();
      expect(semanticLoss).toBeGreaterThan(0);
    }
    expect(model!.policy).toBe('omit');
    expect(model!.bestEpochs).toEqual([5, 5]);
    expect(Object.keys(model!.weights).filter((name) => /student|teacher|head/.test(name))).toEqual([]);
    expect(model!.remarks.length).toBeGreaterThan(0);
    expect(model!.remarks.join()).toMatch(/was taught by/);
    expect(model!.warnings.join()).not.toMatch(/taught|distillation/);
  },
  60_000,
);

test.each(DISTILLATION_SEQUENCES)(
  'teachers follow each other by the sequence %s',
  async (sequence) => {
    const model = await trainModel(
      DATA,
      kd({ distillationSequence: sequence, members: 1, epochs: 3 }),
      tickingHooks(),
    );
    const joint = model.remarks.some((remark) => remark.includes(' and '));
    const successive = model.remarks.some((remark) => remark.includes(', then '));
    expect(joint).toBe(sequence === 'simultaneous');
    expect(successive).toBe(sequence !== 'simultaneous' && sequence !== 'strongest');
  },
  60_000,
);

test.each(['infoNce', 'crd'] as const)(
  '%s: resumes in every phase with the numbers of a run never stopped',
  async (distillation) => {
    const small = syntheticDataset({ encounters: 240 });
    const configuration = kd({ epochs: 6, distillationShare: 0.5, teacherShare: 0.3, distillation });
    const checkpoints: Checkpoint[] = [];
    const hooks = tickingHooks({
      onCheckpoint: (checkpoint) => checkpoints.push(structuredClone(checkpoint())),
    });
    const whole = numbersOf(await trainModel(small, configuration, hooks));
    // Before and within the distillation.
    for (const at of [0, 3]) {
      const resumed = await trainModel(small, configuration, tickingHooks(), checkpoints[at]);
      expect(numbersOf(resumed)).toBe(whole);
    }
    const damaged = { ...checkpoints[3]!, state: checkpoints[3]!.state.replace('"taught"', '"thought"') };
    const error: unknown = await trainModel(small, configuration, tickingHooks(), damaged).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'serialization' });
  },
  120_000,
);

test('stopped while it teaches, it keeps what the encoders were and says so', async () => {
  const signal = { aborted: false };
  const hooks = tickingHooks({ signal, onEpoch: ({ epoch }) => (signal.aborted = epoch === 3) });
  const leaked = await leakedTensors(async () => {
    const model = await trainModel(DATA, kd({}), hooks);
    expect(model.warnings.join()).toMatch(/stopped before the distillation had ended/);
    expect(model.remarks.join()).not.toMatch(/was taught by/);
  });
  expect(leaked).toBe(0);
});

test('one modality has nobody to learn from: a warning, and a model', async () => {
  const alone = { ...DATA, states: DATA.states.map((state, i) => (i % 6 === 2 ? state : 2)) };
  const reports: EpochReport[] = [];
  const hooks = tickingHooks({ onEpoch: (report) => reports.push(report) });
  const model = await trainModel(alone, kd({}), hooks);
  expect(model.modalities).toEqual(['labs']);
  expect(model.warnings.join()).toMatch(/no modality could be taught/);
  expect(reports.every(({ block }) => block === 'semantic')).toBe(true);
});

describe('refused by name', () => {
  const resolve = (settings: object) => () =>
    resolveConfiguration('quick', { encoders: 'kd', settings: { ...settings } });

  test.each([
    [{ epochs: 2 }, /epochs/],
    [{ teacherShare: 0.7, distillationShare: 0.3 }, /teacherShare/],
    [{ substitution: 'ebr' }, /kd encoders have no g/],
    [{ distillationSequence: 'backwards' }, /distillationSequence/],
  ])('%o', (settings, name) => {
    expect(resolve(settings)).toThrow(name);
  });

  test('memory banks that would not fit, before the run', async () => {
    const configuration = kd({ distillation: 'crd', distillationWidth: 4096, members: 20, bagging: false });
    const many = syntheticDataset({ encounters: 1200 });
    const error: unknown = await trainModel(many, configuration, tickingHooks()).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'configuration' });
    expect((error as Error).message).toMatch(/distillationWidth/);
  });
});
