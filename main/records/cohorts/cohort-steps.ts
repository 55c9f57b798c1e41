import { MINUTES_PER_DAY } from './calendar.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { Step } from './task.ts';
import { TASKS_BY_NAME } from './tasks.ts';

const ADULT_YEARS = 18;
const MUSE_OLDEST_YEARS = 89;
const MUSE_LONGEST_DAYS = 10;

/** Every rule of a cohort in the order of its attrition table: its switches, its preset, its task. */
export function cohortSteps(cohort: CohortDefinition): Step[] {
  return [...observationStep(cohort), ...presetSteps(cohort), ...TASKS_BY_NAME[cohort.task].steps(cohort)];
}

function observationStep({ rules }: CohortDefinition): Step[] {
  if (rules.observationStays === 'include') return [];
  return [{ step: 'not for observation only', keeps: ({ episode }) => !episode.observationOnly }];
}

function presetSteps({ preset }: CohortDefinition): Step[] {
  if (preset === 'default') {
    return [
      {
        step: `aged ${ADULT_YEARS} or over`,
        keeps: ({ episode }) => isAged(episode.first.ageYears, Infinity),
      },
    ];
  }
  return [
    {
      step: `stayed ${MUSE_LONGEST_DAYS} days or less`,
      keeps: ({ episode: { startMinute, endMinute } }) =>
        endMinute !== null && endMinute - startMinute <= MUSE_LONGEST_DAYS * MINUTES_PER_DAY,
    },
    {
      step: `aged ${ADULT_YEARS} to ${MUSE_OLDEST_YEARS}`,
      keeps: ({ episode }) => isAged(episode.first.ageYears, MUSE_OLDEST_YEARS),
    },
  ];
}

function isAged(years: number | null, oldest: number): boolean {
  return years !== null && years >= ADULT_YEARS && years <= oldest;
}
