import { beforeAll, describe, expect, test } from 'vitest';
import { asRecorded } from '../network/batch.ts';
import { createPredictor, type Predictor } from '../prediction/predictor.ts';
import { logit } from '../statistics/sigmoid.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useWasmEngine } from '../testing/wasm-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tickingHooks, tinyConfiguration } from '../testing/tiny-run.ts';
import { type EncoderKind, type FusionKind, resolveConfiguration } from '../training/configuration.ts';
import type { Checkpoint, EpochReport } from '../training/hooks.ts';
import { prepareRun } from '../training/prepare.ts';
import { takeEncounters } from '../training/subset.ts';
import { trainModel } from '../training/train.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import { leftIncomplete } from './incomplete-method.ts';

beforeAll(useWasmEngine);

const DATA = syntheticDataset({ encounters: 240 });
const ROWS = 12;
const M = 6;
const LABS = 2;
const BATCH = takeEncounters(
  DATA,
  Int32Array.from({ length: ROWS }, (_, i) => i),
);

interface Method {
  readonly encoders: EncoderKind;
  readonly fusion: FusionKind;
  readonly policy: string;
  readonly settings?: object;
}
const METHODS: readonly Method[] = [
  { encoders: 'cmae', fusion: 'concat', policy: 'omit' },
  { encoders: 'smil', fusion: 'concat', policy: 'predicted' },
  { encoders: 'shaspec', fusion: 'gated', policy: 'predicted' },
  { encoders: 'ebr', fusion: 'gated', policy: 'predicted', settings: { substitution: 'predicted' } },
];
const configurationOf = ({ encoders, fusion, settings }: Method) =>
  tinyConfiguration({ encoders, fusion, settings: { epochs: 3, bagging: false, ...settings } });

const numbersOf = (model: TrainedModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  );

describe.each(METHODS)('$encoders with policy $policy', (method) => {
  const reports: EpochReport[] = [];
  const checkpoints: Checkpoint[] = [];
  let model: TrainedModel;
  let predictor: Predictor;
  let leaked = NaN;

  beforeAll(async () => {
    leaked = await leakedTensors(async () => {
      const hooks = tickingHooks({
        onEpoch: (report) => reports.push(report),
        onCheckpoint: (checkpoint) => checkpoints.push(structuredClone(checkpoint())),
      });
      model = await trainModel(DATA, configurationOf(method), hooks);
    });
    predictor = createPredictor(model);
  });

  test('trains under the trainer of all, reports what it adds, and leaves nothing behind', () => {
    expect(leaked).toBe(0);
    expect(model.policy).toBe(method.policy);
    expect(reports).toHaveLength(3);
    for (const { semanticLoss, auxiliaryLoss } of reports) {
      expect(semanticLoss).toBeGreaterThan(0);
      expect(auxiliaryLoss).not.toBeNull();
    }
    expect(model.warnings.join()).not.toMatch(/centroid|complete/);
  });

  test('resumes with the numbers of a run never stopped', async () => {
    const whole = numbersOf(model);
    // The first checkpoint lies in the warm-up, where there is one.
    const resumed = await trainModel(DATA, configurationOf(method), tickingHooks(), checkpoints[0]);
    expect(numbersOf(resumed)).toBe(whole);
  });

  test('what is not used has no influence, and what is has', () => {
    const used = predictor.usable(BATCH).map((bit, i) => (i % M === LABS ? 0 : bit));
    const labs = BATCH.inputs.labs!;
    const other = { ...labs, values: labs.values.map((value) => 3 - 5 * value) };
    const changed = { ...BATCH, inputs: { ...BATCH.inputs, labs: other } };
    expect(predictor.logits(changed, used)).toEqual(predictor.logits(BATCH, used));
    expect(predictor.logits(changed)).not.toEqual(predictor.logits(BATCH));
  });

  test('a row does not depend on the rows beside it', () => {
    const all = predictor.logits(BATCH);
    for (const row of [0, 3, 7]) {
      const [alone = NaN] = predictor.logits(takeEncounters(BATCH, Int32Array.of(row)));
      expect(alone).toBeCloseTo(all[row]!, 5);
    }
  });

  test.each(['omit', 'avg', 'rep-nn', 'own'] as const)(
    'all subsets at once are the logits of each subset, %s',
    (asked) => {
      const policy = asked === 'own' ? model.policy : asked;
      const coalitions = predictor.allCoalitions(BATCH, policy);
      const usable = predictor.usable(BATCH);
      for (const subset of [1, 0b000110, 0b101001, 0b111011, 0b111111]) {
        const used = usable.map((bit, i) => bit & (subset >> (i % M)));
        predictor.logits(BATCH, used, policy).forEach((value, row) => {
          const expected = Number.isNaN(value) ? logit(model.baseRate) : value;
          expect(coalitions[row * 2 ** M + subset]).toBeCloseTo(expected, 4);
        });
      }
    },
  );

  test('nobody in particular stood in, and scoring leaves nothing behind', async () => {
    const used = predictor.usable(BATCH).map((bit, i) => (i % M === LABS ? 0 : bit));
    expect(predictor.substitutions(BATCH, used).every((list) => list.length === 0)).toBe(true);
    expect(await leakedTensors(() => void predictor.allCoalitions(BATCH))).toBe(0);
    expect(await leakedTensors(() => void predictor.logits(BATCH, used))).toBe(0);
  });
});

