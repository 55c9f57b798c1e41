import type { LabEvent } from './evidence.ts';

/** Statistics of the values of one item. The others count results, whatever their value or unit. */
export const VALUE_STATISTICS = ['last', 'first', 'minimum', 'maximum', 'mean', 'slope'] as const;
export const LAB_STATISTICS = [...VALUE_STATISTICS, 'count', 'hoursSinceLast', 'measured'] as const;
export type LabStatistic = (typeof LAB_STATISTICS)[number];

/** What was computed, and the result that stands behind it. */
export interface LabFigure {
  readonly value: number;
  readonly source: LabEvent;
}

const MINUTES_PER_HOUR = 60;

/** Units compare without case and blanks; nothing is ever converted. */
export function normaliseUnit(unit: string | null): string {
  return (unit ?? '').replaceAll(/\s+/g, '').toLowerCase();
}

/** A result whose value may enter: a number in the expected unit. */
export type NumericResult = LabEvent & { readonly value: number };

export function isNumericIn(unit: string | null): (event: LabEvent) => event is NumericResult {
  return (event): event is NumericResult =>
    event.value !== null &&
    Number.isFinite(event.value) &&
    (event.unit === unit || normaliseUnit(event.unit) === normaliseUnit(unit));
}

/**
 * Figures of the values of one item, oldest to newest; empty without a value. A slope needs two different times.
 * @param results numeric results in one unit, any order.
 */
export function valueFigures(results: readonly NumericResult[]): Partial<Record<LabStatistic, LabFigure>> {
  const ordered = oldestFirst(results);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return {};
  let [smallest, largest, sum] = [first, first, 0];
  for (const event of ordered) {
    if (event.value < smallest.value) smallest = event;
    if (event.value > largest.value) largest = event;
    sum += event.value;
  }
  const mean = sum / ordered.length;
  const slope = slopePerHour(ordered, mean);
  const figures: Partial<Record<LabStatistic, LabFigure>> = {
    last: { value: last.value, source: last },
    first: { value: first.value, source: first },
    minimum: { value: smallest.value, source: smallest },
    maximum: { value: largest.value, source: largest },
    mean: { value: mean, source: last },
  };
  if (slope !== null) figures.slope = { value: slope, source: last };
  return figures;
}

/** Figures of how an item was measured: all results count, also text and other units. */
export function measurementFigures(
  events: readonly [LabEvent, ...LabEvent[]],
): Record<'count' | 'hoursSinceLast' | 'measured', LabFigure> {
  const source = events.reduce((best, event) => (event.minutesBefore < best.minutesBefore ? event : best));
  return {
    count: { value: Math.log1p(events.length), source },
    hoursSinceLast: { value: source.minutesBefore / MINUTES_PER_HOUR, source },
    measured: { value: 1, source },
  };
}

/** Records mostly keep results in that order already. */
function oldestFirst(results: readonly NumericResult[]): readonly NumericResult[] {
  const isOrdered = results.every(
    ({ minutesBefore }, i) => minutesBefore <= (results[i - 1]?.minutesBefore ?? Infinity),
  );
  return isOrdered ? results : results.toSorted((a, b) => b.minutesBefore - a.minutesBefore);
}

/** Least squares; `null` when all results are of one time. */
function slopePerHour(results: readonly NumericResult[], meanValue: number): number | null {
  const hourOf = ({ minutesBefore }: NumericResult): number => -minutesBefore / MINUTES_PER_HOUR;
  const meanHour = results.reduce((sum, result) => sum + hourOf(result), 0) / results.length;
  let spread = 0;
  let product = 0;
  for (const result of results) {
    const deviation = hourOf(result) - meanHour;
    spread += deviation * deviation;
    product += deviation * (result.value - meanValue);
  }
  return spread === 0 ? null : product / spread;
}
