import { describe, expect, test } from 'vitest';
import { sigmoid } from '../statistics/sigmoid.ts';
import { calibrationReference, observedNearby } from './observed-nearby.ts';

/** 1,000 encounters at logits -5, -4.99, ..., 4.99; every tenth below 0 and every second above is an event. */
const logits = Array.from({ length: 1000 }, (_, i) => i / 100 - 5);
const labels = logits.map((_, i) => (i % (i < 500 ? 10 : 2) === 0 ? 1 : 0));

describe('observedNearby', () => {
  test('the 200 nearest in calibrated logit, with their range of probabilities', () => {
    const result = observedNearby(calibrationReference(logits, labels), -2.505);
    if ('undefined' in result) throw new Error(result.undefined);
    expect(result.value).toMatchObject({ n: 200, events: 20, rate: 0.1 });
    expect(result.value.from).toBeCloseTo(sigmoid(-3.5), 12);
    expect(result.value.to).toBeCloseTo(sigmoid(-1.51), 12);
    // Wilson at 20 of 200: centre .10754, half width .04149.
    expect(result.value.interval[0]).toBeCloseTo(0.0657, 4);
    expect(result.value.interval[1]).toBeCloseTo(0.1494, 4);
  });

  test('beyond the ends: the last 200', () => {
    const result = observedNearby(calibrationReference(logits, labels), 99);
    expect(result).toMatchObject({ value: { n: 200, events: 100, to: sigmoid(4.99) } });
  });

  test('agrees with sorting by distance', () => {
    const reference = calibrationReference(logits, labels);
    for (const target of [-7, -4.333, -0.123, 0, 2.718, 4.2]) {
      const near = logits
        .map((logit, i) => ({ distance: Math.abs(logit - target), label: labels[i]! }))
        .sort((a, b) => a.distance - b.distance)
        .slice(0, 200);
      const result = observedNearby(reference, target);
      expect(result).toMatchObject({ value: { events: near.reduce((sum, { label }) => sum + label, 0) } });
    }
  });

  test('the reference is sorted whatever the order of the split', () => {
    const order = logits.map((_, i) => (i * 7) % 1000);
    const shuffled = calibrationReference(
      order.map((i) => logits[i]!),
      order.map((i) => labels[i]!),
    );
    expect(shuffled).toEqual(calibrationReference(logits, labels));
  });

  test('not assessed: fewer than 50 encounters, or 5 events', () => {
    expect(observedNearby(calibrationReference(logits.slice(0, 49), labels.slice(0, 49)), 0)).toMatchObject({
      undefined: expect.stringContaining('49 calibration encounters') as string,
    });
    expect(observedNearby(calibrationReference(logits.slice(0, 50), labels.slice(0, 50)), 0)).toHaveProperty(
      'value',
    );
    const rare = labels.map((_, i) => (i % 250 === 0 ? 1 : 0));
    expect(observedNearby(calibrationReference(logits, rare), 0)).toMatchObject({
      undefined: expect.stringContaining('events') as string,
    });
  });
});
