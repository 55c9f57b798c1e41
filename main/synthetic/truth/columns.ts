import { MODALITIES } from '../../../models/modalities/modality.ts';
import { SYNTHETIC_TASKS } from '../tasks.ts';
import { NUM_FACTORS } from '../generative/factors.ts';
import { NUM_SUBSETS } from '../oracle/subsets.ts';

/** The truth about each admission, beside its files: gzip CSV, a row an admission. */
export const TRUTH_FILE = 'truth.csv.gz';

/** Columns of one task: `label:mortality-90d`, `bayes:mortality-90d:63` and the like. */
export function taskColumn(kind: 'label' | 'probability', task: string): string {
  return `${kind}:${task}`;
}

export function logitColumns(kind: 'bayes' | 'informed', task: string): string[] {
  return Array.from({ length: NUM_SUBSETS }, (_, subset) => `${kind}:${task}:${subset}`);
}

export function shapleyColumns(task: string): string[] {
  return MODALITIES.map((modality) => `shapley:${task}:${modality}`);
}

export const FACTOR_COLUMNS = Array.from({ length: NUM_FACTORS }, (_, index) => `s${index + 1}`);
export const PRESENCE_COLUMNS = MODALITIES.map((modality) => `present:${modality}`);

/** Every column, in the order of the file. */
export const TRUTH_COLUMNS: readonly string[] = [
  'subject_id',
  'hadm_id',
  'age_band',
  ...FACTOR_COLUMNS,
  'service_line',
  'observation_stay',
  ...PRESENCE_COLUMNS,
  ...SYNTHETIC_TASKS.map((task) => taskColumn('label', task)),
  ...SYNTHETIC_TASKS.map((task) => taskColumn('probability', task)),
  ...SYNTHETIC_TASKS.flatMap(shapleyColumns),
  ...SYNTHETIC_TASKS.flatMap((task) => logitColumns('bayes', task)),
  ...SYNTHETIC_TASKS.flatMap((task) => logitColumns('informed', task)),
];
