import { brier } from '../../models/metrics/brier.ts';
import { calibrationInTheLarge } from '../../models/metrics/calibration-in-the-large.ts';
import { CALIBRATION_SLOPE, calibrationLineStatistics } from '../../models/metrics/calibration-slope.ts';
import { ece } from '../../models/metrics/ece.ts';
import { isDefined, notAssessed } from '../../models/metrics/metric.ts';
import { equalMassBins, reliability } from '../../models/metrics/reliability.ts';
import type { Defined } from '../../models/errors.ts';
import type { Audit } from '../api/services.ts';
import { countEvents } from './rank-scores.ts';

/** A calibration curve is drawn from this many events on (cohorts.md 6). */
const CURVE_EVENTS = 200;
const BINS = 10;

/** How well calibrated probabilities agree with what happened; a figure without enough events is `null`. */
export function auditCalibration(labels: Uint8Array, probabilities: Float64Array): Audit['calibration'] {
  const events = countEvents(labels);
  const enough = notAssessed(CALIBRATION_SLOPE, events) === null;
  const line = calibrationLineStatistics(labels, probabilities);
  return {
    slope: enough ? valueOf(line.slope()) : null,
    intercept: enough ? valueOf(line.intercept()) : null,
    inTheLarge: valueOf(calibrationInTheLarge(labels, probabilities)),
    brier: valueOf(brier(labels, probabilities)),
    ece: valueOf(ece(labels, probabilities)),
    bins: events < CURVE_EVENTS ? [] : reliability(labels, probabilities, equalMassBins(probabilities, BINS)),
  };
}

function valueOf(result: Defined<number>): number | null {
  return isDefined(result) ? result.value : null;
}
