import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError, type Defined } from '../errors.ts';
import { AUPRC, auprc, auprcStatistic } from './auprc.ts';
import { AUROC, auroc, aurocStatistic } from './auroc.ts';
import { brier, brierStatistic } from './brier.ts';
import { calibrationInTheLarge } from './calibration-in-the-large.ts';
import { calibrationIntercept, calibrationLineStatistics, calibrationSlope } from './calibration-slope.ts';
import { ece, eceStatistic } from './ece.ts';
import { isDefined, notAssessed, type Statistic } from './metric.ts';
import { netBenefit, netBenefitTreatAll } from './net-benefit.ts';
import { equalMassBins, equalWidthBins, reliability } from './reliability.ts';
import { summariseMetrics } from './summary.ts';

/** Data of method.md section 6. */
const y = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0];
const p = [0.1, 0.25, 0.25, 0.3, 0.4, 0.85, 0.55, 0.7, 0.05, 0.4];

function value(result: Defined<number>): number {
  if (!isDefined(result)) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

describe('test vectors of method.md 6', () => {
  test('AUROC', () => expect(value(auroc(y, p))).toBeCloseTo(0.7916666667, 9));
  test('AUPRC', () => expect(value(auprc(y, p))).toBeCloseTo(0.775, 9));
  test('Brier', () => expect(value(brier(y, p))).toBeCloseTo(0.16625, 9));
  test('ECE, equal width', () => expect(value(ece(y, p, { bins: 5 }))).toBeCloseTo(0.115, 9));
  test('ECE, equal mass', () => {
    expect(equalMassBins(p, 5).edges).toEqual([0.25, 0.3, 0.4, 0.7]);
    expect(value(ece(y, p, { bins: 5, binning: 'mass' }))).toBeCloseTo(0.175, 9);
  });
  test('calibration slope and intercept', () => {
    expect(value(calibrationSlope(y, p))).toBeCloseTo(1.2977597004, 9);
    expect(value(calibrationIntercept(y, p))).toBeCloseTo(0.2044738993, 9);
  });
  test('calibration in the large', () =>
    expect(value(calibrationInTheLarge(y, p))).toBeCloseTo(0.0833842426, 9));
  test('net benefit', () => {
    expect(value(netBenefit(y, p, 0.2))).toBeCloseTo(0.3, 9);
    expect(value(netBenefit(y, p, 0.3))).toBeCloseTo(0.1714285714, 9);
    expect(value(netBenefit(y, p, 0.5))).toBeCloseTo(0.1, 9);
    expect(netBenefitTreatAll(0.4, 0.2)).toBeCloseTo(0.25, 12);
    expect(netBenefitTreatAll(0.4, 0.5)).toBeCloseTo(-0.2, 12);
  });
});

describe('undefined results carry a reason, never NaN or 0', () => {
  test('one class', () => {
    expect(auroc([1, 1], [0.2, 0.4])).toEqual({ undefined: 'no negative label' });
    expect(auroc([0, 0], [0.2, 0.4])).toEqual({ undefined: 'no positive label' });
    expect(auprc([0, 0], [0.2, 0.4])).toEqual({ undefined: 'no positive label' });
    expect(calibrationSlope([0, 0, 0], [0.1, 0.2, 0.3])).toHaveProperty('undefined');
    expect(calibrationInTheLarge([1, 1], [0.1, 0.2])).toHaveProperty('undefined');
  });
  test('separated classes have no slope', () => {
    expect(calibrationSlope([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9])).toHaveProperty('undefined');
  });
  test('a constant probability has no slope', () => {
    expect(calibrationSlope([0, 1, 0, 1], [0.3, 0.3, 0.3, 0.3])).toHaveProperty('undefined');
  });
  test('nothing at all', () => {
    for (const metric of [auroc, auprc, brier, ece]) expect(metric([], [])).toHaveProperty('undefined');
  });
  test('lengths that differ are an error', () => {
    for (const metric of [auroc, auprc, brier, ece, calibrationSlope, calibrationInTheLarge]) {
      expect(() => metric([0, 1], [0.5])).toThrow(ModelError);
    }
  });
  test('a summary keeps values and reasons apart', () => {
    const summary = summariseMetrics({ auroc: auroc([1], [0.5]), brier: brier([1], [0.5]) });
    expect(summary.values).toEqual({ auroc: null, brier: 0.25 });
    expect(summary.undefined).toEqual([{ metric: 'auroc', reason: 'no negative label' }]);
  });
  test('few events are named', () => {
    expect(notAssessed(AUROC, 19)).toBe('19 events, needs 20');
    expect(notAssessed(AUPRC, 20)).toBeNull();
  });
});

/** Rows with labels, coarse scores (so that there are ties) and counts. */
const weightedRows = fc.array(
  fc.record({
    label: fc.integer({ min: 0, max: 1 }),
    score: fc.integer({ min: 1, max: 9 }).map((tenth) => tenth / 10),
    count: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('properties', () => {
  test('AUROC is the share of pairs won, by brute force', () => {
    fc.assert(
      fc.property(weightedRows, (rows) => {
        const positives = rows.filter((row) => row.label === 1);
        const negatives = rows.filter((row) => row.label === 0);
        const result = auroc(
          rows.map((row) => row.label),
          rows.map((row) => row.score),
        );
        if (positives.length === 0 || negatives.length === 0) return !isDefined(result);
        const won = positives.flatMap((a) =>
          negatives.map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)),
        );
        const share = won.reduce((sum: number, point) => sum + point, 0) / won.length;
        return isDefined(result) && Math.abs(result.value - share) < 1e-12;
      }),
    );
  });

  const statistics: Record<string, (labels: number[], scores: number[]) => Statistic> = {
    auroc: aurocStatistic,
    auprc: auprcStatistic,
    brier: brierStatistic,
    ece: eceStatistic,
    slope: (labels, scores) => calibrationLineStatistics(labels, scores).slope,
  };
  test.each(Object.keys(statistics))('%s with counts equals the same on repeated rows', (name) => {
    const make = statistics[name]!;
    fc.assert(
      fc.property(weightedRows, (rows) => {
        const repeated = rows.flatMap((row) => Array.from({ length: row.count }, () => row));
        const counted = make(
          rows.map((row) => row.label),
          rows.map((row) => row.score),
        )(rows.map((row) => row.count));
        const direct = make(
          repeated.map((row) => row.label),
          repeated.map((row) => row.score),
        )();
        if (!isDefined(counted) || !isDefined(direct)) return isDefined(counted) === isDefined(direct);
        return Math.abs(counted.value - direct.value) < 1e-6 * Math.max(1, Math.abs(direct.value));
      }),
    );
  });

  test('AUROC and AUPRC read only the order of the scores', () => {
    const stretched = p.map((score) => Math.exp(5 * score));
    expect(auroc(y, stretched)).toEqual(auroc(y, p));
    expect(auprc(y, stretched)).toEqual(auprc(y, p));
  });
});

describe('reliability bins', () => {
  test('equal width: an edge belongs to the bin above, 1 to the last', () => {
    expect([...equalWidthBins([0, 0.1, 0.3, 0.6, 0.7, 1], 10).binOf]).toEqual([0, 1, 3, 6, 7, 9]);
  });
  test('means and rates of the filled bins', () => {
    const bins = reliability([0, 1, 1], [0.1, 0.15, 0.95], equalWidthBins([0.1, 0.15, 0.95], 5));
    expect(bins).toEqual([
      { n: 2, meanProbability: 0.125, observedRate: 0.5 },
      { n: 1, meanProbability: 0.95, observedRate: 1 },
    ]);
  });
});
