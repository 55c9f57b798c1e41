import { isPlanned } from './admission-types.ts';
import { dayOf, endOfDay, MINUTES_PER_DAY } from './calendar.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { dischargeSteps, isObservationStay, isToHospice } from './discharge-steps.ts';
import { deathDayOf } from './patient-history.ts';
import { pyhealthReadmission } from './pyhealth.ts';
import { type Candidate, type Label, stayUnit, type Step, type Task } from './task.ts';
import { sentence } from '../../../models/wording.ts';

const WINDOW_DAYS = 15;

/** The next admission within 15 times 24 hours; death before it competes. */
export const readmission15d: Task = {
  startMinute: ({ episode }) => episode.startMinute,
  predictionMinute: ({ episode }) => episode.endMinute,
  unit: stayUnit,
  steps: (cohort) => [...dischargeSteps(cohort), ...competingDeathStep(cohort)],
  label: labelBy,
  outcomeMinute: (candidate) =>
    isReadmitted(candidate) ? (candidate.next?.startMinute ?? null) : endOfDay(deathDayOf(candidate.history)),
  switches: [
    'mergeEpisodes',
    'observationStays',
    'plannedReadmissions',
    'hospiceDischarges',
    'deathWithoutReadmission',
  ],
  counted: {
    observationStays: isObservationStay,
    plannedReadmissions: isPlannedReadmission,
    hospiceDischarges: isToHospice,
    deathsWithoutReadmission: isCompetingDeath,
  },
};

function labelBy(candidate: Candidate, cohort: CohortDefinition): Label {
  if (cohort.labels === 'muse') return museLabel(candidate, cohort);
  return cohort.labels === 'pyhealth' ? pyhealthReadmission(candidate) : completeLabel(candidate, cohort);
}

/**
 * Whether the next admission starts within the window. One that starts in the very minute of the discharge counts:
 * with episodes kept apart it is an admission like any other.
 */
function isReadmitted({ episode, next }: Candidate): boolean {
  if (episode.endMinute === null || next === null) return false;
  const gap = next.startMinute - episode.endMinute;
  return gap >= 0 && gap <= WINDOW_DAYS * MINUTES_PER_DAY;
}

function isPlannedReadmission(candidate: Candidate): boolean {
  return isReadmitted(candidate) && isPlanned(candidate.next?.first.admissionType ?? null);
}

/** Death within the window, by calendar day, without a readmission before it. */
function isCompetingDeath(candidate: Candidate): boolean {
  const { history, episode } = candidate;
  const deathDay = deathDayOf(history);
  if (deathDay === null || episode.endMinute === null || isReadmitted(candidate)) return false;
  const days = deathDay - dayOf(episode.endMinute);
  return days >= 0 && days <= WINDOW_DAYS;
}

function completeLabel(candidate: Candidate, { rules }: CohortDefinition): Label {
  if (candidate.episode.endMinute === null) return null;
  const ignored = rules.plannedReadmissions === 'ignore' && isPlannedReadmission(candidate);
  if (isReadmitted(candidate) && !ignored) return 1;
  return rules.deathWithoutReadmission === 'composite' && isCompetingDeath(candidate) ? 1 : 0;
}

/** The label of the MUSE study: whole days, so up to a minute short of 16 days, and none without a next admission. */
function museLabel({ episode, next }: Candidate, { rules }: CohortDefinition): Label {
  if (episode.endMinute === null || next === null) return null;
  if (rules.plannedReadmissions === 'ignore' && isPlanned(next.first.admissionType)) return 0;
  return Math.floor((next.startMinute - episode.endMinute) / MINUTES_PER_DAY) <= WINDOW_DAYS ? 1 : 0;
}

function competingDeathStep({ rules }: CohortDefinition): Step[] {
  if (rules.deathWithoutReadmission !== 'exclude') return [];
  return [
    {
      step: sentence`did not die within 15 days without a readmission`,
      keeps: (candidate) => !isCompetingDeath(candidate),
    },
  ];
}
