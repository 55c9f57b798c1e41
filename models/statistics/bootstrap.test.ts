import { describe, expect, test } from 'vitest';
import { auroc, aurocStatistic } from '../metrics/auroc.ts';
import { brierStatistic } from '../metrics/brier.ts';
import type { Counts, Statistic } from '../metrics/metric.ts';
import { RandomStream } from '../random/random-stream.ts';
import { bootstrapIntervals, difference, meanStatistic } from './bootstrap.ts';
import { quantile } from './quantile.ts';

const y = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0];
const p = [0.1, 0.25, 0.25, 0.3, 0.4, 0.85, 0.55, 0.7, 0.05, 0.4];
const patients = y.map((_, row) => `p${row}`);

/** A statistic that is always 0 and hands every draw to `watch`. */
const spy =
  (watch: (counts: Counts) => void): Statistic =>
  (counts) => {
    if (counts !== undefined) watch(counts);
    return { value: 0 };
  };

describe('test vector of method.md 6b', () => {
  // Rows of the positives (.25, .40, .85, .70) and of the negatives (.10, .25, .30, .55, .05, .40).
  const positiveRows = [2, 4, 5, 7];
  const negativeRows = [0, 1, 3, 6, 8, 9];
  const draws = ['0013|012345', '2133|553210', '1220|444311', '3012|223501'];

  test('AUROC of the four draws, and their quantiles', () => {
    const statistic = aurocStatistic(y, p);
    const values = draws.map((draw) => {
      const [positives, negatives] = draw.split('|');
      const counts = new Array<number>(y.length).fill(0);
      for (const index of positives!) counts[positiveRows[Number(index)]!]! += 1;
      for (const index of negatives!) counts[negativeRows[Number(index)]!]! += 1;
      const result = statistic(counts);
      if ('undefined' in result) throw new Error(result.undefined);
      return result.value;
    });
    [0.6458333333, 0.9166666667, 0.875, 0.75].forEach((expected, index) =>
      expect(values[index]).toBeCloseTo(expected, 9),
    );
    const sorted = values.toSorted((a, b) => a - b);
    expect(quantile(sorted, 0.025)).toMatchObject({ value: expect.closeTo(0.6536458333, 9) as number });
    expect(quantile(sorted, 0.975)).toMatchObject({ value: expect.closeTo(0.9135416667, 9) as number });
  });
});

