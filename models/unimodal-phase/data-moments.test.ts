import { describe, expect, test } from 'vitest';
import { ModelError, type Defined } from '../errors.ts';
import { denseMatrix, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { resolveConfiguration, scaleToCohort } from '../training/configuration.ts';
import { prepareRun } from '../training/prepare.ts';
import { assessPhase, phaseLength } from './assess-phase.ts';
import { dataMoments } from './data-moments.ts';
import { networkDepth } from './network-depth.ts';
import { phasePair, timeRatio } from './pair.ts';

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

/** Every combination of signs, ten times: `x_A = +-2`, `x_B` has variance 1 and covariance 1 with it, `y` their sum. */
const signs = Array.from({ length: 40 }, (_, i) => [i % 2 === 0 ? 1 : -1, i % 4 < 2 ? 1 : -1] as const);
const rows = [...signs, ...signs];
const xA = rows.map(([s]) => 2 * s);
const xB = rows.map(([s, e]) => 0.5 * s + Math.sqrt(0.75) * e);
const column = (values: readonly number[]): DenseMatrix => denseMatrix(values.map((x) => [x]));
const target = xA.map((x, i) => x + xB[i]!);
const ones = rows.map(() => 1);

describe('moments of data', () => {
  test('case (i) of method.md 8.2 from rows, the mean of everything taken off', () => {
    const shifted = [column(xA.map((x) => x + 7)), column(xB.map((x) => x - 3))];
    const pair = value(
      phasePair(value(dataMoments({ features: shifted, target: target.map((y) => y + 1), weights: ones }))),
    );
    expect(pair.a).toBeCloseTo(5, 9);
    expect(pair.b).toBeCloseTo(2, 9);
    expect(value(timeRatio(pair))).toBeCloseTo(5, 4);
  });
  test('a row of weight two counts as two rows, however weights are scaled', () => {
    const doubled = rows.flatMap((_, i) => (i % 3 === 0 ? [i, i] : [i]));
    const features = (order: readonly number[]) => [
      column(order.map((i) => xA[i]!)),
      column(order.map((i) => xB[i]!)),
    ];
    const all = rows.map((_, i) => i);
    const weighted = value(
      dataMoments({ features: features(all), target, weights: all.map((i) => (i % 3 === 0 ? 6 : 3)) }),
    );
    const repeated = value(
      dataMoments({
        features: features(doubled),
        target: doubled.map((i) => target[i]!),
        weights: doubled.map(() => 1),
      }),
    );
    expect(weighted.power).toBeCloseTo(repeated.power, 9);
    weighted.target.forEach((x, i) => expect(Math.abs(x)).toBeCloseTo(Math.abs(repeated.target[i]!), 9));
  });
  test('more features than a tenth of the rows: leading components, unwhitened unless asked', () => {
    const many = denseMatrix(
      rows.map((_, i) => Array.from({ length: 30 }, (__, j) => (31 - j) * Math.cos((i + 1) * (j + 2)))),
    );
    const wide = { features: [many, column(xB)], target, weights: ones };
    const moments = value(dataMoments(wide));
    expect(moments.widths).toEqual([8, 1]);
    const variances = Array.from({ length: 8 }, (_, k) => moments.inputs.values[k * 9 + k]!);
    expect(variances).toEqual(variances.toSorted((a, b) => b - a));
    expect(variances[0]!).toBeGreaterThan(1.5 * variances[7]!);
    const white = value(dataMoments({ ...wide, whitened: true }));
    for (let k = 0; k < 8; k += 1) expect(white.inputs.values[k * 9 + k]).toBeCloseTo(1, 5);
  });
  test('whitening each modality makes the order that of the contributions', () => {
    // method.md 8.4: variances 9 and 1, weights 1 and 4, learned in the wrong order unless whitened.
    const [p, q] = [rows.map(([s]) => 3 * s), rows.map(([, e]) => e)];
    const data = { features: [column(p), column(q)], target: p.map((x, i) => x + 4 * q[i]!), weights: ones };
    expect(value(phasePair(value(dataMoments(data)))).first).toBe(0);
    expect(value(phasePair(value(dataMoments({ ...data, whitened: true })))).first).toBe(1);
  });
  test('undefined with few rows or without variance; shapes are checked', () => {
    const few = {
      features: [column(xA.slice(0, 49))],
      target: target.slice(0, 49),
      weights: ones.slice(0, 49),
    };
    expect(dataMoments(few)).toEqual({ undefined: '49 encounters have all of them, needs 50' });
    const still = { features: [column(ones), column(xB)], target, weights: ones };
    expect(dataMoments(still)).toHaveProperty('undefined');
    expect(dataMoments({ features: [column(xA)], target: ones, weights: ones })).toHaveProperty('undefined');
    expect(() => dataMoments({ features: [column(xA)], target: [1], weights: [1] })).toThrow(ModelError);
  });
});

describe('layers of a network (method.md 8.8)', () => {
  const depthOf = (choices: Parameters<typeof resolveConfiguration>[1], classifierHidden: number) =>
    networkDepth(
      scaleToCohort(resolveConfiguration('desktop', { ...choices, settings: { classifierHidden } }), 100),
    );
  test('the worked example', () => {
    expect(depthOf({ encoders: 'vanilla', fusion: 'concat' }, 0)).toEqual({ layers: 4, fusionLayer: 3 });
    expect(depthOf({ encoders: 'ebr', fusion: 'concat' }, 0)).toEqual({ layers: 9, fusionLayer: 8 });
  });
  test('other fusions', () => {
    expect(depthOf({ encoders: 'vanilla', fusion: 'gated' }, 64)).toEqual({ layers: 4, fusionLayer: 2 });
    expect(depthOf({ encoders: 'vanilla', fusion: 'attention' }, 64)).toEqual({ layers: 5, fusionLayer: 3 });
    expect(depthOf({ encoders: 'vanilla', fusion: 'late' }, 64)).toEqual({ layers: 4, fusionLayer: 4 });
  });
  test('the depth setting moves the fusion, not the number of layers', () => {
    const at = (fusion: 'gated' | 'mt', fusionDepth: string) =>
      networkDepth(
        scaleToCohort(
          resolveConfiguration('desktop', { encoders: 'vanilla', fusion, settings: { fusionDepth } }),
          100,
        ),
      );
    expect(at('gated', 'early')).toEqual({ layers: 4, fusionLayer: 1 });
    expect(at('gated', 'intermediate')).toEqual({ layers: 4, fusionLayer: 2 });
    expect(at('gated', 'late')).toEqual({ layers: 4, fusionLayer: 3 });
    expect(at('mt', 'early')).toEqual({ layers: 12, fusionLayer: 2 });
    expect(at('mt', 'intermediate')).toEqual({ layers: 12, fusionLayer: 6 });
    expect(at('mt', 'late')).toEqual({ layers: 12, fusionLayer: 10 });
  });
});

describe('the phase of a cohort', () => {
  const run = prepareRun(syntheticDataset({ encounters: 1200 }), tinyConfiguration());
  const depth = { layers: 4, fusionLayer: 3 };
  const { pairs, order } = assessPhase(run, { depth, whitened: false });

  test('every pair, with the simulation near the formula where there is a phase', () => {
    expect(pairs).toHaveLength(15);
    const phases = pairs.map(({ phase }) => value(phase));
    for (const phase of phases) {
      expect(phase.correlations[0]).toBeGreaterThanOrEqual(phase.correlations[1]);
      if (phase.redundant || !('value' in phase.simulated)) continue;
      expect(Math.abs(phase.simulated.value / value(phase.ratio) - 1)).toBeLessThan(0.15);
    }
    expect(phases.filter(({ simulated }) => 'value' in simulated).length).toBeGreaterThan(10);
  });
  test('procedures say nothing of the label and come last', () => {
    const { rows: all, learned } = value(order);
    expect(all).toBeLessThan(run.trainingRows.length);
    expect(learned.at(-1)!.modality).toBe('procedures');
    expect(['labs', 'notes']).toContain(learned[0]!.modality);
    const times = learned.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
  test('a ratio in words', () => {
    expect([1.5, 1.6, 4, 4.1].map(phaseLength)).toEqual(['short', 'moderate', 'moderate', 'long']);
  });
});