describe('where the trainer drops nothing', () => {
  test.each(['cmae', 'smil', 'shaspec'] as const)('%s leaves modalities out itself', async (encoders) => {
    const settings = { members: 1, epochs: 2, maskedTraining: false, unimodalWeight: 0 };
    const model = await trainModel(DATA, tinyConfiguration({ encoders, settings }), tickingHooks());
    const scored = createPredictor(model);
    expect(scored.logits(BATCH).every(Number.isFinite)).toBe(true);
    scored.dispose();
  });

  test('some of each encounter is left out, otherwise in every step, and never all', () => {
    const run = prepareRun(
      DATA,
      tinyConfiguration({ encoders: 'cmae', settings: { maskedTraining: false } }),
    );
    const members = [asRecorded(run.inputs, run.trainingRows.slice(0, 60))];
    const [first, again, next] = [0, 0, 1].map(
      (step) => leftIncomplete(run, members, { epoch: 0, step })[0]!,
    );
    expect(first).toEqual(again);
    expect(first!.used).not.toEqual(next!.used);
    const counts = (used: Uint8Array): number[] =>
      Array.from({ length: 60 }, (_, i) =>
        used.subarray(i * M, (i + 1) * M).reduce((sum, bit) => sum + bit, 0),
      );
    const [before, after] = [counts(members[0]!.used), counts(first!.used)];
    expect(after.every((count, i) => count >= 1 && count <= before[i]!)).toBe(true);
    expect(after.filter((count, i) => count < before[i]!).length).toBeGreaterThan(30);
    expect(first!.used.every((bit, i) => bit <= members[0]!.used[i]!)).toBe(true);
    const masked = prepareRun(DATA, tinyConfiguration({ encoders: 'cmae' }));
    expect(leftIncomplete(masked, members, { epoch: 0, step: 0 })).toBe(members);
  });
});

describe('refused by name', () => {
  test.each([
    ['smil', { substitution: 'omit' }, /smil encoders predict/],
    ['shaspec', { substitution: 'ebr' }, /shaspec encoders have no g/],
    ['cmae', { substitution: 'predicted' }, /cmae encoders leave out/],
    ['smil', { epochs: 1 }, /epochs/],
    ['vanilla', { substitution: 'predicted', maskedTraining: false }, /maskedTraining/],
    ['smil', { centroids: 0 }, /centroids/],
  ] as const)('%s with %o', (encoders, settings, reason) => {
    expect(() => resolveConfiguration('desktop', { encoders, settings })).toThrow(reason);
  });

  test('asking a model for predictions that it has not learned', async () => {
    const settings = { epochs: 1, members: 1 };
    const vanilla = createPredictor(
      await trainModel(DATA, tinyConfiguration({ encoders: 'vanilla', settings }), tickingHooks()),
    );
    expect(() => vanilla.logits(BATCH, undefined, 'predicted')).toThrow(/not trained with it/);
    vanilla.dispose();
  });
});
