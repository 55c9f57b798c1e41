import { describe, expect, test } from 'vitest';
import { ModelError, type Defined } from '../errors.ts';
import { denseMatrix } from '../linear-algebra/dense-matrix.ts';
import { depthIntegral, depthRatio, unequalTimes } from './depth.ts';
import { learningOrder } from './learning-order.ts';
import { block, lossAfter, type Moments, noiselessMoments } from './moments.ts';
import {
  isRedundant,
  learningTimes,
  localWeight,
  misAttribution,
  phasePair,
  superficialPreference,
  timeRatio,
  whitenedWeight,
} from './pair.ts';

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

const scalars = (sA: number, sB: number, sAB: number, weights = [1, 1]): Moments =>
  noiselessMoments(
    denseMatrix([
      [sA, sAB],
      [sAB, sB],
    ]),
    [1, 1],
    weights,
  );
const caseOne = scalars(4, 1, 1);
const caseTwo = noiselessMoments(
  denseMatrix([
    [2, 0.5, 0.3],
    [0.5, 1, 0.2],
    [0.3, 0.2, 1],
  ]),
  [2, 1],
  [1, 0.5, 0.8],
);

describe('two-layer late fusion (method.md 8.2)', () => {
  test('case (i), scalars', () => {
    const pair = value(phasePair(caseOne));
    expect(pair).toMatchObject({ first: 0, second: 1, a: 5, b: 2, kappa: 0.4 });
    expect(localWeight(pair)).toBeCloseTo(1.25, 12);
    expect(pair.residual).toBeCloseTo(0.75, 12);
    expect(value(timeRatio(pair))).toBeCloseTo(5, 12);
  });
  test('case (ii), two features and one', () => {
    const pair = value(phasePair(caseTwo));
    expect(pair.a).toBeCloseTo(2.7469437562, 9);
    expect(pair.b).toBeCloseTo(1.2, 12);
    [1.0914285714, 0.6142857143].forEach((weight, i) => expect(pair.local[i]).toBeCloseTo(weight, 9));
    expect(pair.residual).toBeCloseTo(0.7497142857, 9);
    expect(value(timeRatio(pair))).toBeCloseTo(3.0633776567, 6);
    const [first, second] = learningTimes(pair, 1e-3);
    expect(first).toBeCloseTo(2.5147057574, 6);
    expect(second).toBeCloseTo(7.7034935986, 6);
  });
  test('case (iii), a white modality over time', () => {
    const white = { a: 2, variance: 1, u0: 1e-3 };
    expect(whitenedWeight(white, 3)).toBeCloseTo(0.1505069991, 9);
    expect(whitenedWeight(white, 3.5)).toBeCloseTo(0.7510167058, 9);
  });
  test('the order of the modalities does not matter, nor the scale of the target', () => {
    const turned = value(phasePair(scalars(1, 4, 1)));
    expect(turned).toMatchObject({ first: 1, second: 0 });
    expect(value(timeRatio(turned))).toBeCloseTo(5, 12);
    expect(value(timeRatio(value(phasePair(scalars(4, 1, 1, [7, 7])))))).toBeCloseTo(5, 12);
  });
  test('equal correlations are learned together; a redundant modality never', () => {
    expect(value(timeRatio(value(phasePair(scalars(2, 2, 0.5)))))).toBe(1);
    // x_B = x_A / 2 plus noise that the target does not use.
    const redundant = value(phasePair(scalars(4, 2, 2, [1, 0])));
    expect(isRedundant(redundant)).toBe(true);
    expect(timeRatio(redundant)).toHaveProperty('undefined');
  });
  test('undefined without any correlation, or with dependent features', () => {
    expect(phasePair(scalars(1, 1, 0, [0, 0]))).toHaveProperty('undefined');
    expect(phasePair(scalars(1, 1, 1))).toHaveProperty('undefined');
    expect(() => phasePair({ ...caseTwo, widths: [1, 1, 1] })).toThrow(ModelError);
    expect(() => noiselessMoments(denseMatrix([[1]]), [2], [1, 1])).toThrow(ModelError);
  });
  test('blocks of the moments', () => {
    expect([...block(caseTwo, [1], [0]).values]).toEqual([0.3, 0.2]);
  });
});

describe('mis-attribution (method.md 8.3)', () => {
  test('cases (i) and (ii)', () => {
    const one = misAttribution(value(phasePair(caseOne)));
    expect(one.difference[0]).toBeCloseTo(0.25, 12);
    expect(value(one.relative)).toBeCloseTo(0.25, 12);
    const two = misAttribution(value(phasePair(caseTwo)));
    [0.0914285714, 0.1142857143].forEach((weight, i) => expect(two.difference[i]).toBeCloseTo(weight, 9));
  });
  test('undershoots where modalities are negatively correlated', () => {
    expect(misAttribution(value(phasePair(scalars(4, 1, -1)))).difference[0]).toBeCloseTo(-0.25, 12);
  });
});

