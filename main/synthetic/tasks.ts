import type { TaskName } from '../api/common.ts';

/** The tasks that synthetic cohorts draw labels for, in the order of every table of truths. */
export const SYNTHETIC_TASKS = [
  'mortality-90d',
  'readmission-15d',
  'mortality-hospital',
] as const satisfies readonly TaskName[];

export type SyntheticTask = (typeof SYNTHETIC_TASKS)[number];
