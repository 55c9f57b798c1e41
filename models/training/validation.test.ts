import { beforeAll, describe, expect, test } from 'vitest';
import { maskUniform } from '../hashing/mask.ts';
import { createNetwork } from '../network/create-network.ts';
import { memberLogits } from '../network/forward.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { EpochReporter } from './epoch-report.ts';
import { ModelState } from './model-state.ts';
import { type PreparedRun, prepareRun } from './prepare.ts';
import { Judge, logLoss, maskedRows } from './validation.ts';

let run: PreparedRun;
let state: ModelState;
const filling = { table: ownSources(6), lends: 'latent' } as const;
beforeAll(async () => {
  await useCpuEngine();
  run = prepareRun(syntheticDataset({ encounters: 2000 }), tinyConfiguration());
  state = ModelState.initial(createNetwork(run.configuration, 6), 2, RandomStream.fromSeed(1), -2);
});

describe('maskedRows', () => {
  const rows = (): Int32Array => run.validationRows;

  test('rate 0 uses what is usable', () => {
    const { used } = maskedRows(run.inputs, run.encounters, rows(), { rate: 0, seed: 7 });
    expect(used).toEqual(
      Uint8Array.from([...rows()].flatMap((row) => [...run.inputs.usable.subarray(row * 6, row * 6 + 6)])),
    );
  });

  test('masks by the hash of seed, encounter and modality, and leaves one', () => {
    const { used } = maskedRows(run.inputs, run.encounters, rows(), { rate: 0.5, seed: 7 });
    rows().forEach((row, i) => {
      const expected = run.inputs.modalities.map(
        (modality, m) =>
          run.inputs.usable[row * 6 + m] === 1 && maskUniform(7, run.encounters[row]!, modality) >= 0.5,
      );
      const own = [...used.subarray(i * 6, i * 6 + 6)];
      if (expected.includes(true)) expect(own).toEqual(expected.map(Number));
      else expect(own.filter((bit) => bit === 1)).toHaveLength(1);
    });
  });
});

test('logLoss is the mean of minus log probability of the label', () => {
  const expected = (Math.log(2) + Math.log1p(Math.exp(2)) + Math.log1p(Math.exp(-3))) / 3;
  expect(logLoss([1, 0, 1], [0, 2, 3])).toBeCloseTo(expected, 12);
});

describe('Judge', () => {
  test('gives each member the loss on its own fold, at both rates', () => {
    const { asRecorded, mean } = new Judge(run).losses(state, filling);
    expect(run.stopsEarly).toBe(true);
    const at = (rate: number): number[] => {
      const rows = run.members.map(({ monitor }) =>
        maskedRows(run.inputs, run.encounters, monitor, { rate, seed: run.configuration.seed }),
      );
      return memberLogits(state, { inputs: run.inputs, rows, filling }).map((logits, member) =>
        logLoss(
          Array.from(rows[member]!.rows, (row) => run.labels[row]!),
          logits,
        ),
      );
    };
    const [full, half] = [at(0), at(0.5)];
    [0, 1].forEach((member) => {
      expect(asRecorded[member]).toBeCloseTo(full[member]!, 10);
      expect(mean[member]).toBeCloseTo((full[member]! + half[member]!) / 2, 10);
    });
    expect(asRecorded[0]).not.toBe(asRecorded[1]);
  });

  test('leaves nothing behind', async () => {
    expect(await leakedTensors(() => void new Judge(run).losses(state, filling))).toBe(0);
  });
});

describe('EpochReporter', () => {
  test('measures the mean logit of the members, the same every time, and leaves nothing behind', async () => {
    const reporter = new EpochReporter(run);
    let figures = reporter.figures(state, filling);
    expect(await leakedTensors(() => (figures = reporter.figures(state, filling)))).toBe(0);
    expect(figures).toEqual(reporter.figures(state, filling));
    const batch = maskedRows(run.inputs, run.encounters, run.validationRows, { rate: 0, seed: 1 });
    const [first, second] = memberLogits(state, { inputs: run.inputs, rows: [batch, batch], filling });
    const mean = first!.map((value, i) => (value + second![i]!) / 2);
    const labels = Array.from(run.validationRows, (row) => run.labels[row]!);
    // The loss is the mean over both rates, so it lies near the one of rate 0.
    expect(figures.validationLoss).toBeCloseTo(logLoss(labels, mean), 0);
    expect(figures.auroc).toBeGreaterThan(0);
    expect(figures.discriminatorAccuracy).toBeLessThan(0.6);
  });

  test('without validation encounters it has no figures', () => {
    const reporter = new EpochReporter({ ...run, validationRows: new Int32Array(0) });
    const { collapsed, ...figures } = reporter.figures(state, filling);
    expect(Object.values(figures).every((value) => value === null)).toBe(true);
    expect(collapsed).toEqual([]);
  });
});
