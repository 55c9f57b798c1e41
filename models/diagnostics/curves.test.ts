import { describe, expect, test } from 'vitest';
import { ModelError, type Defined } from '../errors.ts';
import { denseMatrix } from '../linear-algebra/dense-matrix.ts';
import { RandomStream } from '../random/random-stream.ts';
import { criticalBeta } from './critical-beta.ts';
import { lossDynamics } from './loss-dynamics.ts';
import { corrupt, featureRanges } from './noise.ts';
import { blockEntropy, dominantModalities, featureCapacity, polysemanticityLoss } from './polysemanticity.ts';

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

describe('critical beta (method.md 5.2)', () => {
  const betas = [0, 2, 4, 6, 8];
  test('published rows of the paper', () => {
    const vanilla = criticalBeta(betas, [477, 421, 398, 110, 96], 198);
    expect(vanilla).toEqual({ below: { value: 6 }, largestDrop: [4, 6] });
    expect(criticalBeta(betas, [482, 465, 390, 298, 270], 198).below).toHaveProperty('undefined');
    expect(criticalBeta(betas, [1877, 1330, 1146, 930, 872], 1255).below).toEqual({ value: 4 });
  });
  test('one rank a beta', () => expect(() => criticalBeta([0], [1], 1)).toThrow(ModelError));
});

describe('polysemanticity (method.md 5.5)', () => {
  test('cross-entropy of the classifier', () => {
    const logits = [
      [2, -1],
      [0.5, 0.5],
      [-1, 1],
      [3, 0],
    ];
    const each = [0.0485873516, 0.6931471806, 0.126928011, 3.0485873516];
    const targets = [0, 0, 1, 1];
    logits.forEach((row, i) =>
      expect(value(polysemanticityLoss(denseMatrix([row]), [targets[i]!]))).toBeCloseTo(each[i]!, 9),
    );
    expect(value(polysemanticityLoss(denseMatrix(logits), targets))).toBeCloseTo(0.9793124737, 9);
    expect(polysemanticityLoss(denseMatrix([]), [])).toHaveProperty('undefined');
  });
  test('block entropy', () => {
    const neurons = [
      [3, 4, 0, 0],
      [1, 0, 0, 1],
      [0, 0, 2, 0],
      [1, 2, 2, 1],
    ];
    [0, 1, 0, 1].forEach((entropy, i) =>
      expect(value(blockEntropy(denseMatrix([neurons[i]!]), 2))).toBeCloseTo(entropy, 12),
    );
    expect(value(blockEntropy(denseMatrix(neurons), 2))).toBeCloseTo(0.2926829268, 9);
    expect([...dominantModalities(denseMatrix(neurons), 2)]).toEqual([0, 0, 1, 0]);
    expect(blockEntropy(denseMatrix([[0, 0]]), 1)).toHaveProperty('undefined');
    expect(() => blockEntropy(denseMatrix(neurons), 3)).toThrow(ModelError);
  });
  test('capacity of three features in two dimensions', () => {
    const capacity = featureCapacity(
      denseMatrix([
        [1, -0.5, -0.5],
        [0, 0.8660254, -0.8660254],
      ]),
    );
    for (const share of capacity) expect(share).toBeCloseTo(2 / 3, 6);
    expect([
      ...featureCapacity(
        denseMatrix([
          [1, 0],
          [0, 0],
        ]),
      ),
    ]).toEqual([1, 0]);
  });
});

describe('loss dynamics (method.md 5.8)', () => {
  test('e90 and mean', () => {
    const dynamics = value(lossDynamics([0.7, 0.6, 0.45, 0.3, 0.22, 0.2, 0.21, 0.2]));
    expect(dynamics.e90).toBe(4);
    expect(dynamics.mean).toBeCloseTo(0.36, 12);
    expect(dynamics.plateaus).toEqual([]);
  });
  test('a step-like curve has a plateau, a flat end has none', () => {
    const flat = (level: number, epochs: number): number[] => new Array<number>(epochs).fill(level);
    const steps = value(lossDynamics([0.7, 0.6, ...flat(0.5, 30), 0.4, 0.3, ...flat(0.2, 30)]));
    expect(steps.plateaus).toHaveLength(1);
    expect(steps.plateaus[0]).toBe(6);
    expect(value(lossDynamics([0.7, 0.6, ...flat(0.5, 9), 0.3])).plateaus).toEqual([]);
    expect(value(lossDynamics([0.7, 0.6, ...flat(0.5, 30), 0.495])).plateaus).toEqual([]);
  });
  test('no epochs: undefined', () => expect(lossDynamics([])).toHaveProperty('undefined'));
});

describe('noise (method.md 5.9)', () => {
  const inputs = denseMatrix([
    [0, 10],
    [1, 20],
    [2, 40],
    [3, 30],
  ]);
  test('amplitude', () => {
    const draws = [0.5, -1, -0.25, 0.5, 1, 0, -1, 0.75];
    const noisy = corrupt(inputs, featureRanges(inputs), { rate: 0.2, draw: () => draws.shift()! });
    [0.3, 4, 0.85, 23, 2.6, 40, 2.4, 34.5].forEach((expected, i) =>
      expect(noisy.values[i]).toBeCloseTo(expected, 12),
    );
    expect([...inputs.values]).toEqual([0, 10, 1, 20, 2, 40, 3, 30]);
  });
  test('share: that share of the rows, the others untouched', () => {
    const random = RandomStream.fromSeed(1);
    const many = denseMatrix(Array.from({ length: 2000 }, (_, i) => [i % 10]));
    const noisy = corrupt(many, [9], { rate: 0.3, mode: 'share', draw: () => random.uniform(-1, 1) });
    const changed = noisy.values.filter((value, i) => value !== many.values[i]).length;
    expect(Math.abs(changed - 600)).toBeLessThan(5 * Math.sqrt(2000 * 0.3 * 0.7));
  });
});
