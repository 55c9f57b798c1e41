import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { auprc } from './auprc.ts';
import { auroc } from './auroc.ts';
import { precisionRecallCurve, rocCurve } from './threshold-curves.ts';

/** Data of method.md section 6. */
const y = [0, 0, 1, 0, 1, 1, 0, 1, 0, 0];
const p = [0.1, 0.25, 0.25, 0.3, 0.4, 0.85, 0.55, 0.7, 0.05, 0.4];

function value<T>(result: { value: T } | { undefined: string }): T {
  if ('undefined' in result) throw new Error(result.undefined);
  return result.value;
}

describe('the ROC curve', () => {
  test('goes up for a positive, right for a negative, and slantwise for a tie', () => {
    expect(value(rocCurve([1, 0, 1, 0], [0.9, 0.8, 0.5, 0.5]))).toEqual([
      { falsePositiveRate: 0, truePositiveRate: 0 },
      { falsePositiveRate: 0, truePositiveRate: 0.5 },
      { falsePositiveRate: 0.5, truePositiveRate: 0.5 },
      { falsePositiveRate: 1, truePositiveRate: 1 },
    ]);
  });

  test('encloses the AUROC', () => {
    const points = value(rocCurve(y, p));
    const area = points.slice(1).reduce((sum, point, index) => {
      const before = points[index]!;
      const width = point.falsePositiveRate - before.falsePositiveRate;
      return sum + (width * (point.truePositiveRate + before.truePositiveRate)) / 2;
    }, 0);
    expect(area).toBeCloseTo(value(auroc(y, p)), 12);
  });

  test('of one class is undefined', () => {
    expect(rocCurve([1, 1], [0.1, 0.2])).toEqual({ undefined: 'no negative label' });
    expect(rocCurve([0, 0], [0.1, 0.2])).toEqual({ undefined: 'no positive label' });
  });
});

describe('the precision-recall curve', () => {
  test('has the steps whose sum is the average precision', () => {
    const points = value(precisionRecallCurve(y, p));
    const sum = points.reduce(
      (total, { recall, precision }, index) =>
        total + (recall - (points[index - 1]?.recall ?? 0)) * precision,
      0,
    );
    expect(sum).toBeCloseTo(value(auprc(y, p)), 12);
    expect(points.at(-1)).toEqual({ recall: 1, precision: 0.4 });
  });
});

test('a curve of many rows keeps its ends and few points', () => {
  const random = RandomStream.fromSeed(3);
  const labels = Array.from({ length: 20_000 }, () => Number(random.float() < 0.1));
  const scores = labels.map((label) => random.normal() + label);
  const roc = value(rocCurve(labels, scores));
  expect(roc.length).toBeLessThan(310);
  expect(roc[0]).toEqual({ falsePositiveRate: 0, truePositiveRate: 0 });
  expect(roc.at(-1)).toEqual({ falsePositiveRate: 1, truePositiveRate: 1 });
  expect(value(precisionRecallCurve(labels, scores)).length).toBeLessThan(500);
});
