import { recordedBit, presenceWidth } from '../fusion/presence-bits.ts';
import { isDefined } from '../metrics/metric.ts';
import { asRecorded } from '../network/batch.ts';
import { chunksOf } from '../network/forward.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { fitLogisticRegression } from '../statistics/logistic-regression.ts';
import type { Filling } from '../substitution/filling.ts';
import { meanLogits } from './mean-logits.ts';
import type { ModelState } from './model-state.ts';
import type { PreparedRun } from './prepare.ts';

/**
 * One over the squared size that a correction is expected to have: a tenth of a logit, as far as networks of several
 * seeds were from the truth. A thousand events place the rate of a fifth of them no better.
 */
const RIDGE = 100;

/**
 * Ends the training of what the bit "recorded" adds to the logit. That a modality is missing can tell of the outcome by
 * itself, and the few epochs that suit the encoders, with dropout, leave the mean risk of those who lack it off. A
 * logistic regression on the training encounters, the score being the offset, makes it right.
 */
export function matchRecorded(run: PreparedRun, state: ModelState, filling: Filling): void {
  const { inputs, trainingRows, labels } = run;
  const M = inputs.modalities.length;
  const fit = fitLogisticRegression({
    design: { rows: trainingRows.length, columns: M, values: missing(inputs, trainingRows) },
    labels: Array.from(trainingRows, (row) => labels[row] ?? 0),
    offset: asRecordedLogits(run, state, filling),
    penalties: new Float64Array(M).fill(RIDGE),
  });
  if (!isDefined(fit)) return;
  const { intercept, coefficients } = fit.value;
  const { presenceWeights, outputBias } = state.network.shape.fusion;
  const change = new Float32Array(presenceWidth(M));
  coefficients.forEach((coefficient, m) => {
    change[recordedBit(m)] = -coefficient;
  });
  state.shift(presenceWeights, change);
  state.shift(outputBias, [intercept + coefficients.reduce((sum, value) => sum + value, 0)]);
}

/** 1 where a modality is not recorded, row-major `[rows, M]`. */
function missing({ recorded, modalities }: ModelInputs, rows: Int32Array): Float64Array {
  const M = modalities.length;
  return Float64Array.from({ length: rows.length * M }, (_, i) => {
    const row = rows[Math.floor(i / M)] ?? 0;
    return 1 - (recorded[row * M + (i % M)] ?? 0);
  });
}

function asRecordedLogits(
  { inputs, trainingRows }: PreparedRun,
  state: ModelState,
  filling: Filling,
): number[] {
  return [...chunksOf(trainingRows)].flatMap((rows) =>
    meanLogits(inputs, state, [asRecorded(inputs, rows)], filling).flatMap((logits) => [...logits]),
  );
}
