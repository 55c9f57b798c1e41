import { factor, NUM_STATES } from '../generative/factors.ts';
import { SIGNAL_LOG_RATE, SIGNAL_WORDS } from '../generative/notes.ts';
import { NUM_TEMPLATE_WORDS, templateRate, type Structure, type Template } from '../generative/structure.ts';

/** P(notes | s) up to a constant that does not depend on s, shape `[64]`, its largest value 1. */
export type NoteLikelihood = (wordCounts: Uint16Array) => Float64Array;

/** What one template contributes to the log-likelihood of a note. */
interface TemplateTerms {
  /** log of the rate of each word relative to lambda, shape `[360]`. */
  readonly logRates: Float64Array;
  /** Sum of the rates before any factor acts. */
  readonly total: number;
  /** By how much that sum grows with the factor of each signal. */
  readonly growth: readonly number[];
}

/**
 * The mean over the templates of the Poisson likelihoods. Words of the service line depend on v alone and cancel; of the
 * others, only the counts under each template and each signal matter.
 */
export function noteLikelihood(structure: Structure): NoteLikelihood {
  const templates = structure.templates.map((template) => templateTerms(structure, template));
  return (wordCounts) => {
    const signalLogs = SIGNAL_WORDS.map(({ from, to }) => SIGNAL_LOG_RATE * countWords(wordCounts, from, to));
    const templateLogs = templates.map(({ logRates, total }) => weightedCount(wordCounts, logRates) - total);
    // The largest log of any state under any template; what is below it by 700 is nothing beside it.
    const logs = new Float64Array(NUM_STATES * templates.length);
    let largest = -Infinity;
    for (let state = 0; state < NUM_STATES; state += 1) {
      for (const [index, { growth }] of templates.entries()) {
        let log = templateLogs[index] ?? 0;
        for (const [signal, { factor: k }] of SIGNAL_WORDS.entries()) {
          if (factor(state, k) === 1) log += (signalLogs[signal] ?? 0) - (growth[signal] ?? 0);
        }
        logs[state * templates.length + index] = log;
        largest = Math.max(largest, log);
      }
    }
    const likelihood = new Float64Array(NUM_STATES);
    for (const [index, log] of logs.entries()) {
      const state = Math.floor(index / templates.length);
      likelihood[state] = (likelihood[state] ?? 0) + Math.exp(log - largest) / templates.length;
    }
    return likelihood;
  };
}

function templateTerms(structure: Structure, template: Template): TemplateTerms {
  const rates = Float64Array.from({ length: NUM_TEMPLATE_WORDS }, (_, word) =>
    templateRate(structure, template, word),
  );
  const sum = (from: number, to: number) => rates.subarray(from, to).reduce((total, rate) => total + rate, 0);
  return {
    logRates: rates.map((rate, word) => Math.log(rate / (structure.wordRates[word] ?? 1))),
    total: sum(0, NUM_TEMPLATE_WORDS),
    growth: SIGNAL_WORDS.map(({ from, to }) => Math.expm1(SIGNAL_LOG_RATE) * sum(from, to)),
  };
}

function countWords(wordCounts: Uint16Array, from: number, to: number): number {
  let count = 0;
  for (let word = from; word < to; word += 1) count += wordCounts[word] ?? 0;
  return count;
}

function weightedCount(wordCounts: Uint16Array, weights: Float64Array): number {
  let sum = 0;
  for (let word = 0; word < weights.length; word += 1) sum += (wordCounts[word] ?? 0) * (weights[word] ?? 0);
  return sum;
}
