import { RandomStream } from '../../../models/random/random-stream.ts';

/**
 * The random constants of the cohort: base rates of codes and words, the words of each template, the loadings of the
 * laboratory. They are the same for every seed, so that a model trained on one cohort can be tested on another.
 */
const STRUCTURE_SEED = 'synthetic-cohort-structure';

export const NUM_CONDITIONS = 4;
export const COMPANIONS_PER_CONDITION = 8;
export const DRUGS_PER_CONDITION = 6;
export const NUM_BACKGROUND_DIAGNOSES = 150;
/** The first of them follow the service line. */
export const NUM_SERVICE_DIAGNOSES = 75;
export const NUM_BACKGROUND_DRUGS = 120;
/** Of the service line, and of each of two private bits. */
export const DRUGS_PER_BIT = 40;
export const NUM_PROCEDURES = 60;
export const PROCEDURES_PER_BIT = 20;
export const NUM_LAB_ITEMS = 30;
export const NUM_LAB_NUISANCES = 3;
export const NUM_WORDS = 400;
/** Words before this one follow the template; the others the service line. */
export const NUM_TEMPLATE_WORDS = 360;
export const NUM_TEMPLATES = 8;
const WORDS_PER_TEMPLATE = 150;
const TOTAL_WORD_RATE = 140;
const TEMPLATE_BOOST = 1.1;
const NUISANCE_NORM = 1.6;

/** A note template: which words it favours, and the factor that keeps the expected length. */
export interface Template {
  /** 1 where the template favours the word, shape `[400]`. */
  readonly favours: Uint8Array;
  readonly norm: number;
}

export interface Structure {
  readonly diagnosisRates: Float64Array;
  readonly drugRates: Float64Array;
  readonly procedureRates: Float64Array;
  /** Lambda, shape `[400]`, sum 140. */
  readonly wordRates: Float64Array;
  readonly templates: readonly Template[];
  /** B, shape `[30, 3]` row-major, each column of norm 1.6 sqrt(30). */
  readonly labNuisance: Float64Array;
}

/** Draws the constants. @param seed only tests need another than the default. */
export function drawStructure(seed: string = STRUCTURE_SEED): Structure {
  const random = RandomStream.fromSeed(seed);
  const wordRates = drawWordRates(random.fork('words'));
  return {
    diagnosisRates: drawBetas(random.fork('diagnoses'), NUM_BACKGROUND_DIAGNOSES, [0.6, 12]),
    drugRates: drawBetas(random.fork('drugs'), NUM_BACKGROUND_DRUGS, [0.6, 10]),
    procedureRates: drawBetas(random.fork('procedures'), NUM_PROCEDURES, [0.8, 8]),
    wordRates,
    templates: Array.from({ length: NUM_TEMPLATES }, (_, index) =>
      drawTemplate(random.fork(`template-${index}`), wordRates),
    ),
    labNuisance: drawLabNuisance(random.fork('labs')),
  };
}

/** The constants that every cohort shares. */
export const STRUCTURE: Structure = drawStructure();

/** Rate of a word in a note before any factor acts, with a template's words raised by exp(1.1). */
export function templateRate(structure: Structure, template: Template, word: number): number {
  const rate = structure.wordRates[word] ?? 0;
  if (word >= NUM_TEMPLATE_WORDS) return rate;
  return rate * template.norm * (template.favours[word] === 1 ? Math.exp(TEMPLATE_BOOST) : 1);
}

function drawBetas(random: RandomStream, size: number, [a, b]: readonly [number, number]): Float64Array {
  return Float64Array.from({ length: size }, () => drawBeta(random, a, b));
}

/** Joehnk's method: the ratio of two powers of uniforms, kept when they sum to at most 1. */
function drawBeta(random: RandomStream, a: number, b: number): number {
  for (;;) {
    const x = random.float() ** (1 / a);
    const y = random.float() ** (1 / b);
    if (x + y <= 1 && x + y > 0) return x / (x + y);
  }
}

function drawWordRates(random: RandomStream): Float64Array {
  const ranks = random.permutation(NUM_WORDS);
  const rates = Float64Array.from(ranks, (rank) => (rank + 1) ** -0.5);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.map((rate) => (rate * TOTAL_WORD_RATE) / total);
}

function drawTemplate(random: RandomStream, wordRates: Float64Array): Template {
  const favours = new Uint8Array(NUM_WORDS);
  const order = random.permutation(NUM_TEMPLATE_WORDS);
  for (const word of order.subarray(0, WORDS_PER_TEMPLATE)) favours[word] = 1;
  let plain = 0;
  let raised = 0;
  for (let word = 0; word < NUM_TEMPLATE_WORDS; word += 1) {
    const rate = wordRates[word] ?? 0;
    plain += rate;
    raised += favours[word] === 1 ? rate * Math.exp(TEMPLATE_BOOST) : rate;
  }
  return { favours, norm: plain / raised };
}

function drawLabNuisance(random: RandomStream): Float64Array {
  const values = Float64Array.from({ length: NUM_LAB_ITEMS * NUM_LAB_NUISANCES }, () => random.normal());
  for (let column = 0; column < NUM_LAB_NUISANCES; column += 1) {
    let squares = 0;
    for (let row = 0; row < NUM_LAB_ITEMS; row += 1)
      squares += (values[row * NUM_LAB_NUISANCES + column] ?? 0) ** 2;
    const scale = (NUISANCE_NORM * Math.sqrt(NUM_LAB_ITEMS)) / Math.sqrt(squares);
    for (let row = 0; row < NUM_LAB_ITEMS; row += 1) {
      const at = row * NUM_LAB_NUISANCES + column;
      values[at] = (values[at] ?? 0) * scale;
    }
  }
  return values;
}
