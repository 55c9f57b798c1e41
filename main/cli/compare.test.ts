import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluation } from '../api/audits.ts';
import { interval, metric, undefinedMetric } from '../api/common.ts';
import { rejectedReasons } from '../api/rejected.ts';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { importSynthetic, NEVER, QUICK } from '../testing/small-study.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { runTraining } from '../training/run-training.ts';

const folder = temporaryFolder();
const bundle = (name: string): string => path.join(folder, name);
let home: string;
let database: string;

const figure = z.strictObject({ first: metric, second: metric, difference: metric, interval });
const signedRank = z.strictObject({
  metric: z.string(),
  n: z.number(),
  zeros: z.number(),
  p: metric,
  adjusted: metric,
});
const comparison = z.strictObject({
  task: z.string(),
  pairs: z.array(z.strictObject({ first: z.string(), second: z.string() })),
  n: z.number(),
  positives: z.number(),
  leftOut: z.number(),
  rates: z.array(z.strictObject({ rate: z.number(), auroc: figure, auprc: figure, brier: figure })),
  wilcoxon: z.strictObject({ overSeeds: z.array(signedRank), overSeedsAndRates: z.array(signedRank) }),
  rejected: rejectedReasons,
  undefined: z.array(undefinedMetric),
});

beforeAll(async () => {
  ({ home, database } = await importSynthetic(folder, { admissions: 1_100, seed: 5 }));
  const train = (name: string, change: object): Promise<unknown> =>
    runTraining(
      {
        database,
        request: { ...QUICK, task: 'readmission-15d', settings: { epochs: 2 }, ...change },
        output: bundle(name),
      },
      { signal: NEVER },
    );
  await train('ebr', {});
  await train('vanilla', { encoders: 'vanilla' });
  await train('ebr-2', { seed: 2 });
  await train('vanilla-2', { seed: 2, encoders: 'vanilla' });
  await train('mortality', { task: 'mortality-90d' });
});

const lacuna = (...args: string[]): Promise<Ended> =>
  runLacuna([...args, '--database', database, '--json'], { home });
const few = ['--missing-rates', '0,0.5', '--masks', '2'];

describe('compare', () => {
  it('gives both figures as evaluate does, and their difference with an interval around it', async () => {
    const report = documentOf(await lacuna('compare', bundle('ebr'), bundle('vanilla'), ...few), comparison);
    const evaluated = await Promise.all(
      ['ebr', 'vanilla'].map(async (name) =>
        documentOf(await lacuna('evaluate', '--model', bundle(name), ...few), evaluation),
      ),
    );
    expect(report.n).toBe(evaluated[0]!.n);
    expect(report.positives).toBe(evaluated[0]!.positives);
    report.rates.forEach((row, index) => {
      for (const name of ['auroc', 'auprc', 'brier'] as const) {
        const { first, second, difference, interval: range } = row[name];
        expect(first).toBeCloseTo(evaluated[0]!.rates[index]![name]!, 9);
        expect(second).toBeCloseTo(evaluated[1]!.rates[index]![name]!, 9);
        expect(difference).toBeCloseTo(first! - second!, 9);
        expect(range![0]).toBeLessThanOrEqual(difference!);
        expect(range![1]).toBeGreaterThanOrEqual(difference!);
      }
    });
    expect(report.wilcoxon.overSeeds).toEqual([]);
  });

  it('turns its signs with the order of the models', async () => {
    const there = documentOf(await lacuna('compare', bundle('ebr'), bundle('vanilla'), ...few), comparison);
    const back = documentOf(await lacuna('compare', bundle('vanilla'), bundle('ebr'), ...few), comparison);
    there.rates.forEach((row, index) => {
      const turned = back.rates[index]!.auroc;
      expect(turned.difference).toBeCloseTo(-row.auroc.difference!, 12);
      expect(turned.interval![0]).toBeCloseTo(-row.auroc.interval![1], 12);
    });
  });

  it('takes further seeds as pairs and tests over them', async () => {
    const second = `${bundle('ebr-2')},${bundle('vanilla-2')}`;
    const both = documentOf(
      await lacuna('compare', bundle('ebr'), bundle('vanilla'), '--pair', second, ...few),
      comparison,
    );
    const alone = documentOf(await lacuna('compare', bundle('ebr'), bundle('vanilla'), ...few), comparison);
    const other = documentOf(
      await lacuna('compare', bundle('ebr-2'), bundle('vanilla-2'), ...few),
      comparison,
    );
    expect(both.pairs).toHaveLength(2);
    both.rates.forEach(({ auroc }, index) => {
      const each = [alone, other].map(({ rates }) => rates[index]!.auroc.difference!);
      expect(auroc.difference).toBeCloseTo((each[0]! + each[1]!) / 2, 9);
    });
    expect(both.wilcoxon.overSeeds[0]).toMatchObject({ metric: 'auroc', n: 2 });
    expect(both.wilcoxon.overSeedsAndRates[0]!.n + both.wilcoxon.overSeedsAndRates[0]!.zeros).toBe(4);
  });

  it('refuses models of different tasks, a model and itself, and half a pair, by name', async () => {
    expect(errorOf(await lacuna('compare', bundle('ebr'), bundle('mortality')))).toMatchObject({
      code: 'model_mismatch',
      exit: 1,
      message: expect.stringContaining(
        'task is readmission-15d in one, mortality-90d in the other',
      ) as string,
    });
    expect(errorOf(await lacuna('compare', bundle('ebr'), bundle('ebr')))).toMatchObject({
      code: 'usage',
      exit: 2,
    });
    const half = await lacuna('compare', bundle('ebr'), bundle('vanilla'), '--pair', bundle('ebr-2'));
    expect(errorOf(half)).toMatchObject({ code: 'usage', exit: 2 });
  });

  it('says in words what differs', async () => {
    const { stdout, code } = await runLacuna(
      ['compare', bundle('ebr'), bundle('vanilla'), '--database', database, ...few],
      { home },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+ test encounters, \d+ positive/);
    expect(stdout).toMatch(
      /0\.50 {2}auroc +0\.\d{3} +0\.\d{3} {2}[+-]0\.\d{3} {2}[+-]0\.\d{3} to [+-]0\.\d{3}/,
    );
  });
});
