import { MODALITIES } from '../../../models/modalities/modality.ts';
import { SYNTHETIC_TASKS } from '../tasks.ts';
import { factor } from '../generative/factors.ts';
import { outcomeProbability } from '../generative/outcomes.ts';
import type { BayesAnswer } from '../oracle.ts';
import type { RecordedAdmission } from '../rows/recorded-admission.ts';
import type { Cell } from '../tables/columns.ts';
import { FACTOR_COLUMNS } from './columns.ts';

const DECIMALS = 9;

/** The truth about one admission, in the order of `TRUTH_COLUMNS`. Contributions of what is absent are empty. */
export function truthCells(
  { subjectId, hadmId, planned, present }: RecordedAdmission,
  { logits, informedLogits, shapley }: BayesAnswer,
): Cell[] {
  const { band, state, serviceLine, observationStay } = planned.factors;
  return [
    subjectId,
    hadmId,
    band,
    ...FACTOR_COLUMNS.map((_, index) => factor(state, index + 1)),
    serviceLine,
    observationStay ? 1 : 0,
    ...MODALITIES.map((modality) => (present[modality] ? 1 : 0)),
    ...SYNTHETIC_TASKS.map((task) => planned.labels[task]),
    ...SYNTHETIC_TASKS.map((task) => outcomeProbability(task, band, state)),
    ...SYNTHETIC_TASKS.flatMap((_, task) =>
      MODALITIES.map((modality, index) =>
        present[modality] ? rounded(shapley[task * MODALITIES.length + index] ?? 0) : null,
      ),
    ),
    ...Array.from(logits, rounded),
    ...Array.from(informedLogits, rounded),
  ];
}

function rounded(value: number): string {
  return value.toFixed(DECIMALS);
}
