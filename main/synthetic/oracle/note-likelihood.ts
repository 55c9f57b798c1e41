import { factor, NUM_STATES } from '../generative/factors.ts';
import { SIGNAL_LOG_RATE, SIGNAL_WORDS } from '../generative/notes.ts';
import { NUM_TEMPLATE_WORDS, templateRate, type Structure, type Template } from '../generative/structure.ts';

/** P(notes | s) up to a constant that does not depend on s, shape `[64]`. */
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
 * others, only the counts under each template and each signal matter, so that there are eight patterns of signals to tell
 * apart.
 */
export function noteLikelihood(structure: Structure): NoteLikelihood {
  const templates = structure.templates.map((template) => templateTerms(structure, template));
  const patterns = Array.from({ length: 2 ** SIGNAL_WORDS.length }, (_, pattern) => pattern);
  const patternOfState = Array.from({ length: NUM_STATES }, (_, state) =>
    SIGNAL_WORDS.reduce((pattern, { factor: k }, signal) => pattern | (factor(state, k) << signal), 0),
  );
  return (wordCounts) => {
    const signalLogs = SIGNAL_WORDS.map(({ from, to }) => SIGNAL_LOG_RATE * countWords(wordCounts, from, to));
    const logs = templates.map(({ logRates, total, growth }) => {
      const base = weightedCount(wordCounts, logRates) - total;
      const gains = signalLogs.map((log, signal) => log - (growth[signal] ?? 0));
      return patterns.map((pattern) =>
        gains.reduce((sum, gain, signal) => (((pattern >> signal) & 1) === 1 ? sum + gain : sum), base),
      );
    });
    const largest = Math.max(...logs.flat());
    const likelihoods = patterns.map((pattern) =>
      logs.reduce((sum, ofTemplate) => sum + Math.exp((ofTemplate[pattern] ?? -Infinity) - largest), 0),
    );
    return Float64Array.from(patternOfState, (pattern) => likelihoods[pattern] ?? 0);
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
