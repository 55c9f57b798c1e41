import type { CohortDefinition } from './cohort-definition.ts';
import { staySteps, unitStep } from './stay-steps.ts';
import type { PatientHistory } from './patient-history.ts';
import type { Step, Task } from './task.ts';
import { sentence } from '../../../models/wording.ts';

/**
 * Every rule of a cohort in the order of its attrition table: its switches, its preset, its task, its filters.
 * @param others rules on what was recorded in the stays, and those of the split.
 */
export function cohortSteps(cohort: CohortDefinition, task: Task, others: readonly Step[]): Step[] {
  return [
    ...observationStep(cohort),
    ...staySteps(cohort),
    ...task.steps(cohort),
    ...unitStep(cohort, task),
    ...others,
    ...firstStep(cohort),
  ];
}

function observationStep({ rules }: CohortDefinition): Step[] {
  if (rules.observationStays === 'include') return [];
  return [{ step: sentence`not for observation only`, keeps: ({ episode }) => !episode.observationOnly }];
}

/** The last rule, asked only of stays that all others keep, which come by person and start. */
function firstStep({ filters }: CohortDefinition): Step[] {
  if (filters.admissions !== 'first') return [];
  let last: PatientHistory | null = null;
  const isNewcomer = (history: PatientHistory): boolean => {
    if (history === last) return false;
    last = history;
    return true;
  };
  return [{ step: sentence`the first such stay of a person`, keeps: ({ history }) => isNewcomer(history) }];
}
