import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { DIAGNOSES } from '../catalogue/diagnoses.ts';
import { DRUGS } from '../catalogue/drugs.ts';
import { LAB_ITEMS } from '../catalogue/lab-items.ts';
import { PROCEDURES } from '../catalogue/procedures.ts';
import { WORDS } from '../catalogue/words.ts';
import { companionIndex, conditionDrugIndex, NUM_DIAGNOSES, NUM_DRUGS } from './codes.ts';
import { drawContents, drawPresence, presenceProbabilities, type Contents } from './contents.ts';
import type { Factors } from './factors.ts';
import { wordRates } from './notes.ts';
import { NUM_LAB_ITEMS, NUM_PROCEDURES, NUM_WORDS, STRUCTURE } from './structure.ts';

const SIZE = 3_000;
const plain: Factors = { band: 2, state: 0, serviceLine: 0, observationStay: false };

function sample(factors: Factors, size = SIZE): Contents[] {
  const random = RandomStream.fromSeed('contents');
  return Array.from({ length: size }, (_, index) => drawContents(random.fork(index), factors));
}

/** Holds a share of `SIZE` within 4 standard errors. */
function expectShare(count: number, probability: number, size = SIZE): void {
  const error = Math.sqrt((probability * (1 - probability)) / size);
  expect(Math.abs(count / size - probability)).toBeLessThan(4 * error);
}

const withIndex = (lists: readonly (readonly number[])[], index: number) =>
  lists.filter((list) => list.includes(index)).length;

describe('the catalogue', () => {
  it('names as many things as the model draws, each once', () => {
    for (const [names, size] of [
      [DIAGNOSES.map(([code]) => code), NUM_DIAGNOSES],
      [PROCEDURES.map(([code]) => code), NUM_PROCEDURES],
      [DRUGS, NUM_DRUGS],
      [LAB_ITEMS.map(({ itemid }) => itemid), NUM_LAB_ITEMS],
      [WORDS, NUM_WORDS],
    ] as const) {
      expect(names).toHaveLength(size);
      expect(new Set(names).size).toBe(size);
    }
  });

  it('codes are well formed, and no lab result can be negative', () => {
    for (const [code] of DIAGNOSES) expect(code).toMatch(/^[A-Z][0-9][0-9A-Z]{1,5}$/);
    for (const [code] of PROCEDURES) expect(code).toMatch(/^[0-9A-HJ-NP-Z]{7}$/);
    for (const { location, scale } of LAB_ITEMS) expect(location - 13 * scale).toBeGreaterThan(0);
  });
});

describe('diagnoses and medications', () => {
  const ill = sample({ ...plain, state: 0b000001 });

  it('follow the condition, which follows the factor', () => {
    const diagnoses = ill.map((contents) => contents.diagnoses);
    expectShare(withIndex(diagnoses, 0), 0.92);
    expectShare(withIndex(diagnoses, 1), 0.04);
    expectShare(withIndex(diagnoses, companionIndex(0, 7)), 0.92 * 0.35 + 0.08 * 0.03);
    expectShare(withIndex(diagnoses, companionIndex(3, 0)), 0.04 * 0.35 + 0.96 * 0.03);
    const drugs = ill.map((contents) => contents.drugs);
    expectShare(withIndex(drugs, conditionDrugIndex(0, 5)), 0.92 * 0.45 + 0.08 * 0.08);
    expectShare(withIndex(drugs, conditionDrugIndex(2, 0)), 0.04 * 0.45 + 0.96 * 0.08);
  });

  it('share one condition: the anchor is coded if and only if it is there', () => {
    for (const { conditions, diagnoses } of ill) {
      expect([0, 1, 2, 3].map((k) => diagnoses.includes(k))).toEqual(conditions.map((c) => c === 1));
    }
  });

  it('the first half of the background follows the service line, clipped at .9', () => {
    const served = sample({ ...plain, serviceLine: 1 }).map(({ diagnoses }) => diagnoses);
    for (const index of [0, 40, 74, 75, 149]) {
      const rate = STRUCTURE.diagnosisRates[index]! * (index < 75 ? 3 : 1);
      expectShare(withIndex(served, 36 + index), Math.min(0.9, rate));
    }
  });

  it('drugs of a private bit are given at 4 or .3 times their rate', () => {
    const drugs = sample(plain).map((contents) => contents.drugs);
    for (const [index, scale] of [
      [0, 0.5],
      [45, (4 + 0.3) / 2],
      [119, (4 + 0.3) / 2],
    ] as const) {
      const rate = STRUCTURE.drugRates[index]!;
      const expected = scale === 0.5 ? rate / 2 : (Math.min(0.9, 4 * rate) + 0.3 * rate) / 2;
      expectShare(withIndex(drugs, 24 + index), expected);
    }
  });
});

