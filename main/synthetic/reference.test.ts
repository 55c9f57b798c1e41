import { beforeAll, describe, expect, it } from 'vitest';
import { auroc } from '../../models/metrics/auroc.ts';
import {
  MODALITIES,
  perModality,
  type ModalityName,
  type PerModality,
} from '../../models/modalities/modality.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import { sigmoid } from '../../models/statistics/sigmoid.ts';
import { SYNTHETIC_TASKS, type SyntheticTask } from './tasks.ts';
import { drawContents, drawPresence } from './generative/contents.ts';
import { BAND_PROBABILITIES, drawFactors, drawWeighted, stateProbability } from './generative/factors.ts';
import { outcomeProbability } from './generative/outcomes.ts';
import { createOracle, type BayesAnswer } from './oracle.ts';
import { ALL_MODALITIES, NUM_SUBSETS, presentSubset, subsetOf } from './oracle/subsets.ts';

/**
 * The reference figures of the cohort's specification, which a prototype of 120,000 admissions gave. A figure is
 * reproduced when the difference is within 3.5 standard errors of the difference: the sampling error here and there, and
 * the spread between drawings of the constants (background rates, words, loadings), on which a prototype's AUROC depends
 * too: .004, from drawings of other constants with the same admissions. Figures are printed to three places.
 */
const FULL = process.env.LACUNA_TEST_COUNTS === 'full';
const SIZE = FULL ? 60_000 : 6_000;
const PROTOTYPE_SIZE = 120_000;
const CONSTANTS_SPREAD = 0.004;
const PRINTED = 0.0005;
const ERRORS = 3.5;

interface Sampled {
  readonly present: PerModality<boolean>;
  readonly uniforms: PerModality<number>;
  readonly labels: Readonly<Record<SyntheticTask, 0 | 1>>;
  readonly probabilities: Readonly<Record<SyntheticTask, number>>;
  /** With everything recorded. */
  readonly full: BayesAnswer;
  /** With what is recorded. */
  readonly natural: BayesAnswer;
}

let cohort: Sampled[] = [];

function drawAdmission(random: RandomStream, oracle: ReturnType<typeof createOracle>): Sampled {
  const band = drawWeighted(random, BAND_PROBABILITIES);
  const states = Float64Array.from({ length: 64 }, (_, state) => stateProbability(state, band));
  const factors = drawFactors(random, band, drawWeighted(random, states));
  const contents = drawContents(random, factors);
  const present = drawPresence(random, factors);
  const probabilities = byTask((task) => outcomeProbability(task, band, factors.state));
  return {
    present,
    uniforms: perModality(() => random.float()),
    probabilities,
    labels: byTask((task) => (random.float() < probabilities[task] ? 1 : 0)),
    full: oracle({ band, contents, present: perModality(() => true) }),
    natural: oracle({ band, contents, present }),
  };
}

function byTask<T>(value: (task: SyntheticTask) => T): Record<SyntheticTask, T> {
  return Object.fromEntries(SYNTHETIC_TASKS.map((task) => [task, value(task)])) as Record<SyntheticTask, T>;
}

function aurocOf(task: SyntheticTask, score: (admission: Sampled) => number): number {
  const result = auroc(
    cohort.map(({ labels }) => labels[task]),
    cohort.map(score),
  );
  if ('undefined' in result) throw new Error(result.undefined);
  return result.value;
}

/** Score of a subset of modalities with everything recorded. */
function subsetScore(task: SyntheticTask, subset: number): (admission: Sampled) => number {
  const at = SYNTHETIC_TASKS.indexOf(task) * NUM_SUBSETS + subset;
  return ({ full }) => full.logits[at]!;
}

/** Standard error of an AUROC by Hanley & McNeil 1982. */
function aurocError(value: number, size: number, share: number): number {
  const positives = size * share;
  const negatives = size - positives;
  const q1 = value / (2 - value);
  const q2 = (2 * value ** 2) / (1 + value);
  const sum = value * (1 - value) + (positives - 1) * (q1 - value ** 2) + (negatives - 1) * (q2 - value ** 2);
  return Math.sqrt(sum / (positives * negatives));
}

