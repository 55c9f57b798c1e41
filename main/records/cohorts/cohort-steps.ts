import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from './calendar.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { Step, Task } from './task.ts';

const ADULT_YEARS = 18;
const MUSE_OLDEST_YEARS = 89;
const MUSE_LONGEST_DAYS = 10;
const MUSE_SHORTEST_HOURS = 12;

/** Every rule of a cohort in the order of its attrition table: its switches, its preset, its task. */
export function cohortSteps(cohort: CohortDefinition, task: Task): Step[] {
  return [...observationStep(cohort), ...presetSteps(cohort), ...task.steps(cohort)];
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
  const shortest = preset === 'muse-eicu' ? MUSE_SHORTEST_HOURS : 0;
  const longest = `${MUSE_LONGEST_DAYS} days`;
  return [
    {
      step: shortest === 0 ? `stayed ${longest} or less` : `stayed ${shortest} hours to ${longest}`,
      keeps: ({ episode: { startMinute, endMinute } }) =>
        endMinute !== null &&
        endMinute - startMinute >= shortest * MINUTES_PER_HOUR &&
        endMinute - startMinute <= MUSE_LONGEST_DAYS * MINUTES_PER_DAY,
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
