import { MINUTES_PER_HOUR } from '../calendar.ts';
import type { CohortDefinition } from '../cohort-definition.ts';
import type { Admission } from '../patient-history.ts';
import { type Candidate, type Label, stayUnit, type Step, type Task } from '../task.ts';
import { isStepDown } from './unit-stay-candidates.ts';

/** Death in hospital, predicted some hours into a stay in a unit; the preset of MUSE asks for death in the unit. */
export const unitMortality: Task = {
  startMinute: ({ episode }) => episode.startMinute,
  predictionMinute: ({ episode }, { hours }) => episode.startMinute + minutesOf(hours),
  unit: stayUnit,
  steps: (cohort) => [inUnitStep(cohort), ...outcomeStep(cohort), ...firstStep(cohort)],
  label,
  outcomeMinute: ({ episode }) => episode.endMinute,
  counted: { stepDownStays: ({ episode }) => isStepDown(episode.first) },
};

function minutesOf(hours: number): number {
  return Math.round(hours * MINUTES_PER_HOUR);
}

/** MUSE takes a stay of which the end is not known for one that was survived. */
function label({ episode: { last } }: Candidate, { preset }: CohortDefinition): Label {
  if (preset === 'muse-eicu') return last.unitStay?.expired === true ? 1 : 0;
  return last.hospitalExpired === null ? null : last.hospitalExpired ? 1 : 0;
}

function lasts({ startMinute, endMinute }: Admission, hours: number): boolean {
  return (endMinute ?? Infinity) - startMinute >= minutesOf(hours);
}

function inUnitStep({ hours }: CohortDefinition): Step {
  return {
    step: `in the unit ${hours} hours after its start`,
    keeps: ({ episode }) => lasts(episode.first, hours),
  };
}

function outcomeStep({ preset }: CohortDefinition): Step[] {
  if (preset === 'muse-eicu') return [];
  return [
    {
      step: 'how the hospital stay ended is known',
      keeps: ({ episode }) => episode.first.hospitalExpired !== null,
    },
  ];
}

/** Age and outcome are those of the hospital stay, so the first of its stays that lasts is the first that passes. */
function firstStep({ rules, hours }: CohortDefinition): Step[] {
  if (rules.unitStays === 'all') return [];
  return [
    {
      step: 'the first such stay of a hospital stay',
      keeps: ({ history, episode: { first } }) =>
        !history.admissions.some((other) => isEarlier(other, first) && lasts(other, hours)),
    },
  ];
}

function isEarlier({ unitStay: a }: Admission, { unitStay: b }: Admission): boolean {
  return a?.hospitalStay === b?.hospitalStay && (a?.visitNumber ?? 1) < (b?.visitNumber ?? 1);
}