const PREVALENCE = { 'mortality-90d': 0.09, 'readmission-15d': 0.12, 'mortality-hospital': 0.025 };

function expectAuroc(task: SyntheticTask, actual: number, reference: number): void {
  const error = Math.hypot(
    aurocError(reference, SIZE, PREVALENCE[task]),
    aurocError(reference, PROTOTYPE_SIZE, PREVALENCE[task]),
    CONSTANTS_SPREAD,
  );
  expect(Math.abs(actual - reference)).toBeLessThan(ERRORS * error + PRINTED);
}

/** Holds a mean of the sample to a reference within its standard error, with a spread of the constants beside it. */
function expectMean(values: readonly number[], reference: number, spread: number): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(Math.abs(mean - reference)).toBeLessThan(
    ERRORS * Math.hypot(Math.sqrt(variance / values.length), spread),
  );
}

const without = (...names: ModalityName[]) => ALL_MODALITIES & ~subsetOf(names);

beforeAll(() => {
  const oracle = createOracle();
  const random = RandomStream.fromSeed('reference');
  cohort = Array.from({ length: SIZE }, (_, index) => drawAdmission(random.fork(index), oracle));
});

describe.each(SYNTHETIC_TASKS)('reference figures of %s', (task) => {
  it('prevalence', () => {
    expectMean(
      cohort.map(({ labels }) => labels[task]),
      PREVALENCE[task],
      0,
    );
  });

  const alone = {
    'mortality-90d': [0.652, 0.727, 0.726, 0.698, 0.5, 0.659],
    'readmission-15d': [0.593, 0.728, 0.641, 0.698, 0.5, 0.658],
    'mortality-hospital': [0.614, 0.609, 0.8, 0.641, 0.5, 0.616],
  }[task];
  it.each(MODALITIES.map((name, index) => [name, alone[index]!] as const))(
    'AUROC of %s alone',
    (name, value) => {
      expectAuroc(task, aurocOf(task, subsetScore(task, subsetOf([name]))), value);
    },
  );

  const joined = {
    'mortality-90d': [0.859, 0.843, 0.831, 0.792, 0.848, 0.83],
    'readmission-15d': [0.794, 0.791, 0.73, 0.788, 0.785, 0.771],
    'mortality-hospital': [0.845, 0.835, 0.842, 0.691, 0.837, 0.827],
  }[task];
  it.each([
    ['nothing', ALL_MODALITIES, joined[0]!],
    ['demographics', without('demographics'), joined[1]!],
    ['notes', without('notes'), joined[2]!],
    ['labs', without('labs'), joined[3]!],
    ['diagnoses', without('diagnoses'), joined[4]!],
    ['diagnoses and medications', without('diagnoses', 'medications'), joined[5]!],
  ] as const)('AUROC of all without %s', (_, subset, value) => {
    expectAuroc(task, aurocOf(task, subsetScore(task, subset)), value);
  });

  it('AUROC of the late sum, and the ceiling with s known', () => {
    const late = { 'mortality-90d': 0.829, 'readmission-15d': 0.774, 'mortality-hospital': 0.822 }[task];
    const ceiling = { 'mortality-90d': 0.884, 'readmission-15d': 0.821, 'mortality-hospital': 0.872 }[task];
    const scores = MODALITIES.map((name) => subsetScore(task, subsetOf([name])));
    expectAuroc(
      task,
      aurocOf(task, (row) => scores.reduce((sum, score) => sum + score(row), 0)),
      late,
    );
    expectAuroc(
      task,
      aurocOf(task, ({ probabilities }) => probabilities[task]),
      ceiling,
    );
  });

  const masked = {
    'mortality-90d': [0.859, 0.819, 0.78, 0.736],
    'readmission-15d': [0.794, 0.768, 0.735, 0.698],
    'mortality-hospital': [0.845, 0.802, 0.756, 0.706],
  }[task];
  it.each([
    [0, masked[0]!],
    [0.3, masked[1]!],
    [0.5, masked[2]!],
    [0.7, masked[3]!],
  ] as const)('AUROC masked at random at %f', (rate, value) => {
    const at = SYNTHETIC_TASKS.indexOf(task) * NUM_SUBSETS;
    const score = ({ uniforms, full }: Sampled) => {
      const kept = MODALITIES.filter((name) => uniforms[name] >= rate);
      const last = MODALITIES.reduce((a, b) => (uniforms[a] > uniforms[b] ? a : b));
      return full.logits[at + subsetOf(kept.length === 0 ? [last] : kept)]!;
    };
    expectAuroc(task, aurocOf(task, score), value);
  });

  it('the best score is calibrated in all ten deciles', () => {
    const at = SYNTHETIC_TASKS.indexOf(task) * NUM_SUBSETS + ALL_MODALITIES;
    const rows = cohort
      .map(({ full, labels }) => ({ risk: sigmoid(full.logits[at]!), label: labels[task] }))
      .sort((a, b) => a.risk - b.risk);
    for (let decile = 0; decile < 10; decile += 1) {
      const part = rows.slice((decile * SIZE) / 10, ((decile + 1) * SIZE) / 10);
      const expected = part.reduce((sum, { risk }) => sum + risk, 0);
      const variance = part.reduce((sum, { risk }) => sum + risk * (1 - risk), 0);
      const observed = part.reduce((sum, { label }) => sum + label, 0);
      expect(Math.abs(observed - expected)).toBeLessThan(4 * Math.sqrt(variance) + 1);
    }
  });
});

