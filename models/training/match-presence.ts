import { presenceWidth, switchedOffBit } from '../fusion/presence-bits.ts';
import { choleskySolve } from '../linear-algebra/cholesky.ts';
import { asRecorded, type BatchRows } from '../network/batch.ts';
import { CHUNK_ROWS } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { RandomStream } from '../random/random-stream.ts';
import { sigmoid } from '../statistics/sigmoid.ts';
import type { Filling } from '../substitution/filling.ts';
import { meanLogits } from './mean-logits.ts';
import type { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';
import { dropModalities } from './sampler.ts';

/** Random masks of each encounter, beside those that switch one modality off. */
const RANDOM_MASKS = 2;
const MAX_STEPS = 20;
const STEP_TOLERANCE = 1e-9;
/** Keeps the shift of a modality that is never switched off at 0. */
const RIDGE = 1e-6;

/**
 * Makes a score with a modality switched off on average what it is with it, by what the bit "recorded but switched off"
 * adds to the logit. That is the law of total expectation, `E[p(x)] = E[p(x without m)]`, which dropout, decay and the
 * averaging of members break. No label is read, so validation encounters may serve; where there are none, those of the
 * training split do.
 */
export function matchPresence(run: PreparedRun, state: ModelState, filling: Filling): void {
  const { inputs, configuration } = run;
  const M = inputs.modalities.length;
  const rows = run.validationRows.length > 0 ? run.validationRows : run.trainingRows;
  const recorded = asRecorded(inputs, rows.subarray(0, CHUNK_ROWS));
  const random = RandomStream.fromSeed(configuration.seed).fork('presence');
  const masks = [
    ...inputs.modalities.map((_, m) => switchOff(recorded, m, M)),
    ...Array.from({ length: RANDOM_MASKS }, () =>
      dropModalities(recorded, M, configuration.maxDropRate, random),
    ),
  ];
  const [targets = [], ...scores] = meanLogits(inputs, state, [recorded, ...masks], filling);
  const observations = masks.flatMap((mask, k) =>
    Array.from(mask.rows, (row, i) => ({
      logit: scores[k]?.[i] ?? 0,
      target: sigmoid(targets[i] ?? 0),
      off: switchedOffIn(inputs, mask, row, i),
    })),
  );
  const change = new Float32Array(presenceWidth(M));
  matchMeans(observations, M).forEach((shift, m) => {
    change[switchedOffBit(m, M)] = shift;
  });
  state.shift(state.network.shape.fusion.presenceWeights, change);
}

/** The rows with one modality off; a row that used nothing else stays as it is. */
function switchOff({ rows, used }: BatchRows, modality: number, modalities: number): BatchRows {
  const left = used.map((bit, i) => (i % modalities === modality ? 0 : bit));
  for (let start = 0; start < left.length; start += modalities) {
    if (!left.subarray(start, start + modalities).includes(1))
      left[start + modality] = used[start + modality] ?? 0;
  }
  return { rows, used: left };
}

function switchedOffIn(
  { recorded, modalities }: ModelInputs,
  { used }: BatchRows,
  row: number,
  i: number,
): number[] {
  const M = modalities.length;
  return modalities.flatMap((_, m) => (recorded[row * M + m] === 1 && used[i * M + m] === 0 ? [m] : []));
}

interface Observation {
  readonly logit: number;
  /** The probability that it should have on average. */
  readonly target: number;
  /** Modalities that are switched off. */
  readonly off: readonly number[];
}

/**
 * Shifts of the logit, one a modality, that make the mean probability over the observations with it off their mean
 * target: the score equations of a logistic regression with soft labels, by Newton's method.
 */
export function matchMeans(observations: readonly Observation[], modalities: number): Float64Array {
  const shifts = new Float64Array(modalities);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const gradient = shifts.map((shift) => -RIDGE * shift);
    const curvature = new Float64Array(modalities * modalities);
    for (let m = 0; m < modalities; m += 1) curvature[m * modalities + m] = RIDGE;
    for (const { logit, target, off } of observations) {
      const p = sigmoid(off.reduce((sum, m) => sum + (shifts[m] ?? 0), logit));
      for (const m of off) {
        gradient[m] = (gradient[m] ?? 0) + target - p;
        for (const n of off) {
          curvature[m * modalities + n] = (curvature[m * modalities + n] ?? 0) + p * (1 - p);
        }
      }
    }
    const move = choleskySolve({ rows: modalities, columns: modalities, values: curvature }, gradient);
    if (move === null) break;
    move.forEach((change, m) => {
      shifts[m] = (shifts[m] ?? 0) + change;
    });
    if (move.every((change) => Math.abs(change) < STEP_TOLERANCE)) break;
  }
  return shifts;
}
