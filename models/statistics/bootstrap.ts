import type { Defined } from '../errors.ts';
import { isDefined, type Counts, type Statistic } from '../metrics/metric.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { quantile } from './quantile.ts';
import type { Interval } from './wilson.ts';

/** The rows that are resampled: the unit drawn is the patient, with all of its rows. */
export interface BootstrapSample {
  /** 0/1, one a row. */
  readonly labels: ArrayLike<number>;
  /** Patient of each row. */
  readonly patients: readonly string[];
}

export interface BootstrapOptions {
  readonly random: RandomStream;
  /** Default 1,000. */
  readonly resamples?: number;
  /** Share of the distribution inside the interval; default .95. */
  readonly level?: number;
  /**
   * Default true: patients with any positive row and patients without are drawn apart, in their own numbers. False
   * for figures that depend on the prevalence (Brier, AUPRC, calibration, net benefit).
   */
  readonly stratified?: boolean;
}

export interface BootstrapInterval {
  readonly interval: Interval;
  /** Draws that were thrown away because a statistic was undefined on them. */
  readonly redrawn: number;
}

const DEFAULT_RESAMPLES = 1000;
/** A statistic that is undefined on nine draws of ten is not worth an interval. */
const MAX_DRAWS_PER_RESAMPLE = 10;

/**
 * Percentile intervals by patient-level bootstrap, all statistics on the same draws, so that a difference of two
 * statistics (`counts => a(counts) - b(counts)`, see `difference`) is a paired comparison.
 * @returns one interval a statistic; undefined when the statistic is undefined on the rows as they are, or on
 * nearly every draw.
 * @see Efron & Tibshirani 1993, chapter 13; `method.md` 6 for the strata
 */
export function bootstrapIntervals<K extends string>(
  sample: BootstrapSample,
  statistics: Readonly<Record<K, Statistic>>,
  options: BootstrapOptions,
): Record<K, Defined<BootstrapInterval>> {
  const names = Object.keys(statistics) as K[];
  const whole = new Map(names.map((name) => [name, statistics[name]()]));
  const usable = names.filter((name) => 'value' in (whole.get(name) ?? {}));
  const drawn = drawStatistics(
    sample,
    usable.map((name) => statistics[name]),
    options,
  );
  const intervals = names.map((name): [K, Defined<BootstrapInterval>] => {
    const asIs = whole.get(name);
    if (asIs !== undefined && !isDefined(asIs)) return [name, asIs];
    return [name, percentileInterval(drawn, usable.indexOf(name), options.level ?? 0.95)];
  });
  return Object.fromEntries(intervals) as Record<K, Defined<BootstrapInterval>>;
}

/** The paired difference `a - b`; undefined where either is. */
export function difference(a: Statistic, b: Statistic): Statistic {
  return (counts) => {
    const left = a(counts);
    const right = b(counts);
    if (!isDefined(left)) return left;
    return isDefined(right) ? { value: left.value - right.value } : right;
  };
}

/** The mean of several statistics of the same rows, as over masks; undefined where any is. */
export function meanStatistic(statistics: readonly Statistic[]): Statistic {
  return (counts) => {
    let sum = 0;
    for (const statistic of statistics) {
      const result = statistic(counts);
      if (!isDefined(result)) return result;
      sum += result.value;
    }
    return statistics.length === 0 ? { undefined: 'no statistics' } : { value: sum / statistics.length };
  };
}

interface DrawnStatistics {
  /** One array of values a statistic. */
  readonly values: readonly number[][];
  readonly redrawn: number;
  readonly complete: boolean;
}

function drawStatistics(
  sample: BootstrapSample,
  statistics: readonly Statistic[],
  options: BootstrapOptions,
): DrawnStatistics {
  const resamples = options.resamples ?? DEFAULT_RESAMPLES;
  const draw = patientDraws(sample, options);
  const values: number[][] = statistics.map(() => []);
  let redrawn = 0;
  let kept = 0;
  while (statistics.length > 0 && kept < resamples && kept + redrawn < MAX_DRAWS_PER_RESAMPLE * resamples) {
    const counts = draw();
    const results = statistics.map((statistic) => statistic(counts));
    if (results.every(isDefined)) {
      results.forEach((result, index) => values[index]?.push(result.value));
      kept += 1;
    } else {
      redrawn += 1;
    }
  }
  return { values, redrawn, complete: kept === resamples };
}

function percentileInterval(
  drawn: DrawnStatistics,
  index: number,
  level: number,
): Defined<BootstrapInterval> {
  if (!drawn.complete) return { undefined: 'undefined on most resamples' };
  const sorted = Float64Array.from(drawn.values[index] ?? []).sort();
  const low = quantile(sorted, (1 - level) / 2);
  const high = quantile(sorted, (1 + level) / 2);
  if (!isDefined(low)) return low;
  if (!isDefined(high)) return high;
  return { value: { interval: [low.value, high.value], redrawn: drawn.redrawn } };
}

/** A function that draws patients with replacement and returns how often each row is in the draw. */
function patientDraws(
  sample: BootstrapSample,
  { random, stratified = true }: BootstrapOptions,
): () => Counts {
  const rowsOfPatient = new Map<string, number[]>();
  sample.patients.forEach((patient, row) => {
    const rows = rowsOfPatient.get(patient);
    if (rows === undefined) rowsOfPatient.set(patient, [row]);
    else rows.push(row);
  });
  const patients = [...rowsOfPatient.values()];
  const hasPositive = (rows: number[]): boolean => rows.some((row) => sample.labels[row] === 1);
  const strata = stratified
    ? [patients.filter(hasPositive), patients.filter((rows) => !hasPositive(rows))]
    : [patients];

  return () => {
    const counts = new Uint16Array(sample.patients.length);
    for (const stratum of strata) {
      for (let draw = 0; draw < stratum.length; draw += 1) {
        for (const row of stratum[random.int(stratum.length)] ?? []) counts[row] = (counts[row] ?? 0) + 1;
      }
    }
    return counts;
  };
}
