import { METRIC_KEYS, METRICS } from '../accuracy/fold-scores.ts';
import type { Figure, FigureRow } from '../accuracy/figures.ts';

/** Lines of a table of methods, one table a metric. @param reference what they are compared with. */
export function figureLines(rows: readonly FigureRow[], reference = 'the logistic experts'): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return METRIC_KEYS.flatMap((metric) => [
    `${METRICS[metric].label}: mean (sd of folds), less that of ${reference} [95 %]`,
    ...rows.map(({ name, rates }) =>
      [
        name.padEnd(width),
        ...rates.map(
          ({ rate, figures, difference }) =>
            `${rate}: ${text(figures[metric])} ${signed(difference[metric])}`,
        ),
      ].join('  '),
    ),
  ]);
}

/** `.803 (.039)` */
export function text({ value, sd }: Figure): string {
  if (value === null) return 'not assessed';
  return sd === null ? short(value) : `${short(value)} (${short(sd)})`;
}

/** `+.018 [-.001, .037]` */
export function signed({ value, interval }: Figure): string {
  if (value === null) return '';
  const sign = value < 0 ? '-' : '+';
  const around = interval === null ? '' : ` [${short(interval[0])}, ${short(interval[1])}]`;
  return `${sign}${short(Math.abs(value))}${around}`;
}

/** Three decimals without the leading nought. */
export function short(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, '$1.');
}
