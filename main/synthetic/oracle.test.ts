import { describe, expect, it } from 'vitest';
import { choleskyFactor } from '../../models/linear-algebra/cholesky.ts';
import { MODALITIES, perModality } from '../../models/modalities/modality.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import { logit } from '../../models/statistics/sigmoid.ts';
import { SYNTHETIC_TASKS, type SyntheticTask } from './tasks.ts';
import { companionIndex, conditionDrugIndex } from './generative/codes.ts';
import { drawContents, type Contents } from './generative/contents.ts';
import { BAND_PROBABILITIES, drawFactors, factor, stateProbability } from './generative/factors.ts';
import { labSignal } from './generative/labs.ts';
import { wordRates } from './generative/notes.ts';
import { outcomeProbability, prevalence } from './generative/outcomes.ts';
import { STRUCTURE } from './generative/structure.ts';
import { createOracle, type Evidence } from './oracle.ts';
import { ALL_MODALITIES, modalityBit, NUM_SUBSETS, subsetOf } from './oracle/subsets.ts';

const oracle = createOracle();
const everything = perModality(() => true);

function example(index: number, present = everything): Evidence {
  const random = RandomStream.fromSeed(`oracle-${index}`);
  const band = random.int(5);
  const factors = drawFactors(random, band, random.int(64));
  return { band, contents: drawContents(random, factors), present };
}

/** Logs of the likelihood of what each modality holds, by v and state. */
type Logs = readonly (readonly number[])[];

function byNuisanceAndState(log: (state: number, v: 0 | 1) => number): Logs {
  return ([0, 1] as const).map((v) => Array.from({ length: 64 }, (_, state) => log(state, v)));
}

/**
 * The same answer without any of the oracle's short cuts: s, a, v, the private bits, the conditions and the templates are
 * all summed over, every code, word and result taking its part, in logarithms.
 */
function bruteForce({ band, contents }: Evidence): (task: SyntheticTask, subset: number) => number {
  const codes = (diagnoses: boolean, medications: boolean) =>
    byNuisanceAndState((state, v) => logCodes(contents, { state, v, diagnoses, medications }));
  const logs = new Map<number, Logs>([
    [modalityBit('notes'), byNuisanceAndState((state, v) => logNotes(contents, state, v))],
    [modalityBit('labs'), byNuisanceAndState((state) => logLabs(contents, state))],
    [modalityBit('diagnoses'), codes(true, false)],
    [modalityBit('medications'), codes(false, true)],
    [subsetOf(['diagnoses', 'medications']), codes(true, true)],
    [modalityBit('procedures'), byNuisanceAndState((_, v) => logProcedures(contents, v))],
  ]);
  return (task, subset) => {
    const parts = ['notes', 'labs', 'procedures'] as const;
    const bits = [...parts.map(modalityBit), subsetOf(['diagnoses', 'medications'])].map(
      (part) => subset & part,
    );
    const tables = bits.flatMap((part) => {
      const table = logs.get(part);
      return table === undefined ? [] : [table];
    });
    const positive: number[] = [];
    const negative: number[] = [];
    for (let a = 0; a < 5; a += 1) {
      if ((subset & modalityBit('demographics')) !== 0 && a !== band) continue;
      for (let state = 0; state < 64; state += 1) {
        for (const v of [0, 1]) {
          const prior = Math.log(BAND_PROBABILITIES[a]! * stateProbability(state, a) * 0.5);
          const log = tables.reduce((sum, table) => sum + table[v]![state]!, prior);
          const probability = outcomeProbability(task, a, state);
          positive.push(log + Math.log(probability));
          negative.push(log + Math.log(1 - probability));
        }
      }
    }
    return logSum(positive) - logSum(negative);
  };
}

function logNotes({ wordCounts }: Contents, state: number, v: 0 | 1): number {
  const logs = Array.from({ length: 8 }, (_, template) => {
    const factors = { band: 0, state, serviceLine: v, observationStay: false };
    return wordRates(factors, template, STRUCTURE).reduce(
      (sum, rate, word) => sum + wordCounts[word]! * Math.log(rate) - rate,
      0,
    );
  });
  return logSum(logs);
}

function logLabs({ labs }: Contents, state: number): number {
  const size = labs.length;
  const b = STRUCTURE.labNuisance;
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      values[i * size + j] = Number(i === j);
      for (let c = 0; c < 3; c += 1) values[i * size + j]! += b[i * 3 + c]! * b[j * 3 + c]!;
    }
  }
  // With Sigma = L L^T, the quadratic form is the squared norm of L^-1 (x - A s), by forward substitution.
  const lower = choleskyFactor({ rows: size, columns: size, values })!;
  const signal = labSignal(state);
  const solved = new Float64Array(size);
  let squares = 0;
  for (let i = 0; i < size; i += 1) {
    let rest = labs[i]! - signal[i]!;
    for (let j = 0; j < i; j += 1) rest -= lower[i * size + j]! * solved[j]!;
    solved[i] = rest / lower[i * size + i]!;
    squares += solved[i]! ** 2;
  }
  return -squares / 2;
}

