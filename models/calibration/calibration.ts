import { isDefined, requireSameLength } from '../metrics/metric.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import { ModelError } from '../errors.ts';
import { levelOf } from './level.ts';
import { sentence, type Sentence } from '../wording.ts';

/**
 * One map from the raw to the calibrated logit, the same for every coalition, mask and policy:
 * `intercept + slope * logit + sum over modalities of notUsed[m] * [m is not used]`. Plain data.
 */
export interface Calibration {
  readonly method: 'ridge-logistic' | 'identity';
  readonly slope: number;
  readonly intercept: number;
  /** One shift a modality of the model, in logits. */
  readonly notUsed: readonly number[];
  /** Distinct encounters the map was fitted on, and positives among them. */
  readonly encounters: number;
  readonly positives: number;
  readonly warnings: readonly string[];
}

export interface CalibrationData {
  /** Raw logits, `[n]`. */
  readonly logits: ArrayLike<number>;
  /** 1 where the modality was not used for that logit, row-major `[n, numModalities]`. */
  readonly notUsed: ArrayLike<number>;
  /** 0/1, `[n]`. */
  readonly labels: ArrayLike<number>;
  /** How many rows each encounter has: the record as found and its masked copies. Default 1. */
  readonly copies?: number;
}

const MINIMUM_POSITIVES = 10;
/**
 * Ridge penalties, one over the squared size that a correction is expected to have, against a log-likelihood where an
 * encounter counts once: a slope off by one; shifts of a tenth of a logit, since training has matched what switching
 * off means, and the few hundred events of a calibration split would move them more than that by chance.
 */
const SLOPE_RIDGE = 1;
const SHIFT_RIDGE = 100;

/**
 * Fits the calibration map by ridge logistic regression: the slope is drawn towards 1, the shifts towards 0, the
 * intercept is free.
 * @returns the identity with a warning when there are fewer than 10 positives or negatives, or the slope is not
 * above 0.
 * @throws {ModelError} `shape` when the lengths do not fit.
 * @see contract.md 2, cohorts.md 6
 */
export function fitCalibration({ logits, notUsed, labels, copies = 1 }: CalibrationData): Calibration {
  requireSameLength(labels, logits, 'logits');
  const numRows = logits.length;
  const numModalities = numRows === 0 ? 0 : notUsed.length / numRows;
  if (!Number.isInteger(numModalities)) {
    throw new ModelError('shape', `expected a multiple of ${numRows} bits, got ${notUsed.length}`);
  }
  const encounters = numRows / copies;
  let positiveRows = 0;
  for (let row = 0; row < numRows; row += 1) positiveRows += labels[row] === 1 ? 1 : 0;
  const positives = positiveRows / copies;
  const identity = (warning: Sentence): Calibration => ({
    method: 'identity',
    slope: 1,
    intercept: 0,
    notUsed: new Array<number>(numModalities).fill(0),
    encounters,
    positives,
    warnings: [warning],
  });
  if (Math.min(positives, encounters - positives) < MINIMUM_POSITIVES) {
    return identity(
      positives < MINIMUM_POSITIVES
        ? sentence`not calibrated: fewer than ${MINIMUM_POSITIVES} positives in the calibration split`
        : sentence`not calibrated: fewer than ${MINIMUM_POSITIVES} negatives in the calibration split`,
    );
  }
  const fit = fitRidge({ logits, notUsed, labels, copies }, numModalities);
  if (fit === null) return identity(sentence`not calibrated: no finite solution`);
  if (fit.slope <= 0) return identity(sentence`not calibrated: higher scores did not go with higher risk`);
  return { method: 'ridge-logistic', ...fit, encounters, positives, warnings: [] };
}

/**
 * Calibrated logit. Its sigmoid is the probability.
 * @param notUsed 1 where the modality is not used, `[numModalities]`.
 */
export function calibrate(calibration: Calibration, logit: number, notUsed: ArrayLike<number>): number {
  return calibration.notUsed.reduce(
    (sum, shift, modality) => sum + (notUsed[modality] === 1 ? shift : 0),
    calibration.intercept + calibration.slope * logit,
  );
}

/**
 * The same map with another intercept: at which the mean calibrated risk of some encounters is a given rate. More
 * encounters may tell the rate than the calibration split holds.
 * @param scores logits with what was not used in each, as {@link calibrate} takes them; at least one.
 * @param rate above 0 and below 1.
 */
export function atRate(
  calibration: Calibration,
  scores: readonly { readonly logit: number; readonly notUsed: ArrayLike<number> }[],
  rate: number,
): Calibration {
  const calibrated = scores.map(({ logit, notUsed }) => calibrate(calibration, logit, notUsed));
  return { ...calibration, intercept: calibration.intercept + levelOf(calibrated, rate) };
}

/** The raw logit is the offset, so that the penalised coefficient is what the slope differs from 1 by. */
function fitRidge(
  { logits, notUsed, labels, copies }: Required<CalibrationData>,
  numModalities: number,
): Pick<Calibration, 'slope' | 'intercept' | 'notUsed'> | null {
  const columns = 1 + numModalities;
  const values = new Float64Array(logits.length * columns);
  for (let row = 0; row < logits.length; row += 1) {
    values[row * columns] = logits[row] ?? 0;
    for (let modality = 0; modality < numModalities; modality += 1) {
      values[row * columns + 1 + modality] = notUsed[row * numModalities + modality] ?? 0;
    }
  }
  const fit = fitLogisticRegression({
    design: { rows: logits.length, columns, values },
    labels,
    offset: logits,
    counts: new Float64Array(logits.length).fill(1 / copies),
    penalties: [SLOPE_RIDGE, ...new Array<number>(numModalities).fill(SHIFT_RIDGE)],
  });
  if (!isDefined(fit)) return null;
  const [slopeChange = 0, ...shifts] = fit.value.coefficients;
  return { slope: 1 + slopeChange, intercept: fit.value.intercept, notUsed: shifts };
}