describe('reference figures of contributions and missingness', () => {
  it.each([
    [
      'mortality-90d',
      { labs: 0.82, notes: 0.63, demographics: 0.53, diagnoses: 0.41, medications: 0.22, procedures: 0 },
    ],
    [
      'readmission-15d',
      { notes: 0.73, diagnoses: 0.36, labs: 0.25, demographics: 0.23, medications: 0.2, procedures: 0 },
    ],
  ] as const)('mean absolute Shapley values of %s', (task, reference) => {
    for (const [index, name] of MODALITIES.entries()) {
      const at = SYNTHETIC_TASKS.indexOf(task) * MODALITIES.length + index;
      // A twentieth of the value is what other constants move it by.
      expectMean(
        cohort.map(({ full }) => Math.abs(full.shapley[at]!)),
        reference[name],
        reference[name] / 40 + PRINTED * 3,
      );
    }
  });

  it('natural missingness, blind to presence and with it', () => {
    expectAuroc(
      'mortality-90d',
      aurocOf('mortality-90d', ({ natural }) => natural.logits[ALL_MODALITIES]!),
      0.846,
    );
    expectAuroc(
      'mortality-90d',
      aurocOf('mortality-90d', ({ natural }) => natural.informedLogits[ALL_MODALITIES]!),
      0.851,
    );
  });

  it('where labs are absent the observed risk is the informed one, and the blind one is too high', () => {
    const absent = cohort.filter(({ present }) => !present.labs);
    const mean = (value: (admission: Sampled) => number) =>
      absent.reduce((sum, admission) => sum + value(admission), 0) / absent.length;
    const observed = mean(({ labels }) => labels['mortality-90d']);
    const informed = mean(({ natural }) => sigmoid(natural.informedLogits[ALL_MODALITIES]!));
    const error = Math.sqrt((0.0577 * 0.9423) / absent.length);
    expect(Math.abs(observed - 0.0577)).toBeLessThan(ERRORS * error);
    expect(Math.abs(observed - informed)).toBeLessThan(ERRORS * error);
    expectMean(
      absent.map(({ natural }) => sigmoid(natural.informedLogits[ALL_MODALITIES]!)),
      0.0592,
      0.0005,
    );
    expectMean(
      absent.map(({ natural }) => sigmoid(natural.logits[ALL_MODALITIES]!)),
      0.0905,
      0.0005,
    );
  });

  it('an answer with what is recorded is the answer of that subset', () => {
    for (const { present, full, natural } of cohort.slice(0, 200)) {
      expect(natural.logits[ALL_MODALITIES]).toBe(full.logits[presentSubset(present)]);
    }
  });
});
