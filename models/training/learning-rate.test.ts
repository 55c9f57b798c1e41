import { describe, expect, test } from 'vitest';
import { PRESETS } from './configuration.ts';
import { learningRate, warmedUpCosine } from './learning-rate.ts';

describe('learningRate', () => {
  test('method.md TEST 1.6: the paper preset falls by a tenth every 100 epochs', () => {
    const rates = [0, 99, 100, 250, 1199].map((epoch) => learningRate(PRESETS.paper, epoch, 0.5));
    const expected = [0.01, 0.01, 0.009, 0.0081, 0.0031381059609];
    expected.forEach((rate, i) => expect(rates[i]).toBeCloseTo(rate, 12));
  });

  test('cosine starts at the full rate, is half in the middle and ends at 0', () => {
    const settings = { ...PRESETS.paper, schedule: 'cosine', learningRate: 2e-3, epochs: 10 } as const;
    expect(learningRate(settings, 0, 0)).toBeCloseTo(2e-3, 12);
    expect(learningRate(settings, 5, 0)).toBeCloseTo(1e-3, 12);
    expect(learningRate(settings, 2, 0.5)).toBeCloseTo(1e-3 * (1 + Math.SQRT1_2), 12);
    expect(learningRate(settings, 9, 0.999_999)).toBeLessThan(1e-9);
  });

  test('constant stays', () => {
    const settings = { ...PRESETS.paper, schedule: 'constant' } as const;
    expect(learningRate(settings, 1000, 0)).toBe(0.01);
  });
});

describe('warmedUpCosine', () => {
  const settings = { learningRate: 2e-3, epochs: 12, warmUpEpochs: 2 };

  test('rises from 0 in a line, then falls to 0 along half a cosine', () => {
    const rates = [
      warmedUpCosine(settings, 0, 0),
      warmedUpCosine(settings, 0, 0.5),
      warmedUpCosine(settings, 1, 0.5),
      warmedUpCosine(settings, 2, 0),
      warmedUpCosine(settings, 7, 0),
    ];
    [0, 0.5e-3, 1.5e-3, 2e-3, 1e-3].forEach((rate, i) => expect(rates[i]).toBeCloseTo(rate, 12));
    expect(warmedUpCosine(settings, 11, 0.999_999)).toBeLessThan(1e-9);
  });
});