function logCodes(
  { diagnoses, drugs }: Contents,
  given: { state: number; v: 0 | 1; diagnoses: boolean; medications: boolean },
): number {
  let log = 0;
  for (let k = 0; k < 4; k += 1) {
    const sick = factor(given.state, k + 1) === 1 ? 0.92 : 0.04;
    const logs = [0, 1].map((c) => {
      let term = Math.log(c === 1 ? sick : 1 - sick);
      if (given.diagnoses) {
        term += diagnoses.includes(k) === (c === 1) ? 0 : -Infinity;
        for (let j = 0; j < 8; j += 1) {
          term += logBernoulli(diagnoses.includes(companionIndex(k, j)), c === 1 ? 0.35 : 0.03);
        }
      }
      if (given.medications) {
        for (let j = 0; j < 6; j += 1) {
          term += logBernoulli(drugs.includes(conditionDrugIndex(k, j)), c === 1 ? 0.45 : 0.08);
        }
      }
      return term;
    });
    log += logSum(logs);
  }
  if (given.diagnoses) {
    const scales = [given.v === 1 ? 3 : 0.5, 1];
    log += logBackground(diagnoses, 36, STRUCTURE.diagnosisRates, (index) => scales[index < 75 ? 0 : 1]!);
  }
  if (given.medications) {
    log += logOverBits((bits) =>
      logBackground(drugs, 24, STRUCTURE.drugRates, (index) =>
        index < 40 ? (given.v === 1 ? 3 : 0.5) : bits[Math.floor(index / 40) - 1] === 1 ? 4 : 0.3,
      ),
    );
  }
  return log;
}

function logProcedures({ procedures }: Contents, v: 0 | 1): number {
  return logOverBits((bits) =>
    logBackground(procedures, 0, STRUCTURE.procedureRates, (index) =>
      [v, ...bits][Math.floor(index / 20)] === 1 ? 4 : 0.3,
    ),
  );
}

function logBackground(
  found: readonly number[],
  offset: number,
  rates: Float64Array,
  scale: (index: number) => number,
): number {
  return rates.reduce(
    (sum, rate, index) =>
      sum + logBernoulli(found.includes(offset + index), Math.min(0.9, rate * scale(index))),
    0,
  );
}

/** Log of the mean over two private bits. */
function logOverBits(log: (bits: readonly [number, number]) => number): number {
  const pairs = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ] as const;
  return logSum(pairs.map((bits) => log(bits))) - Math.log(4);
}

function logBernoulli(found: boolean, probability: number): number {
  return Math.log(found ? probability : 1 - probability);
}

function logSum(logs: readonly number[]): number {
  const largest = Math.max(...logs);
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
}

describe('the Bayes oracle', () => {
  it.each([0, 1, 2])('agrees with brute force on every subset, example %i', (index) => {
    const evidence = example(index);
    const { logits } = oracle(evidence);
    const expected = bruteForce(evidence);
    for (const [task, name] of SYNTHETIC_TASKS.entries()) {
      for (let subset = 0; subset < NUM_SUBSETS; subset += 1) {
        expect(logits[task * NUM_SUBSETS + subset]).toBeCloseTo(expected(name, subset), 7);
      }
    }
  });

  it('answers nothing by the prevalence', () => {
    const { logits } = oracle(example(3));
    for (const [task, name] of SYNTHETIC_TASKS.entries()) {
      expect(logits[task * NUM_SUBSETS]).toBeCloseTo(logit(prevalence(name)), 8);
    }
  });

  it('takes a modality that is not recorded for one that is not in use', () => {
    const present = { ...everything, notes: false, medications: false };
    const { logits, shapley } = oracle(example(4, present));
    const all = oracle(example(4));
    const kept = ALL_MODALITIES & ~subsetOf(['notes', 'medications']);
    for (let index = 0; index < logits.length; index += 1) {
      const task = Math.floor(index / NUM_SUBSETS);
      expect(logits[index]).toBe(all.logits[task * NUM_SUBSETS + ((index % NUM_SUBSETS) & kept)]);
    }
    expect(shapley[MODALITIES.indexOf('notes')]).toBe(0);
  });

  it('procedures never change an answer, and medications none where diagnoses are known', () => {
    const { logits, shapley } = oracle(example(5));
    const diagnoses = modalityBit('diagnoses');
    for (let subset = 0; subset < NUM_SUBSETS; subset += 1) {
      expect(logits[subset | modalityBit('procedures')]).toBe(logits[subset]);
      expect(logits[subset | diagnoses | modalityBit('medications')]).toBe(logits[subset | diagnoses]);
    }
    expect(shapley[MODALITIES.indexOf('procedures')]).toBe(0);
  });

  it('contributions sum to the score', () => {
    const { logits, shapley } = oracle(example(6));
    for (let task = 0; task < SYNTHETIC_TASKS.length; task += 1) {
      const sum = shapley.subarray(task * 6, task * 6 + 6).reduce((total, value) => total + value, 0);
      const gain = logits[task * NUM_SUBSETS + ALL_MODALITIES]! - logits[task * NUM_SUBSETS]!;
      expect(sum).toBeCloseTo(gain, 9);
    }
  });

  it('that labs are taken raises the risk, that they are not lowers it, by Bayes’ rule', () => {
    const recorded = oracle(example(7)).informedLogits[0]!;
    const absent = oracle(example(7, { ...everything, labs: false })).informedLogits[0]!;
    // P(s5) = .2; P(y | recorded) by hand from P(y | s5).
    const risk = [0, 1].map((s5) => {
      let sum = 0;
      let weight = 0;
      for (let band = 0; band < 5; band += 1) {
        for (let state = 0; state < 64; state += 1) {
          if (factor(state, 5) !== s5) continue;
          const p = BAND_PROBABILITIES[band]! * stateProbability(state, band);
          sum += p * outcomeProbability('mortality-90d', band, state);
          weight += p;
        }
      }
      return sum / weight;
    });
    const given = (p0: number, p1: number) =>
      logit((0.8 * p0 * risk[0]! + 0.2 * p1 * risk[1]!) / (0.8 * p0 + 0.2 * p1));
    expect(recorded).toBeCloseTo(given(0.72, 0.98), 8);
    expect(absent).toBeCloseTo(given(0.28, 0.02), 8);
  });
});
