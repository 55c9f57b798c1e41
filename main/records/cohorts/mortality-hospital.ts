import { MINUTES_PER_HOUR } from './calendar.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { isObservationStay } from './discharge-steps.ts';
import type { Episode } from './episodes.ts';
import type { IcuStay } from './patient-history.ts';
import { type Candidate, type Label, stayUnit, type Step, type Task } from './task.ts';
import { yaibLabel } from './yaib.ts';
import { sentence } from '../../../models/wording.ts';

/** Death in hospital, predicted some hours into the first ICU stay of an admission, or into the admission. */
export const mortalityHospital: Task = {
  startMinute,
  predictionMinute,
  unit: (candidate, { variant }) =>
    variant === 'icu' ? (firstStay(candidate.episode)?.unit ?? null) : stayUnit(candidate),
  steps: (cohort) => (cohort.variant === 'icu' ? icuSteps(cohort) : [inHospitalStep(cohort)]),
  label: (candidate, { labels }) => (labels === 'yaib' ? yaibLabel(candidate) : hospitalLabel(candidate)),
  outcomeMinute: ({ episode: { last } }) => last.deathMinute ?? last.endMinute,
  switches: ['observationStays'],
  counted: { observationStays: isObservationStay },
};

function hospitalLabel({ episode: { last } }: Candidate): Label {
  return last.hospitalExpired === null ? null : last.hospitalExpired ? 1 : 0;
}

/** Whether a stay in intensive care still lasts so many hours after its start. */
export function isInUnitAfter({ startMinute, endMinute }: IcuStay, hours: number): boolean {
  return endMinute === null || endMinute > startMinute + hours * MINUTES_PER_HOUR;
}

function firstStay({ first }: Episode): IcuStay | null {
  return first.icuStays[0] ?? null;
}

function startMinute({ episode }: Candidate, { variant }: CohortDefinition): number | null {
  return variant === 'icu' ? (firstStay(episode)?.startMinute ?? null) : episode.startMinute;
}

function predictionMinute(candidate: Candidate, cohort: CohortDefinition): number | null {
  const start = startMinute(candidate, cohort);
  return start === null ? null : start + Math.round(cohort.hours * MINUTES_PER_HOUR);
}

function icuSteps(cohort: CohortDefinition): Step[] {
  return [
    {
      step: sentence`with a stay in intensive care, of which the first counts`,
      keeps: ({ episode }) => firstStay(episode) !== null,
    },
    inHospitalStep(cohort),
    {
      step: sentence`in the unit ${cohort.hours} hours after its start`,
      keeps: ({ episode }) => {
        const stay = firstStay(episode);
        return stay !== null && isInUnitAfter(stay, cohort.hours);
      },
    },
  ];
}

function inHospitalStep(cohort: CohortDefinition): Step {
  return {
    step: sentence`in hospital, alive, at the prediction time`,
    keeps: (candidate) => {
      const time = predictionMinute(candidate, cohort);
      return time !== null && leavingMinute(candidate) > time;
    },
  };
}

/** The later of discharge and death: some deaths carry a discharge at 00:00 of the day, hours before the death. */
function leavingMinute({ episode: { last } }: Candidate): number {
  if (last.endMinute === null) return Infinity;
  return Math.max(last.endMinute, last.deathMinute ?? -Infinity);
}
