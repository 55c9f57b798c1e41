import { dayOf, endOfDay, MINUTES_PER_DAY } from './calendar.ts';
import { dischargeSteps, isObservationStay, isToHospice } from './discharge-steps.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { pyhealthMortality } from './pyhealth.ts';
import { deathDayOf, type PatientHistory } from './patient-history.ts';
import { type Candidate, type Label, stayUnit, type Task } from './task.ts';

const WINDOW_DAYS = 90;

/** Death within 90 calendar days after discharge; a death in a later admission counts. */
export const mortality90d: Task = {
  startMinute: ({ episode }) => episode.startMinute,
  predictionMinute: ({ episode }) => episode.endMinute,
  unit: stayUnit,
  steps: dischargeSteps,
  label: labelBy,
  outcomeMinute: ({ history }) => endOfDay(deathDayOf(history)),
  switches: ['mergeEpisodes', 'observationStays', 'hospiceDischarges'],
  counted: { observationStays: isObservationStay, hospiceDischarges: isToHospice },
};

function labelBy(candidate: Candidate, { labels }: CohortDefinition): Label {
  if (labels === 'muse') return museLabel(candidate);
  return labels === 'pyhealth' ? pyhealthMortality(candidate) : completeLabel(candidate);
}

function completeLabel({ history, episode }: Candidate): Label {
  if (episode.endMinute === null) return null;
  const dischargeDay = dayOf(episode.endMinute);
  const deathDay = deathDayOf(history);
  if (deathDay === null) return isFollowedUp(history, dischargeDay) ? 0 : null;
  const days = deathDay - dischargeDay;
  // Dead before having left alive: the two statements contradict each other.
  if (days < 0) return null;
  return days <= WINDOW_DAYS ? 1 : 0;
}

function isFollowedUp({ deathFollowupEnd }: PatientHistory, dischargeDay: number): boolean {
  return deathFollowupEnd !== null && deathFollowupEnd >= dischargeDay + WINDOW_DAYS;
}

/**
 * The label of the MUSE study: whole days from the minute of discharge to the midnight of the day of death, or, for
 * who is not known to have died, to the next admission. Without either there is no label.
 * @see Wu et al. 2024, "Multimodal patient representation learning with missing modalities and labels"
 */
function museLabel({ history, episode, next }: Candidate): Label {
  if (episode.endMinute === null) return null;
  if (history.dod !== null) {
    return wholeDays(history.dod * MINUTES_PER_DAY - episode.endMinute) <= WINDOW_DAYS ? 1 : 0;
  }
  if (next === null) return null;
  return wholeDays(next.startMinute - episode.endMinute) > WINDOW_DAYS ? 0 : null;
}

function wholeDays(minutes: number): number {
  return Math.floor(minutes / MINUTES_PER_DAY);
}
