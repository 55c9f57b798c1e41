import { describe, expect, it } from 'vitest';
import {
  drawStructure,
  NUM_LAB_ITEMS,
  NUM_LAB_NUISANCES,
  NUM_TEMPLATE_WORDS,
  NUM_WORDS,
  STRUCTURE,
  templateRate,
} from './structure.ts';

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe('the constants of the cohort', () => {
  it('are the same in every run, and others for another seed', () => {
    expect(drawStructure()).toEqual(STRUCTURE);
    expect(drawStructure('another').wordRates).not.toEqual(STRUCTURE.wordRates);
  });

  it('word rates are rank^-.5, shuffled, with sum 140', () => {
    expect(sum(STRUCTURE.wordRates)).toBeCloseTo(140, 9);
    const ranked = [...STRUCTURE.wordRates].sort((a, b) => b - a);
    for (const rank of [2, 9, 100, 400]) {
      expect(ranked[0]! / ranked[rank - 1]!).toBeCloseTo(Math.sqrt(rank), 9);
    }
    expect([...STRUCTURE.wordRates]).not.toEqual(ranked);
  });

  it('each template favours 150 of the first 360 words by e^1.1 and keeps the expected length', () => {
    const plain = sum(STRUCTURE.wordRates.subarray(0, NUM_TEMPLATE_WORDS));
    for (const template of STRUCTURE.templates) {
      expect(sum(template.favours)).toBe(150);
      expect(sum(template.favours.subarray(NUM_TEMPLATE_WORDS))).toBe(0);
      const rates = Array.from({ length: NUM_WORDS }, (_, word) => templateRate(STRUCTURE, template, word));
      expect(sum(rates.slice(0, NUM_TEMPLATE_WORDS))).toBeCloseTo(plain, 9);
      expect(rates.slice(NUM_TEMPLATE_WORDS)).toEqual([...STRUCTURE.wordRates.subarray(NUM_TEMPLATE_WORDS)]);
      const favoured = template.favours.indexOf(1);
      const other = template.favours.indexOf(0);
      const ratio = (word: number) => rates[word]! / STRUCTURE.wordRates[word]!;
      expect(ratio(favoured) / ratio(other)).toBeCloseTo(Math.exp(1.1), 9);
    }
    expect(STRUCTURE.templates).toHaveLength(8);
  });

  it('nuisance columns of the labs have norm 1.6 sqrt(30)', () => {
    for (let column = 0; column < NUM_LAB_NUISANCES; column += 1) {
      const entries = Array.from(
        { length: NUM_LAB_ITEMS },
        (_, item) => STRUCTURE.labNuisance[item * NUM_LAB_NUISANCES + column]!,
      );
      expect(Math.sqrt(sum(entries.map((entry) => entry ** 2)))).toBeCloseTo(1.6 * Math.sqrt(30), 9);
    }
  });

  it.each([
    ['diagnosisRates', 150, 0.6, 12],
    ['drugRates', 120, 0.6, 10],
    ['procedureRates', 60, 0.8, 8],
  ] as const)('%s are %i draws of Beta(%f, %f)', (name, size, a, b) => {
    // Over 40 draws of the constants, within 4 standard errors of the mean a / (a + b) and of the second moment.
    const draws = Array.from({ length: 40 }, (_, seed) => [...drawStructure(`beta-${seed}`)[name]]).flat();
    expect(draws).toHaveLength(40 * size);
    const moment = (order: number) => sum(draws.map((draw) => draw ** order)) / draws.length;
    const exact = (order: number) =>
      Array.from({ length: order }, (_, i) => (a + i) / (a + b + i)).reduce(
        (product, term) => product * term,
        1,
      );
    for (const order of [1, 2]) {
      const error = Math.sqrt((exact(2 * order) - exact(order) ** 2) / draws.length);
      expect(Math.abs(moment(order) - exact(order))).toBeLessThan(4 * error);
    }
  });
});
