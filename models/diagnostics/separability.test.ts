import { describe, expect, test } from 'vitest';
import { ModelError } from '../errors.ts';
import { denseMatrix, type DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { RandomStream } from '../random/random-stream.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { accuracy, balancedAccuracy, confusionMatrix, discriminatorChance } from './discriminator.ts';
import { modalityVarianceShare } from './latent-separation.ts';
import { fitLinearProbe, probeLoss, probePredictions, probeProbabilities } from './linear-probe.ts';
import { collapsedModality, modalityStanding } from './modality-standing.ts';

describe('discriminator (method.md 5.7)', () => {
  test('chance levels', () => {
    const chance = discriminatorChance([100, 80, 20]);
    expect(chance).toMatchObject({ value: { majority: 0.5, balanced: 1 / 3 } });
    expect(chance).toMatchObject({ value: { loss: expect.closeTo(0.9433483923, 9) as number } });
    expect(discriminatorChance([5, 5, 5])).toMatchObject({
      value: { loss: expect.closeTo(Math.log(3), 12) as number },
    });
    expect(discriminatorChance([7, 0, 7])).toMatchObject({ value: { balanced: 0.5 } });
    expect(discriminatorChance([0, 0])).toHaveProperty('undefined');
  });
  test('accuracy and balanced accuracy', () => {
    const confusion = [
      [8, 1, 1],
      [2, 5, 1],
      [1, 1, 0],
    ];
    expect(accuracy(confusion)).toEqual({ value: 0.65 });
    expect(balancedAccuracy(confusion)).toMatchObject({ value: expect.closeTo(0.475, 12) as number });
    expect(
      balancedAccuracy([
        [0, 0],
        [0, 0],
      ]),
    ).toHaveProperty('undefined');
  });
  test('confusion counts pairs', () => {
    expect(confusionMatrix([0, 0, 1, 1, 1], [0, 1, 1, 1, 0], 2)).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });
  test('variance share of two modalities', () => {
    const share = modalityVarianceShare([
      denseMatrix([
        [1, 0],
        [2, 1],
        [3, 0],
      ]),
      denseMatrix([
        [0, 2],
        [1, 3],
      ]),
    ]);
    expect(share).toMatchObject({ value: expect.closeTo(0.6944444444, 9) as number });
    expect(modalityVarianceShare([denseMatrix([[1]]), denseMatrix([[1]])])).toHaveProperty('undefined');
  });
});

describe('linear probe', () => {
  function sample(rows: number, seed: number): { inputs: DenseMatrix; labels: number[] } {
    const random = RandomStream.fromSeed(seed);
    const labels = Array.from({ length: rows }, () => random.int(2));
    return {
      inputs: denseMatrix(labels.map((label) => [5 + label + random.normal(), random.normal() * 3])),
      labels,
    };
  }

  test('two classes: the ridge logistic regression on standardised columns', () => {
    const { inputs, labels } = sample(300, 1);
    const probe = fitLinearProbe(inputs, labels, { classes: 2, c: 0.1 });
    const values = inputs.values.map((value, i) => (value - probe.mean[i % 2]!) / probe.scale[i % 2]!);
    const fit = fitLogisticRegression({ design: { ...inputs, values }, labels, penalties: [10, 10] });
    if ('undefined' in fit) throw new Error(fit.undefined);
    for (const [j, coefficient] of fit.value.coefficients.entries()) {
      expect(probe.weights[3 + j]! - probe.weights[j]!).toBeCloseTo(coefficient, 4);
    }
    expect(probe.weights[5]! - probe.weights[2]!).toBeCloseTo(fit.value.intercept, 4);
  });
  test('three separated classes are told apart, noise is not', () => {
    const random = RandomStream.fromSeed(2);
    const centres = [
      [0, 0],
      [4, 0],
      [0, 4],
    ];
    const labels = Array.from({ length: 300 }, (_, row) => row % 3);
    const clear = denseMatrix(labels.map((k) => centres[k]!.map((centre) => centre + 0.3 * random.normal())));
    const noise = denseMatrix(labels.map(() => [random.normal(), random.normal()]));
    const told = (inputs: DenseMatrix): number => {
      const probe = fitLinearProbe(inputs, labels, { classes: 3 });
      const result = balancedAccuracy(confusionMatrix(labels, probePredictions(probe, inputs), 3));
      return 'value' in result ? result.value : Number.NaN;
    };
    expect(told(clear)).toBeGreaterThan(0.99);
    expect(told(noise)).toBeLessThan(0.5);
  });
  test('loss and probabilities agree', () => {
    const { inputs, labels } = sample(50, 3);
    const probe = fitLinearProbe(inputs, labels, { classes: 2 });
    const probabilities = probeProbabilities(probe, inputs);
    const mean = labels.reduce((sum, label, row) => sum - Math.log(probabilities[2 * row + label]!), 0) / 50;
    expect(probeLoss(probe, inputs, labels)).toBeCloseTo(mean, 10);
    expect(probeLoss(probe, inputs, labels)).toBeLessThan(Math.log(2));
  });
  test('a column that does not vary, and shapes', () => {
    const probe = fitLinearProbe(
      denseMatrix([
        [1, 0],
        [1, 1],
        [1, 0],
        [1, 1],
      ]),
      [0, 1, 0, 1],
      { classes: 2 },
    );
    expect(probe.weights.every(Number.isFinite)).toBe(true);
    expect(() => fitLinearProbe(denseMatrix([[1]]), [0, 1], { classes: 2 })).toThrow(ModelError);
  });
});

describe('standing of a modality (method.md 0)', () => {
  test.each([
    [[0.46, 0.55], 'dead'],
    [[0.5, 0.59], 'dead'],
    [[0.51, 0.59], 'alive'],
    [[0.4, 0.49], 'alive'],
    [[0.65, 0.7], 'alive'],
    [[0.4, 0.58], 'notAssessed'],
  ] as const)('interval %j', ([low, high], standing) => expect(modalityStanding([low, high])).toBe(standing));
  test('an undefined interval', () => expect(modalityStanding(null)).toBe('notAssessed'));

  test('collapsed: the smallest reliance, below a quarter of the strength', () => {
    const modality = (strength: number | null, reliance: number | null, standing = 'alive' as const) => ({
      strength,
      reliance,
      standing,
    });
    expect(collapsedModality([modality(0.7, 0.1), modality(0.7, 0.049), modality(0.8, 0.06)])).toBe(1);
    expect(collapsedModality([modality(0.7, 0.1), modality(0.7, 0.05)])).toBeNull();
    expect(collapsedModality([{ ...modality(0.7, 0.0), standing: 'dead' }, modality(0.7, 0.2)])).toBeNull();
    expect(
      collapsedModality([{ ...modality(0.7, 0.0), standing: 'notAssessed' }, modality(0.7, 0.2)]),
    ).toBeNull();
    expect(collapsedModality([modality(null, 0), modality(0.6, null)])).toBeNull();
  });
});
