import { MODALITIES } from '../../../models/modalities/modality.ts';
import { TASKS } from '../../api/common.ts';
import { factor } from '../generative/factors.ts';
import { outcomeProbability } from '../generative/outcomes.ts';
import type { BayesAnswer } from '../oracle.ts';
import { NUM_SUBSETS } from '../oracle/subsets.ts';
import type { RecordedAdmission } from '../rows/recorded-admission.ts';
import type { Cell } from '../tables/columns.ts';
import { FACTOR_COLUMNS, logitColumns, PRESENCE_COLUMNS, shapleyColumns, taskColumn } from './columns.ts';

const LOGIT_COLUMNS = { bayes: columnsOf('bayes'), informed: columnsOf('informed') };
const SHAPLEY_COLUMNS = TASKS.flatMap(shapleyColumns);
const DECIMALS = 9;

/** The truth about one admission as a row of `truth.csv.gz`. Contributions of what is absent are empty. */
export function truthRow(
  { subjectId, hadmId, planned, present }: RecordedAdmission,
  answer: BayesAnswer,
): Record<string, Cell> {
  const { band, state, serviceLine, observationStay } = planned.factors;
  const row: Record<string, Cell> = {
    subject_id: subjectId,
    hadm_id: hadmId,
    age_band: band,
    service_line: serviceLine,
    observation_stay: observationStay ? 1 : 0,
  };
  for (const [index, column] of FACTOR_COLUMNS.entries()) row[column] = factor(state, index + 1);
  for (const [index, modality] of MODALITIES.entries()) {
    row[PRESENCE_COLUMNS[index] ?? ''] = present[modality] ? 1 : 0;
  }
  for (const task of TASKS) {
    row[taskColumn('label', task)] = planned.labels[task];
    row[taskColumn('probability', task)] = outcomeProbability(task, band, state);
  }
  for (const [index, column] of SHAPLEY_COLUMNS.entries()) {
    const modality = MODALITIES[index % MODALITIES.length];
    const isPresent = modality !== undefined && present[modality];
    row[column] = isPresent ? rounded(answer.shapley[index]) : null;
  }
  for (let index = 0; index < TASKS.length * NUM_SUBSETS; index += 1) {
    row[LOGIT_COLUMNS.bayes[index] ?? ''] = rounded(answer.logits[index]);
    row[LOGIT_COLUMNS.informed[index] ?? ''] = rounded(answer.informedLogits[index]);
  }
  return row;
}

function columnsOf(kind: 'bayes' | 'informed'): string[] {
  return TASKS.flatMap((task) => logitColumns(kind, task));
}

function rounded(value = 0): string {
  return value.toFixed(DECIMALS);
}
