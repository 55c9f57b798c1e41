import { calibrationInTheLargeStatistic } from '../../models/metrics/calibration-in-the-large.ts';
import { isDefined } from '../../models/metrics/metric.ts';
import { MODALITIES, type ModalityName, type PerModality } from '../../models/modalities/modality.ts';
import { RandomStream } from '../../models/random/random-stream.ts';
import { bootstrapIntervals } from '../../models/statistics/bootstrap.ts';
import { midranks } from '../../models/statistics/midranks.ts';
import type { Comparison } from './regret.ts';

/** One gate of the synthetic cohort: what was measured, and whether it is good enough. */
export interface Gate {
  readonly name: string;
  readonly passed: boolean;
  readonly measured: string;
}

const RANK_CORRELATION = 0.8;
const DEAD_SHARE = 0.1;
const LARGEST_SHIFT = 0.05;
const STANDARD_ERRORS = 3;
const RESAMPLES = 500;
const BOOTSTRAP_SEED = 20_27;

/** Contributions must come in the true order. */
export function contributionGate(model: PerModality<number>, truth: PerModality<number>): Gate {
  const correlation = spearman(
    MODALITIES.map((modality) => model[modality]),
    MODALITIES.map((modality) => truth[modality]),
  );
  return {
    name: `rank correlation of mean absolute contributions with the truth is ${RANK_CORRELATION} or more`,
    passed: correlation >= RANK_CORRELATION,
    measured: correlation.toFixed(3),
  };
}

/** What has no signal must not be credited. */
export function deadContributionGate(model: PerModality<number>): Gate {
  const largest = Math.max(...Object.values(model));
  const share = model.procedures / largest;
  return {
    name: 'procedures contribute less than a tenth of the largest',
    passed: share < DEAD_SHARE,
    measured: `${(100 * share).toFixed(1)} % (${model.procedures.toFixed(3)} of ${largest.toFixed(3)})`,
  };
}

export interface StandInCount {
  readonly modality: ModalityName;
  readonly by: ModalityName;
  readonly n: number;
  /** In encounters where nothing but this stand-in is in use: there is no other. */
  readonly alone: number;
}

/** What has no signal must not stand in for what has. */
export function deadStandInGate(standIns: readonly StandInCount[]): Gate {
  const own = standIns.filter(({ by }) => by === 'procedures');
  const chosen = own.reduce((sum, { n, alone }) => sum + n - alone, 0);
  const alone = own.reduce((sum, count) => sum + count.alone, 0);
  const all = standIns.reduce((sum, { n }) => sum + n, 0);
  return {
    name: 'procedures never stand in while another modality is present',
    passed: chosen === 0,
    measured: `${chosen} of ${all} substitutions (${alone} more where procedures are all there is)`,
  };
}

/** Switching off is not the same as nobody having measured: on average it tells nothing. */
export function switchOffGate(withLabs: number, withoutLabs: number): Gate {
  const shift = withoutLabs / withLabs - 1;
  return {
    name: 'switching labs off moves the mean risk of patients with labs by less than 5 %',
    passed: Math.abs(shift) < LARGEST_SHIFT,
    measured: `${(100 * shift).toFixed(1)} % (${withLabs.toFixed(4)} to ${withoutLabs.toFixed(4)})`,
  };
}

/** Nothing can know more than there is to know: a leak would show here. */
export function leakGate(compared: readonly (Comparison & { readonly name: string })[]): Gate {
  const excesses = compared.flatMap(({ name, methods }) =>
    Object.entries(methods).map(([method, { regret, standardError }]) => ({
      label: `${method} at ${name}`,
      errors: standardError === 0 ? 0 : -regret / standardError,
    })),
  );
  const worst = excesses.reduce((a, b) => (b.errors > a.errors ? b : a), {
    label: 'none',
    errors: -Infinity,
  });
  return {
    name: 'no model lies above the Bayes AUROC by 3 standard errors',
    passed: worst.errors < STANDARD_ERRORS,
    measured: `nearest: ${worst.label}, ${worst.errors.toFixed(1)} standard errors above; ${excesses.length} comparisons`,
  };
}

export interface CalibrationSample {
  readonly labels: Uint8Array;
  readonly probabilities: Float64Array;
  readonly patients: readonly string[];
}

export interface CalibrationFigures {
  readonly n: number;
  readonly observed: number;
  readonly predicted: number;
  /** Shift of the logit that would make the mean right, and its 95 % interval. */
  readonly inTheLarge: number;
  readonly interval: readonly [number, number];
}

/** How mean predicted and observed risk agree. */
export function calibrationFigures({
  labels,
  probabilities,
  patients,
}: CalibrationSample): CalibrationFigures {
  const statistic = calibrationInTheLargeStatistic(labels, probabilities);
  const value = statistic();
  const { shift } = bootstrapIntervals(
    { labels, patients },
    { shift: statistic },
    { random: RandomStream.fromSeed(BOOTSTRAP_SEED), resamples: RESAMPLES, stratified: false },
  );
  if (!isDefined(value) || !isDefined(shift)) throw new Error('calibration in the large is undefined');
  return {
    n: labels.length,
    observed: mean(labels),
    predicted: mean(probabilities),
    inTheLarge: value.value,
    interval: shift.value.interval,
  };
}

/** The risk must be right on average where the one modality is missing that is not missing at random. */
export function missingLabsGate({ n, observed, predicted, inTheLarge, interval }: CalibrationFigures): Gate {
  const [low, high] = interval;
  return {
    name: 'calibration in the large where labs are absent holds 0 in its interval',
    passed: low <= 0 && 0 <= high,
    measured: `${inTheLarge.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)}); predicted ${predicted.toFixed(4)}, observed ${observed.toFixed(4)} of ${n}`,
  };
}

/** Correlation of ranks, ties sharing theirs. */
function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [midranks(a).ranks, midranks(b).ranks];
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((rank, i) => {
    const [dx, dy] = [rank - meanX, (y[i] ?? 0) - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  });
  return xy / Math.sqrt(xx * yy);
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum / values.length;
}
