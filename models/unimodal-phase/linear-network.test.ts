import { describe, expect, test } from 'vitest';
import type { Defined } from '../errors.ts';
import { denseMatrix } from '../linear-algebra/dense-matrix.ts';
import { RandomStream } from '../random/random-stream.ts';
import { learningOrder } from './learning-order.ts';
import { type Milestone, simulateLearning, type Start } from './linear-network.ts';
import { type Moments, noiselessMoments, partOf, solution } from './moments.ts';
import { phasePair, timeRatio } from './pair.ts';
import { simulatedRatio } from './simulated-ratio.ts';

function value<T>(result: Defined<T>): T {
  if ('undefined' in result) throw new Error(`undefined: ${result.undefined}`);
  return result.value;
}

const scalars = (sA: number, sB: number, rho: number, weights = [1, 1]): Moments => {
  const between = rho * Math.sqrt(sA * sB);
  return noiselessMoments(
    denseMatrix([
      [sA, between],
      [between, sB],
    ]),
    [1, 1],
    weights,
  );
};

const simulated = (moments: Moments, start: Start, depth = { layers: 2, fusionLayer: 2 }): number =>
  value(simulatedRatio(moments, value(phasePair(moments)), { ...depth, start }));

const milestone = (explained: number[], plateau: number[]): Milestone => ({
  explained: Float64Array.from(explained),
  plateau: Float64Array.from(plateau),
});

const tiny = (seed: number): Start => ({
  kind: 'random',
  width: 100,
  deviation: 1e-9,
  random: RandomStream.fromSeed(seed),
});

describe('simulation of late fusion beside eq. 9 (method.md 8.6)', () => {
  test.each([
    [4, 1, 0, [1, 1]],
    [4, 1, 0.5, [1, 1]],
    [9, 1, 0, [1, 4]],
    [9, 1, 0.5, [1, 1]],
    [2, 1, 0, [1, 0.8]],
    [4, 1, -0.3, [1, 1]],
  ])('random start: variances %f and %f, correlation %f, weights %j', (sA, sB, rho, weights) => {
    const moments = scalars(sA, sB, rho, weights);
    const predicted = value(timeRatio(value(phasePair(moments))));
    expect(Math.abs(simulated(moments, tiny(1)) / predicted - 1)).toBeLessThan(0.15);
  });

  test('three features on either side, random covariances', () => {
    const random = RandomStream.fromSeed('covariances');
    for (let trial = 0; trial < 4; trial += 1) {
      const factor = Array.from({ length: 6 }, () => Array.from({ length: 12 }, () => random.normal()));
      const covariance = factor.map((row) =>
        factor.map((other) => row.reduce((sum, x, i) => sum + (x * other[i]!) / 12, 0)),
      );
      const weights = [1.5, 1.5, 1.5, 1, 1, 1].map((scale) => scale * random.normal());
      const moments = noiselessMoments(denseMatrix(covariance), [3, 3], weights);
      const predicted = value(timeRatio(value(phasePair(moments))));
      expect(Math.abs(simulated(moments, tiny(trial)) / predicted - 1)).toBeLessThan(0.15);
    }
  });

  test.each([
    [1e-2, 0.947, 4.588],
    [1e-3, 1.41, 6.893],
    [1e-4, 1.873, 9.195],
  ])('aligned start of %f: times as simulated before', (u0, first, second) => {
    const moments = scalars(4, 1, 0.5);
    const times = simulateLearning(moments, {
      layers: 2,
      fusionLayer: 2,
      start: { kind: 'aligned', u0 },
      milestones: [milestone([5], [1.25]), milestone([0.75], [1])],
    }).map(value);
    expect(times[0]! / first).toBeCloseTo(1, 1);
    expect(times[1]! / second).toBeCloseTo(1, 1);
  });
});

describe('simulation of deep networks beside the reduced system (method.md 8.6)', () => {
  test.each([
    [0, 2, 1.18],
    [0, 3, 1.649],
    [0, 4, 4],
    [0.5, 2, 1.218],
    [0.5, 3, 1.832],
    [0.5, 4, 5.004],
  ])('correlation %f, fused after layer %i of four', (rho, fusionLayer, expected) => {
    const ratio = simulated(scalars(4, 1, rho), { kind: 'aligned', u0: 0.1 }, { layers: 4, fusionLayer });
    expect(Math.abs(ratio / expected - 1)).toBeLessThan(0.03);
  });
});

test('three modalities in the order and at the times of method.md 8.7', () => {
  const moments = noiselessMoments(
    denseMatrix([
      [4, 0.8, 0],
      [0.8, 2, 0.3],
      [0, 0.3, 1],
    ]),
    [1, 1, 1],
    [1, 1, 1],
  );
  const order = learningOrder(moments);
  const milestones = order.map(({ modality }, k) => {
    const subset = order.slice(0, k + 1).map((learned) => learned.modality);
    const learned = value(solution(moments, subset));
    return milestone([1], [...partOf(moments, { subset, learned }, modality)]);
  });
  const times = simulateLearning(moments, {
    layers: 2,
    fusionLayer: 2,
    start: { kind: 'aligned', u0: 1e-9 },
    milestones,
  }).map(value);
  order.forEach(({ modality, time }) => {
    const predicted = time / order[0]!.time;
    expect(Math.abs(times[modality]! / times[order[0]!.modality]! / predicted - 1)).toBeLessThan(0.05);
  });
});

test('a modality that is never learned has no time', () => {
  const moments = noiselessMoments(
    denseMatrix([
      [4, 2],
      [2, 2],
    ]),
    [1, 1],
    [1, 0],
  );
  const [, second] = simulateLearning(moments, {
    layers: 2,
    fusionLayer: 2,
    start: { kind: 'aligned', u0: 1e-3 },
    milestones: [milestone([4], [1]), milestone([2], [1])],
    maximumSteps: 5_000,
  });
  expect(second).toEqual({ undefined: 'not reached in 5000 steps' });
});
