import { ModelError } from '../errors.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { sentence, type Sentence, worded } from '../wording.ts';

/** A value that a setting may have. */
export type SettingValue = number | boolean | string;

/** The values of one setting that a search draws from. */
export type Dimension =
  | {
      readonly kind: 'range';
      readonly from: number;
      readonly to: number;
      /** Drawn evenly in the logarithm; else evenly. */
      readonly log: boolean;
    }
  | { readonly kind: 'choices'; readonly values: readonly SettingValue[] };

const RANGE = /^(\S+?)\.\.(\S+?)(\s+log)?$/;
/** Drawn numbers are rounded to this many digits, so that a trial can be written down and repeated. */
const DIGITS = 3;

/**
 * Reads `0.0005..0.01 log`, `0..0.6` or `0, 0.1, 0.3`.
 * @throws {ModelError} `configuration`.
 */
export function parseDimension(name: string, text: string): Dimension {
  const range = RANGE.exec(text.trim());
  if (range !== null) return parseRange(name, range);
  const words = text.split(',').map((word) => word.trim());
  if (words.includes('')) {
    throw refused(
      name,
      sentence`expected "from..to", "from..to log" or values separated by commas, got "${text}"`,
    );
  }
  return { kind: 'choices', values: words.map(valueOf) };
}

function parseRange(name: string, [, first, second, log]: RegExpExecArray): Dimension {
  const [from, to] = [Number(first), Number(second)];
  if (!Number.isFinite(from) || !Number.isFinite(to) || from >= to) {
    throw refused(
      name,
      sentence`expected a smaller and a larger number, got ${first ?? ''} and ${second ?? ''}`,
    );
  }
  if (log !== undefined && from <= 0) {
    throw refused(name, sentence`expected numbers above 0 for a logarithmic range, got ${from}`);
  }
  return { kind: 'range', from, to, log: log !== undefined };
}

function refused(name: string, message: Sentence): ModelError {
  return new ModelError('configuration', worded`search: ${name}: ${message}`);
}

function valueOf(word: string): SettingValue {
  if (word === 'true' || word === 'false') return word === 'true';
  const number = Number(word);
  return Number.isFinite(number) ? number : word;
}

/** What of a dimension must be a value of its setting: all choices, or the ends of the range. */
export function extremes(dimension: Dimension): readonly SettingValue[] {
  return dimension.kind === 'range' ? [dimension.from, dimension.to] : dimension.values;
}

/** A value of a dimension. @param whole whether the setting takes whole numbers only. */
export function drawValue(dimension: Dimension, whole: boolean, random: RandomStream): SettingValue {
  if (dimension.kind === 'choices') {
    const { values } = dimension;
    return values[random.int(values.length)] ?? values[0] ?? 0;
  }
  const { from, to, log } = dimension;
  if (whole && !log) return from + random.int(to - from + 1);
  const drawn = log ? Math.exp(random.uniform(Math.log(from), Math.log(to))) : random.uniform(from, to);
  return whole ? Math.round(drawn) : Number(drawn.toPrecision(DIGITS));
}
