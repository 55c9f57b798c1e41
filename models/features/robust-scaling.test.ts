import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { fitRobustScaling, scaleValue } from './robust-scaling.ts';
import { ValueSample } from './value-sample.ts';

describe('robust scaling', () => {
  test('median 0, quartiles at plus and minus .675', () => {
    const scaling = fitRobustScaling([10, 20, 30, 40, 50])!;
    // Median 30, quartiles 20 and 40, scale 20 / 1.35.
    expect(scaling).toMatchObject({ log: false, median: 30, scale: 20 / 1.35 });
    expect(scaleValue(scaling, 30)).toBe(0);
    expect(scaleValue(scaling, 40)).toBeCloseTo(0.675, 12);
  });
  test('ends at 4', () => {
    const scaling = fitRobustScaling([10, 20, 30, 40, 50])!;
    expect(scaleValue(scaling, 1e9)).toBe(4);
    expect(scaleValue(scaling, -1e9)).toBe(-4);
  });
  test('a long tail is taken in logs, also below 0 for a new patient', () => {
    const values = Array.from({ length: 100 }, (_, i) => Math.exp(i / 15));
    const scaling = fitRobustScaling(values)!;
    expect(scaling.log).toBe(true);
    expect(scaling.median).toBeCloseTo(Math.log1p((values[49]! + values[50]!) / 2), 1);
    expect(scaleValue({ ...scaling, median: 0, scale: 1 }, -3)).toBeCloseTo(-Math.log(4), 12);
  });
  test('values below 0 are never taken in logs', () => {
    expect(fitRobustScaling([-1, 0, 0, 0, 1, 2, 90, 100])!.log).toBe(false);
  });
  test('half of the values the same: the standard deviation decides', () => {
    const scaling = fitRobustScaling([0, 0, 0, 0, 0, 0, 0, 0, 0, 10])!;
    // In logs (95th percentile 5.5 > 4 x 0): values 0 and log 11, sd = log 11 * sqrt(.09).
    expect(scaling.scale).toBeCloseTo(Math.log(11) * 0.3, 12);
  });
  test('values that do not vary have no scale', () => {
    expect(fitRobustScaling([3, 3, 3])).toBeNull();
    expect(fitRobustScaling([3])).toBeNull();
    expect(fitRobustScaling([])).toBeNull();
  });
});

describe('a sample of a stream', () => {
  test('all of the values while they fit', () => {
    const sample = new ValueSample(RandomStream.fromSeed(1));
    for (let i = 0; i < 10_000; i += 1) sample.add(i);
    expect(sample.values).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  });
  test('then every value is kept with the same chance', () => {
    const sample = new ValueSample(RandomStream.fromSeed(1));
    for (let i = 0; i < 100_000; i += 1) sample.add(i);
    expect(sample.values).toHaveLength(10_000);
    const mean = sample.values.reduce((sum, value) => sum + value, 0) / 10_000;
    // Standard error of the mean of 10,000 of 0..99,999.
    expect(Math.abs(mean - 50_000)).toBeLessThan((5 * 100_000) / Math.sqrt(12 * 10_000));
  });
});
