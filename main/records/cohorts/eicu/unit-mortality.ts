import { MINUTES_PER_HOUR } from '../calendar.ts';
import type { CohortDefinition } from '../cohort-definition.ts';
import type { Admission } from '../patient-history.ts';
import { type Candidate, type Label, stayUnit, type Step, type Task } from '../task.ts';
import { yaibLabel } from '../yaib.ts';
import { isStepDown } from './unit-stay-candidates.ts';
import { sentence } from '../../../../models/wording.ts';

/** Death in hospital, predicted some hours into a stay in a unit; the preset of MUSE asks for death in the unit. */
export const unitMortality: Task = {
  startMinute: ({ episode }) => episode.startMinute,
  predictionMinute: ({ episode }, { hours }) => episode.startMinute + minutesOf(hours),
  unit: stayUnit,
  steps: (cohort) => [inUnitStep(cohort), ...outcomeStep(cohort), ...firstStep(cohort)],
  label,
  outcomeMinute: ({ episode }) => episode.endMinute,
  switches: ['unitStays'],
  counted: {
    stepDownStays: ({ episode }) => isStepDown(episode.first),
    laterUnitStays: (candidate, { hours }) => !isFirstToLast(candidate, hours),
  },
};

function minutesOf(hours: number): number {
  return Math.round(hours * MINUTES_PER_HOUR);
}

/** MUSE and YAIB ask for death in the unit, and take a stay of which the end is not known for one that was survived. */
function label(candidate: Candidate, cohort: CohortDefinition): Label {
  const { last } = candidate.episode;
  if (isAskedInUnit(cohort)) return yaibLabel(candidate);
  return last.hospitalExpired === null ? null : last.hospitalExpired ? 1 : 0;
}

function lasts({ startMinute, endMinute }: Admission, hours: number): boolean {
  return (endMinute ?? Infinity) - startMinute >= minutesOf(hours);
}

function inUnitStep({ hours }: CohortDefinition): Step {
  return {
    step: sentence`in the unit ${hours} hours after its start`,
    keeps: ({ episode }) => lasts(episode.first, hours),
  };
}

function isAskedInUnit({ preset, labels }: CohortDefinition): boolean {
  return preset === 'muse-eicu' || labels === 'yaib';
}

function outcomeStep(cohort: CohortDefinition): Step[] {
  if (isAskedInUnit(cohort)) return [];
  return [
    {
      step: sentence`how the hospital stay ended is known`,
      keeps: ({ episode }) => episode.first.hospitalExpired !== null,
    },
  ];
}

/** Age and outcome are those of the hospital stay, so the first of its stays that lasts is the first that passes. */
function firstStep({ rules, hours }: CohortDefinition): Step[] {
  if (rules.unitStays === 'all') return [];
  return [
    {
      step: sentence`the first such stay of a hospital stay`,
      keeps: (candidate) => isFirstToLast(candidate, hours),
    },
  ];
}

function isFirstToLast({ history, episode: { first } }: Candidate, hours: number): boolean {
  return !history.admissions.some((other) => isEarlier(other, first) && lasts(other, hours));
}

function isEarlier({ unitStay: a }: Admission, { unitStay: b }: Admission): boolean {
  return a?.hospitalStay === b?.hospitalStay && (a?.visitNumber ?? 1) < (b?.visitNumber ?? 1);
}