describe('procedures', () => {
  it('depend on the service line and not on the factors', () => {
    const procedures = sample({ ...plain, state: 0b111111, serviceLine: 1 }).map(
      (contents) => contents.procedures,
    );
    for (const index of [0, 19]) {
      expectShare(withIndex(procedures, index), Math.min(0.9, 4 * STRUCTURE.procedureRates[index]!));
    }
    for (const index of [20, 59]) {
      const rate = STRUCTURE.procedureRates[index]!;
      expectShare(withIndex(procedures, index), (Math.min(0.9, 4 * rate) + 0.3 * rate) / 2);
    }
  });
});

describe('labs', () => {
  it('have the mean A s and the variance of B z + e', () => {
    const labs = sample({ ...plain, state: 0b011100 }).map((contents) => contents.labs);
    for (const [item, mean] of [
      [0, 1.3],
      [5, 1],
      [11, 1.5],
      [12, 0],
    ] as const) {
      const b = STRUCTURE.labNuisance.subarray(item * 3, item * 3 + 3);
      const variance = 1 + b.reduce((sum, value) => sum + value ** 2, 0);
      const values = labs.map((results) => results[item]!);
      const average = values.reduce((sum, value) => sum + value, 0) / SIZE;
      const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / SIZE;
      expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(variance / SIZE));
      expect(Math.abs(spread / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / SIZE));
    }
  });
});

describe('notes', () => {
  it('have the expected length, with the words of a factor and of the service line more frequent', () => {
    const factors = { ...plain, state: 0b000010, serviceLine: 1 } as const;
    const counts = sample(factors).map(({ wordCounts }) => wordCounts);
    const expected = new Float64Array(NUM_WORDS);
    for (let template = 0; template < 8; template += 1) {
      wordRates(factors, template, STRUCTURE).forEach((rate, word) => (expected[word]! += rate / 8));
    }
    for (const [from, to] of [
      [0, 30],
      [30, 70],
      [90, 360],
      [360, 400],
    ] as const) {
      const rate = expected.subarray(from, to).reduce((sum, value) => sum + value, 0);
      const mean =
        counts.reduce((sum, words) => sum + words.subarray(from, to).reduce((n, count) => n + count, 0), 0) /
        SIZE;
      // Over-dispersed by the templates: at most three times the Poisson variance.
      expect(Math.abs(mean - rate)).toBeLessThan(4 * Math.sqrt((3 * rate) / SIZE));
    }
    const lambda = (from: number, to: number) =>
      STRUCTURE.wordRates.subarray(from, to).reduce((sum, value) => sum + value, 0);
    const service = wordRates(factors, 0, STRUCTURE).subarray(360);
    expect(service.reduce((sum, value) => sum + value, 0)).toBeCloseTo(lambda(360, 400) * Math.exp(1.5), 9);
  });
});

describe('presence', () => {
  it('is as specified for each kind of admission', () => {
    expect(presenceProbabilities({ ...plain, state: 0b010000, observationStay: true })).toEqual({
      demographics: 1,
      notes: 0.76,
      labs: 0.98,
      diagnoses: 1,
      procedures: 0.55,
      medications: 0.4,
    });
    const random = RandomStream.fromSeed('presence');
    const drawn = Array.from({ length: SIZE }, (_, index) => drawPresence(random.fork(index), plain));
    expectShare(drawn.filter(({ labs }) => labs).length, 0.72);
    expectShare(drawn.filter(({ medications }) => medications).length, 0.98);
    expectShare(drawn.filter(({ notes, procedures }) => notes && procedures).length, 0.76 * 0.55);
    expect(drawn.every(({ demographics, diagnoses }) => demographics && diagnoses)).toBe(true);
  });
});
