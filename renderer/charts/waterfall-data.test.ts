import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { logit, probabilityOf } from '../format/risk.ts';
import {
  isComplete,
  largestStep,
  riskAfter,
  riskTicks,
  waterfallOf,
  waterfallRange,
} from './waterfall-data.ts';

const answer = {
  used: ['labs', 'demographics'] as const,
  contributions: { demographics: 0.5, labs: -0.2 },
  logit: logit(0.1) + 0.3,
  substituted: [{ modality: 'notes' as const, by: 'labs' as const, similarity: 0.4, rankDistance: 1 }],
};
const waterfall = waterfallOf(0.1, { ...answer, used: [...answer.used] });

describe('the steps of the waterfall', () => {
  it('go through all six modalities in the fixed order, from the base rate', () => {
    expect(waterfall.steps.map(({ modality }) => modality)).toEqual(MODALITIES);
    expect(waterfall.base).toBeCloseTo(Math.log(0.1 / 0.9), 12);
    expect(waterfall.steps[0]).toMatchObject({ from: waterfall.base, to: waterfall.base + 0.5 });
  });

  it('leave what is absent without a contribution, never with 0', () => {
    const notes = waterfall.steps[1];
    expect(notes).toMatchObject({ contribution: null, by: 'labs' });
    expect(notes?.to).toBe(notes?.from);
  });

  it('sum to the score', () => {
    expect(waterfall.sum).toBeCloseTo(0.3, 12);
    expect(waterfall.residual).toBeCloseTo(0, 12);
    expect(isComplete(waterfall)).toBe(true);
    const last = waterfall.steps.at(-1)!;
    expect(riskAfter(last)).toBeCloseTo(probabilityOf(answer.logit), 12);
  });

  it('do not hide a score that they miss', () => {
    const off = waterfallOf(0.1, { ...answer, used: [...answer.used], logit: answer.logit + 0.01 });
    expect(off.residual).toBeCloseTo(0.01, 12);
    expect(isComplete(off)).toBe(false);
  });

  it('name the one that moved the risk most, in either direction', () => {
    expect(largestStep(waterfall)).toEqual({ modality: 'demographics', contribution: 0.5 });
    const lowered = waterfallOf(0.1, { ...answer, used: ['labs'] });
    expect(largestStep(lowered)).toEqual({ modality: 'labs', contribution: -0.2 });
    expect(largestStep(waterfallOf(0.1, { ...answer, used: [] }))).toBeNull();
  });

  it('ignore the contribution of what is not used', () => {
    const only = waterfallOf(0.1, { ...answer, used: ['labs'] });
    expect(only.sum).toBeCloseTo(-0.2, 12);
  });
});

describe('the axis', () => {
  it('holds every place of every waterfall, with room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (values) => {
          const contributions = Object.fromEntries(MODALITIES.map((name, index) => [name, values[index]!]));
          const total = logit(0.1) + values.reduce((sum, value) => sum + value, 0);
          const made = waterfallOf(0.1, {
            used: [...MODALITIES],
            contributions,
            logit: total,
            substituted: [],
          });
          const [low, high] = waterfallRange([made]);
          expect(made.steps.every(({ to }) => to > low && to < high)).toBe(true);
        },
      ),
    );
  });

  it('has round risks that keep apart', () => {
    const ticks = riskTicks(logit(0.01), logit(0.5), 0.5);
    expect(ticks.map((tick) => Number(probabilityOf(tick).toFixed(3)))).toEqual([
      0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5,
    ]);
    for (const [index, tick] of ticks.slice(1).entries())
      expect(tick - ticks[index]!).toBeGreaterThanOrEqual(0.5);
  });
});
