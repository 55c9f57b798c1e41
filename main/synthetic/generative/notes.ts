import type { RandomStream } from '../../../models/random/random-stream.ts';
import { factor, type Factors } from './factors.ts';
import { NUM_TEMPLATE_WORDS, NUM_TEMPLATES, NUM_WORDS, templateRate, type Structure } from './structure.ts';

/** W: the words that a factor makes more frequent, by exp(.6); `from` inclusive, `to` exclusive. */
export const SIGNAL_WORDS = [
  { factor: 2, from: 0, to: 30 },
  { factor: 6, from: 30, to: 70 },
  { factor: 1, from: 70, to: 90 },
] as const;
export const SIGNAL_LOG_RATE = 0.6;
const SERVICE_LINE_LOG_RATE = 1.5;

/** The rate of each word in the notes of an admission, shape `[400]`. */
export function wordRates(factors: Factors, template: number, structure: Structure): Float64Array {
  const chosen = structure.templates[template];
  if (chosen === undefined)
    throw new RangeError(`expected a template below ${NUM_TEMPLATES}, got ${template}`);
  const rates = Float64Array.from({ length: NUM_WORDS }, (_, word) => templateRate(structure, chosen, word));
  for (const { factor: k, from, to } of SIGNAL_WORDS) {
    if (factor(factors.state, k) === 0) continue;
    for (let word = from; word < to; word += 1) rates[word] = (rates[word] ?? 0) * Math.exp(SIGNAL_LOG_RATE);
  }
  if (factors.serviceLine === 1) {
    for (let word = NUM_TEMPLATE_WORDS; word < NUM_WORDS; word += 1) {
      rates[word] = (rates[word] ?? 0) * Math.exp(SERVICE_LINE_LOG_RATE);
    }
  }
  return rates;
}

/** How often each word occurs in the notes of an admission, shape `[400]`. */
export function drawWordCounts(random: RandomStream, factors: Factors, structure: Structure): Uint16Array {
  const rates = wordRates(factors, random.int(NUM_TEMPLATES), structure);
  return Uint16Array.from(rates, (rate) => drawPoisson(random, rate));
}

/** Knuth's method: uniforms are multiplied until the product falls below exp(-rate). Made for small rates. */
function drawPoisson(random: RandomStream, rate: number): number {
  const limit = Math.exp(-rate);
  let count = 0;
  for (let product = random.float(); product > limit; product *= random.float()) count += 1;
  return count;
}
