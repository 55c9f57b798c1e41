import { brierStatistic } from '../../models/metrics/brier.ts';
import { calibrationInTheLargeStatistic } from '../../models/metrics/calibration-in-the-large.ts';
import { CALIBRATION_SLOPE, calibrationLineStatistics } from '../../models/metrics/calibration-slope.ts';
import { ece } from '../../models/metrics/ece.ts';
import { isDefined, notAssessed } from '../../models/metrics/metric.ts';
import { equalMassBins, reliability } from '../../models/metrics/reliability.ts';
import type { Defined } from '../../models/errors.ts';
import type { Audit } from '../api/services.ts';
import type { BootstrapSample } from '../../models/statistics/bootstrap.ts';
import { wilsonInterval } from '../../models/statistics/wilson.ts';
import { bootstrapped, countEvents } from './rank-scores.ts';

/** A calibration curve is drawn from this many events on (cohorts.md 6). */
const CURVE_EVENTS = 200;
const BINS = 10;

/**
 * How well calibrated probabilities agree with what happened, with 95 % intervals of patients drawn anew; a figure
 * without enough events is `null`.
 */
export function auditCalibration(
  sample: BootstrapSample & { readonly labels: Uint8Array },
  probabilities: Float64Array,
): Audit['calibration'] {
  const { labels } = sample;
  const events = countEvents(labels);
  const enough = notAssessed(CALIBRATION_SLOPE, events) === null;
  const line = calibrationLineStatistics(labels, probabilities);
  const inTheLarge = calibrationInTheLargeStatistic(labels, probabilities);
  const brier = brierStatistic(labels, probabilities);
  const always = bootstrapped(sample, { inTheLarge, brier }, false);
  const drawn = enough ? bootstrapped(sample, line, false) : { slope: null, intercept: null };
  return {
    slope: enough ? valueOf(line.slope()) : null,
    intercept: enough ? valueOf(line.intercept()) : null,
    inTheLarge: valueOf(inTheLarge()),
    brier: valueOf(brier()),
    ece: valueOf(ece(labels, probabilities)),
    bins: events < CURVE_EVENTS ? [] : binsOf(labels, probabilities),
    intervals: { ...always, ...drawn },
  };
}

function binsOf(labels: Uint8Array, probabilities: Float64Array): Audit['calibration']['bins'] {
  return reliability(labels, probabilities, equalMassBins(probabilities, BINS)).map((bin) => {
    const interval = wilsonInterval(Math.round(bin.observedRate * bin.n), bin.n);
    return { ...bin, interval: isDefined(interval) ? [interval.value[0], interval.value[1]] : null };
  });
}

function valueOf(result: Defined<number>): number | null {
  return isDefined(result) ? result.value : null;
}