describe('superficial preference (method.md 8.4)', () => {
  const judged = (moments: Moments) => value(superficialPreference(moments, value(phasePair(moments))));
  test('learned first although the other contributes more', () => {
    const moments = scalars(9, 1, 0, [1, 4]);
    const preference = judged(moments);
    expect(preference.superficial).toBe(true);
    expect(preference.contributions[0]).toBeCloseTo(9, 12);
    expect(preference.contributions[1]).toBeCloseTo(16, 12);
    expect(value(timeRatio(value(phasePair(moments))))).toBeCloseTo(2.25, 12);
  });
  test('not superficial', () => {
    expect(judged(scalars(4, 1, 0)).superficial).toBe(false);
    const two = judged(caseTwo);
    expect(two.superficial).toBe(false);
    expect(two.contributions[0]).toBeCloseTo(3.4302285714, 9);
    expect(two.contributions[1]).toBeCloseTo(1.44, 12);
  });
  test('losses at the saddles', () => {
    expect(value(lossAfter(caseTwo, []))).toBeCloseTo(2.015, 12);
    expect(value(lossAfter(caseTwo, [0]))).toBeCloseTo(0.2998857143, 9);
    expect(value(lossAfter(caseTwo, [1]))).toBeCloseTo(1.295, 12);
    expect(value(lossAfter(caseTwo, [0, 1]))).toBeCloseTo(0, 12);
  });
});

describe('depth (method.md 8.5)', () => {
  test.each([
    [4, 2, 0.25, 0.3287023035],
    [4, 3, 0.25, 0.4060072166],
    [4, 4, 0.25, 0.5],
    [3, 2, 0.25, 0.8595967681],
    [4, 2, 0.5, 0.3068528194],
    [5, 3, 0.5, 0.1964090303],
    [6, 4, 0.5, 0.1431002088],
  ])('I(%i, %i) at kappa %f', (layers, fusionLayer, kappa, expected) => {
    expect(depthIntegral({ layers, fusionLayer }, kappa)).toBeCloseTo(expected, 7);
  });

  const pair = { a: 4, b: 1, residual: 1, localWeight: 1 };
  test.each([
    [3, 2, 1.8036041474, 1.1607208295],
    [4, 2, 1.2101523234, 1.0042030465],
    [4, 3, 1.7389031222, 1.0738903122],
    [4, 4, 4, 4],
    [5, 3, 1.1453612982, 1.001453613],
    [6, 4, 1.1008331591, 1.0010083316],
  ])('ratio of %i layers, fused after %i', (layers, fusionLayer, large, small) => {
    expect(value(depthRatio(pair, { layers, fusionLayer }, 0.1))).toBeCloseTo(large, 8);
    expect(value(depthRatio(pair, { layers, fusionLayer }, 0.01))).toBeCloseTo(small, 8);
  });

  const one = { a: 5, b: 2, residual: 0.75, localWeight: 1.25 };
  test('case (i) of 8.2, four layers', () => {
    [1.2605939514, 1.945820432, 5].forEach((ratio, i) =>
      expect(value(depthRatio(one, { layers: 4, fusionLayer: i + 2 }, 0.1))).toBeCloseTo(ratio, 8),
    );
    expect(value(depthRatio(one, { layers: 2, fusionLayer: 2 }, 0.1))).toBe(5);
    expect(value(depthRatio(one, { layers: 4, fusionLayer: 1 }, 0.1))).toBe(1);
  });
  test('branches of unequal depth', () => {
    const [first, second] = value(unequalTimes(one, { first: 3, second: 4, after: 1 }, 0.03));
    expect(first).toBeCloseTo(91.9691, 4);
    expect(second).toBeCloseTo(775.7052, 3);
    expect(second / first).toBeCloseTo(8.43441, 5);
    expect(unequalTimes(one, { first: 3, second: 4, after: 1 }, 0.5)).toHaveProperty('undefined');
  });
  test('no fusion layer beyond the last, and no time for what is never learned', () => {
    expect(() => depthIntegral({ layers: 3, fusionLayer: 4 }, 0.5)).toThrow(ModelError);
    expect(() => depthIntegral({ layers: 3, fusionLayer: 1 }, 0.5)).toThrow(ModelError);
    expect(depthRatio({ ...pair, residual: 0 }, { layers: 4, fusionLayer: 3 }, 0.1)).toHaveProperty(
      'undefined',
    );
  });
});

describe('more than two modalities (method.md 8.7)', () => {
  const three = noiselessMoments(
    denseMatrix([
      [4, 0.8, 0],
      [0.8, 2, 0.3],
      [0, 0.3, 1],
    ]),
    [1, 1, 1],
    [1, 1, 1],
  );
  test('times', () => {
    [4.8, 3.1, 1.3].forEach((target, i) => expect(three.target[i]).toBeCloseTo(target, 12));
    const order = learningOrder(three);
    expect(order.map(({ modality }) => modality)).toEqual([0, 1, 2]);
    [0.2083333333, 0.3738317757, 0.9142857143].forEach((time, i) =>
      expect(order[i]!.time).toBeCloseTo(time, 9),
    );
  });
  test('for two modalities the ratio of eq. 9', () => {
    const [first, second] = learningOrder(caseTwo);
    expect(second!.time / first!.time).toBeCloseTo(3.0633776567, 6);
  });
  test('what is redundant is never learned', () => {
    expect(learningOrder(scalars(4, 2, 2, [1, 0]))).toHaveLength(1);
  });
});