describe('bootstrapIntervals', () => {
  test('stratified: every draw has as many patients with and without a positive as the sample', () => {
    let draws = 0;
    const watched = spy((counts) => {
      draws += 1;
      const positives = y.reduce((sum: number, label, row) => sum + label * counts[row]!, 0);
      expect(positives).toBe(4);
      expect(Array.from(counts).reduce((sum, count) => sum + count, 0)).toBe(10);
    });
    bootstrapIntervals(
      { labels: y, patients },
      { watched },
      { random: RandomStream.fromSeed(1), resamples: 200 },
    );
    expect(draws).toBe(200);
  });

  test('the unit is the patient: rows of one patient enter together', () => {
    const shared = ['a', 'a', 'b', 'b', 'b', 'c', 'c', 'd', 'd', 'd'];
    const watched = spy((counts) => {
      expect(counts[0]).toBe(counts[1]);
      expect(new Set([counts[2], counts[3], counts[4]]).size).toBe(1);
      expect(new Set([counts[7], counts[8], counts[9]]).size).toBe(1);
    });
    bootstrapIntervals(
      { labels: y, patients: shared },
      { watched },
      { random: RandomStream.fromSeed(1), resamples: 100, stratified: false },
    );
  });

  test('unstratified: the number of positives varies', () => {
    const seen = new Set<number>();
    const watched = spy((counts) =>
      seen.add(y.reduce((sum: number, label, row) => sum + label * counts[row]!, 0)),
    );
    bootstrapIntervals(
      { labels: y, patients },
      { watched },
      { random: RandomStream.fromSeed(1), resamples: 200, stratified: false },
    );
    expect(seen.size).toBeGreaterThan(4);
  });

  test('covers the true AUROC of normal scores about as often as it says', () => {
    // Positives N(1, 1), negatives N(0, 1): AUROC = Phi(1 / sqrt 2) = .7602.
    const truth = 0.7602499389;
    const random = RandomStream.fromSeed(4);
    let covered = 0;
    const repeats = 100;
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const labels = Array.from({ length: 200 }, (_, row) => (row % 4 === 0 ? 1 : 0));
      const scores = labels.map((label) => label + random.normal());
      const sample = { labels, patients: labels.map((_, row) => String(row)) };
      const { auroc: result } = bootstrapIntervals(
        sample,
        { auroc: aurocStatistic(labels, scores) },
        { random: random.fork(repeat), resamples: 200 },
      );
      if ('undefined' in result) throw new Error(result.undefined);
      if (result.value.interval[0] <= truth && truth <= result.value.interval[1]) covered += 1;
    }
    // Binomial(100, .95) lies at or above 86 with probability above .999.
    expect(covered).toBeGreaterThanOrEqual(86);
  });

  test('a paired difference of a score with itself is exactly 0', () => {
    const statistic = aurocStatistic(y, p);
    const { gap } = bootstrapIntervals(
      { labels: y, patients },
      { gap: difference(statistic, statistic) },
      { random: RandomStream.fromSeed(2), resamples: 50 },
    );
    expect(gap).toMatchObject({ value: { interval: [0, 0] } });
  });

  test('a paired difference is narrower than the two intervals apart', () => {
    const random = RandomStream.fromSeed(6);
    const labels = Array.from({ length: 300 }, (_, row) => (row % 3 === 0 ? 1 : 0));
    const scores = labels.map((label) => label + random.normal());
    const nearly = scores.map((score) => score + 0.2 * random.normal());
    const a = aurocStatistic(labels, scores);
    const b = aurocStatistic(labels, nearly);
    const result = bootstrapIntervals(
      { labels, patients: labels.map((_, row) => String(row)) },
      { a, gap: difference(a, b) },
      { random, resamples: 300 },
    );
    if ('undefined' in result.a || 'undefined' in result.gap) throw new Error('undefined');
    const width = ([low, high]: readonly [number, number]): number => high - low;
    expect(width(result.gap.value.interval)).toBeLessThan(width(result.a.value.interval) / 2);
  });

  test('undefined draws are redrawn and counted', () => {
    // Two patients, one positive: unstratified draws hold one class half of the time.
    const { auroc: result } = bootstrapIntervals(
      { labels: [1, 0], patients: ['a', 'b'] },
      { auroc: aurocStatistic([1, 0], [0.9, 0.1]) },
      { random: RandomStream.fromSeed(3), resamples: 100, stratified: false },
    );
    if ('undefined' in result) throw new Error(result.undefined);
    expect(result.value.interval).toEqual([1, 1]);
    expect(result.value.redrawn).toBeGreaterThan(50);
    expect(result.value.redrawn).toBeLessThan(200);
  });

  test('an undefined statistic keeps its reason and spoils no other', () => {
    const labels = [0, 0, 0];
    const result = bootstrapIntervals(
      { labels, patients: ['a', 'b', 'c'] },
      { auroc: aurocStatistic(labels, [0.1, 0.2, 0.3]), brier: brierStatistic(labels, [0.1, 0.2, 0.3]) },
      { random: RandomStream.fromSeed(3), resamples: 50 },
    );
    expect(result.auroc).toEqual({ undefined: 'no positive label' });
    expect(result.brier).toHaveProperty('value');
  });

  test('the same stream gives the same interval', () => {
    const run = (): unknown =>
      bootstrapIntervals(
        { labels: y, patients },
        { auroc: aurocStatistic(y, p) },
        { random: RandomStream.fromSeed(9), resamples: 100 },
      );
    expect(run()).toEqual(run());
  });
});

test('meanStatistic averages over masks on the same draw', () => {
  const other = p.map((score) => 1 - score);
  const mean = meanStatistic([aurocStatistic(y, p), aurocStatistic(y, other)]);
  expect(auroc(y, p)).toMatchObject({ value: expect.closeTo(0.7916666667, 9) as number });
  expect(mean()).toMatchObject({ value: expect.closeTo(0.5, 12) as number });
  expect(meanStatistic([aurocStatistic([1], [1])])()).toHaveProperty('undefined');
});
