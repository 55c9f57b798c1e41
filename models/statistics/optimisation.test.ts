import { describe, expect, test } from 'vitest';
import { minimise } from './lbfgs.ts';
import { fitLogisticRegression, logisticScore } from './logistic-regression.ts';
import { clippedLogit, logit, sigmoid, softplus } from './sigmoid.ts';

describe('L-BFGS', () => {
  test('a quadratic of condition 10,000', () => {
    const scales = [1, 10, 100, 10_000];
    const result = minimise((x, gradient) => {
      let value = 0;
      scales.forEach((scale, i) => {
        gradient[i] = scale * (x[i]! - i);
        value += (scale / 2) * (x[i]! - i) ** 2;
      });
      return value;
    }, new Float64Array(4));
    expect(result.converged).toBe(true);
    scales.forEach((_, i) => expect(result.x[i]).toBeCloseTo(i, 6));
  });
  test('the Rosenbrock valley', () => {
    const result = minimise(
      ([x = 0, y = 0], gradient) => {
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        gradient[1] = 200 * (y - x * x);
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
      },
      Float64Array.of(-1.2, 1),
    );
    expect(result.x[0]).toBeCloseTo(1, 5);
    expect(result.x[1]).toBeCloseTo(1, 5);
  });
  test('stops where it is told to', () => {
    const slow = minimise(
      ([x = 0], gradient) => {
        gradient[0] = 4 * x ** 3;
        return x ** 4;
      },
      Float64Array.of(5),
      { maxIterations: 3 },
    );
    expect(slow).toMatchObject({ iterations: 3, converged: false });
  });
});

describe('logistic regression', () => {
  test('a two by two table: the log odds and the log odds ratio', () => {
    // x = 0: 3 of 10 events, x = 1: 6 of 8.
    const rows = [
      ...Array.from({ length: 10 }, (_, i) => [0, i < 3 ? 1 : 0]),
      ...Array.from({ length: 8 }, (_, i) => [1, i < 6 ? 1 : 0]),
    ];
    const fit = fitLogisticRegression({
      design: { rows: 18, columns: 1, values: Float64Array.from(rows, ([x]) => x!) },
      labels: rows.map(([, y]) => y!),
    });
    if ('undefined' in fit) throw new Error(fit.undefined);
    expect(fit.value.intercept).toBeCloseTo(Math.log(3 / 7), 10);
    expect(fit.value.coefficients[0]).toBeCloseTo(Math.log(3) - Math.log(3 / 7), 10);
    expect(sigmoid(logisticScore(fit.value, [1]))).toBeCloseTo(0.75, 10);
  });
  test('a ridge solves separated classes: the gradient is 0 at the fit', () => {
    const x = [-2, -1, 1, 2];
    const labels = [0, 0, 1, 1];
    const design = { rows: 4, columns: 1, values: Float64Array.from(x) };
    expect(fitLogisticRegression({ design, labels })).toHaveProperty('undefined');
    const fit = fitLogisticRegression({ design, labels, penalties: [0.5] });
    if ('undefined' in fit) throw new Error(fit.undefined);
    const w = fit.value.coefficients[0]!;
    const gradient = x.reduce(
      (sum, xi, i) => sum + (sigmoid(fit.value.intercept + w * xi) - labels[i]!) * xi,
      0.5 * w,
    );
    expect(Math.abs(gradient)).toBeLessThan(1e-9);
  });
});

describe('sigmoid, logit, softplus', () => {
  test('inverse of each other and safe at the ends', () => {
    for (const x of [-30, -1, 0, 0.3, 12]) expect(logit(sigmoid(x))).toBeCloseTo(x, 4);
    expect(sigmoid(-1000)).toBe(0);
    expect(sigmoid(1000)).toBe(1);
    expect(softplus(1000)).toBe(1000);
    expect(softplus(-1000)).toBe(0);
    expect(softplus(0)).toBeCloseTo(Math.LN2, 15);
    expect(clippedLogit(1)).toBeCloseTo(Math.log(1e7), 6);
  });
});
