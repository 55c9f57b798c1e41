import { perLocale } from './locale.ts';
import { formatCount, formatFixed, NO_VALUE } from './numbers.ts';

const percentFormat = (digits: number): (() => Intl.NumberFormat) =>
  perLocale(
    (language) =>
      new Intl.NumberFormat(language, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
const percents = { 0: percentFormat(0), 1: percentFormat(1) };

function percent(probability: number, digits: 0 | 1): string {
  return percents[digits]().format(probability);
}

/**
 * A probability as people read it: whole per cent, one decimal below 1 %, and never 0 % or 100 %,
 * which a model cannot know.
 */
export function formatRisk(probability: number): string {
  if (probability < 0.001) return `<${percent(0.001, 1)}`;
  if (probability < 0.0095) return percent(probability, 1);
  if (probability > 0.99) return `>${percent(0.99, 0)}`;
  return percent(probability, 0);
}

/** A rate that was counted, with one decimal. */
export function formatObservedRate(rate: number): string {
  return percent(rate, 1);
}

/** A share of a whole, e.g. of rows; whole per cent. */
export function formatShare(share: number): string {
  return share > 0 && share < 0.005 ? `<${percent(0.01, 0)}` : percent(share, 0);
}

/** How many of 100 alike: the fixed denominator of every risk. */
export function ofHundred(probability: number): number {
  return Math.round(probability * 100);
}

/** The change between two risks as both are shown, so that the difference of the figures is the figure. */
export function changeOfHundred(from: number, to: number): number {
  return ofHundred(to) - ofHundred(from);
}

/** A range such as `9–15%`. */
export function formatRiskRange(low: number, high: number): string {
  const digits = high < 0.1 ? 1 : 0;
  const number = (value: number) => formatFixed(value * 100, digits);
  return `${number(low)}–${percent(high, digits)}`;
}

/** A metric of discrimination such as AUROC, three decimals; `– –` where it is undefined. */
export function formatMetric(value: number | null | undefined): string {
  return value === null || value === undefined ? NO_VALUE : formatFixed(value, 3);
}

/** A 95 % interval such as `0.712–0.803`, empty where there is none. */
export function formatInterval(interval: readonly [number, number] | null | undefined): string {
  if (interval === null || interval === undefined) return '';
  const [low, high] = [formatFixed(interval[0], 3), formatFixed(interval[1], 3)];
  // A dash beside a minus cannot be read.
  return interval[0] < 0 ? `${low} … ${high}` : `${low}–${high}`;
}

/** Log-odds of a probability. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Probability of log-odds. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** A count with what it is a part of, e.g. `25 of 260 (10%)`. */
export function formatPart(part: number, whole: number, of: string): string {
  const share = whole === 0 ? '' : ` (${formatShare(part / whole)})`;
  return `${formatCount(part)} ${of} ${formatCount(whole)}${share}`;
}
