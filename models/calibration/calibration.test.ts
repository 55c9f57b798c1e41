import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { RandomStream } from '../random/random-stream.ts';
import { sigmoid } from '../statistics/sigmoid.ts';
import { atRate, calibrate, fitCalibration, type Calibration } from './calibration.ts';

/** Encounters whose true logit is `intercept + slope * raw + shift * [the second of two modalities is not used]`. */
function sample(size: number, { intercept = 0, slope = 1, shift = 0, seed = 1 }) {
  const random = RandomStream.fromSeed(seed);
  const logits = new Float64Array(size);
  const notUsed = new Uint8Array(2 * size);
  const labels = new Uint8Array(size);
  for (let row = 0; row < size; row += 1) {
    logits[row] = 1.5 * random.normal() - 1;
    notUsed[2 * row + 1] = random.float() < 0.4 ? 1 : 0;
    const truth = intercept + slope * logits[row]! + shift * notUsed[2 * row + 1]!;
    labels[row] = random.float() < sigmoid(truth) ? 1 : 0;
  }
  return { logits, notUsed, labels };
}

describe('fitCalibration', () => {
  test('recovers slope, intercept and the shift of a modality not used', () => {
    const calibration = fitCalibration(sample(20_000, { intercept: 0.3, slope: 0.5, shift: -0.8 }));
    expect(calibration.method).toBe('ridge-logistic');
    // About four standard errors at 20,000 encounters.
    expect(Math.abs(calibration.slope - 0.5)).toBeLessThan(0.06);
    expect(Math.abs(calibration.intercept - 0.3)).toBeLessThan(0.12);
    // The ridge holds a part of the shift back, even at this size.
    expect(Math.abs(calibration.notUsed[1]! + 0.8)).toBeLessThan(0.2);
    // Always used: nothing to learn, so nothing is shifted.
    expect(calibration.notUsed[0]).toBe(0);
  });

  test('leaves a calibrated score nearly alone', () => {
    const calibration = fitCalibration(sample(20_000, {}));
    expect(Math.abs(calibration.slope - 1)).toBeLessThan(0.1);
    expect(Math.abs(calibration.intercept)).toBeLessThan(0.1);
  });

  test('the mean calibrated probability equals the observed rate', () => {
    const data = sample(2000, { intercept: -0.7, slope: 1.4 });
    const calibration = fitCalibration(data);
    let expected = 0;
    data.logits.forEach((logit, row) => {
      expected += sigmoid(calibrate(calibration, logit, data.notUsed.subarray(2 * row, 2 * row + 2)));
    });
    const observed = data.labels.reduce((sum, label) => sum + label, 0);
    expect(expected).toBeCloseTo(observed, 6);
  });

  test('a shift takes more encounters than a slope', () => {
    const data = sample(400, { slope: 1.6, shift: -1 });
    const { slope, notUsed } = fitCalibration(data);
    expect(slope).toBeGreaterThan(1.3);
    expect(notUsed[1]).toBeLessThan(0);
    expect(notUsed[1]).toBeGreaterThan(-0.4);
  });

  test('few encounters: drawn towards the identity', () => {
    const data = sample(60, { slope: 3, shift: -2 });
    const few = fitCalibration(data);
    const many = fitCalibration(sample(20_000, { slope: 3, shift: -2 }));
    expect(few.slope).toBeLessThan(many.slope);
    expect(few.slope).toBeGreaterThan(1);
  });

  test('masked copies of an encounter count as one encounter', () => {
    const data = sample(500, { intercept: 0.3, slope: 0.7, shift: -0.5 });
    const twice = {
      logits: Float64Array.from([...data.logits, ...data.logits]),
      notUsed: Uint8Array.from([...data.notUsed, ...data.notUsed]),
      labels: Uint8Array.from([...data.labels, ...data.labels]),
      copies: 2,
    };
    const once = fitCalibration(data);
    const copied = fitCalibration(twice);
    expect(copied.positives).toBe(once.positives);
    expect(copied.slope).toBeCloseTo(once.slope, 9);
    expect(copied.notUsed[1]).toBeCloseTo(once.notUsed[1]!, 9);
  });
});

describe('identity and a warning', () => {
  const isIdentity = (calibration: Calibration): void => {
    expect(calibration.method).toBe('identity');
    expect(calibrate(calibration, -1.7, [1, 1])).toBe(-1.7);
    expect(calibration.warnings).toHaveLength(1);
  };
  test('fewer than 10 positives', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, row) => (row < 9 ? 1 : 0));
    const logits = Float64Array.from({ length: 100 }, (_, row) => Math.sin(row));
    isIdentity(fitCalibration({ logits, labels, notUsed: new Uint8Array(200) }));
    labels[50] = 1;
    expect(fitCalibration({ logits, labels, notUsed: new Uint8Array(200) }).method).toBe('ridge-logistic');
    // 18 masked rows of 9 encounters are 9 positives.
    const copies = Uint8Array.from({ length: 100 }, (_, row) => (row < 18 ? 1 : 0));
    isIdentity(fitCalibration({ logits, labels: copies, notUsed: new Uint8Array(200), copies: 2 }));
  });
  test('a slope that is not above 0', () => {
    const data = sample(2000, { slope: -1 });
    isIdentity(fitCalibration(data));
  });
  test('no negatives, or nothing', () => {
    isIdentity(
      fitCalibration({
        logits: new Float64Array(50),
        labels: new Uint8Array(50).fill(1),
        notUsed: new Uint8Array(100),
      }),
    );
    expect(fitCalibration({ logits: [], labels: [], notUsed: [] }).method).toBe('identity');
  });
});

test('calibrate adds the shifts of what is not used', () => {
  const calibration: Calibration = {
    method: 'ridge-logistic',
    slope: 0.5,
    intercept: 0.1,
    notUsed: [-0.2, 0.4],
    encounters: 100,
    positives: 20,
    warnings: [],
  };
  expect(calibrate(calibration, 2, [0, 0])).toBeCloseTo(1.1, 12);
  expect(calibrate(calibration, 2, [1, 1])).toBeCloseTo(1.3, 12);
});

test('shapes are checked', () => {
  expect(() => fitCalibration({ logits: [1, 2], labels: [1], notUsed: [] })).toThrow(ModelError);
  expect(() => fitCalibration({ logits: [1, 2], labels: [1, 0], notUsed: [1, 0, 1] })).toThrow(ModelError);
});

test('atRate moves the intercept alone, to where the mean risk is the rate', () => {
  const fitted = fitCalibration(sample(2_000, { slope: 0.7, shift: -0.5 }));
  const scores = [-3, -1, 0.5, 2].map((logit, i) => ({ logit, notUsed: [0, i % 2] }));
  const moved = atRate(fitted, scores, 0.15);
  const mean =
    scores.reduce((sum, { logit, notUsed }) => sum + sigmoid(calibrate(moved, logit, notUsed)), 0) /
    scores.length;
  expect(mean).toBeCloseTo(0.15, 9);
  expect({ ...moved, intercept: fitted.intercept }).toEqual(fitted);
});
