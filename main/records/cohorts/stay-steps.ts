import { MINUTES_PER_HOUR } from './calendar.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { isWithin, type Limits, limitsOf, PRESETS } from './presets.ts';
import type { Candidate, Step, Task } from './task.ts';

/** How the rule on ages begins. */
export const AGED = 'aged';

/** Rules on the length of the stay and the age at its start, by preset or filter. */
export function staySteps(cohort: CohortDefinition): Step[] {
  const { ageYears, lengthOfStayHours } = limitsOf(cohort);
  const { keepsUnknownAge } = PRESETS[cohort.preset];
  return [
    ...limitStep('stayed', hoursInWords(lengthOfStayHours), (candidate) => {
      const hours = lengthOfStay(candidate);
      return hours !== null && isWithin(hours, lengthOfStayHours);
    }),
    ...limitStep(AGED, ageInWords(cohort), ({ episode: { first } }) => {
      return first.ageYears === null ? keepsUnknownAge : isWithin(first.ageYears, ageYears);
    }),
  ];
}

/** The rule on the unit that the stay starts in, by its name in whatever case. */
export function unitStep(cohort: CohortDefinition, task: Task): Step[] {
  const { firstUnits } = cohort.filters;
  if (firstUnits === undefined) return [];
  const names = new Set(firstUnits.map((name) => name.toLowerCase()));
  return [
    {
      step: `starts in ${firstUnits.join(' or ')}`,
      keeps: (candidate) => names.has((task.unit(candidate, cohort) ?? '').toLowerCase()),
    },
  ];
}

function ageInWords(cohort: CohortDefinition): string | null {
  const words = inWords(limitsOf(cohort).ageYears, String, ' or over');
  return words !== null && PRESETS[cohort.preset].keepsUnknownAge ? `${words}, or of unknown age` : words;
}

function lengthOfStay({ episode: { startMinute, endMinute } }: Candidate): number | null {
  return endMinute === null ? null : (endMinute - startMinute) / MINUTES_PER_HOUR;
}

/** No limit is no rule. */
function limitStep(verb: string, words: string | null, keeps: Step['keeps']): Step[] {
  return words === null ? [] : [{ step: `${verb} ${words}`, keeps }];
}

function inWords({ from, to }: Limits, say: (value: number) => string, more: string): string | null {
  if (from !== undefined && to !== undefined) return `${say(from)} to ${say(to)}`;
  if (from !== undefined) return `${say(from)}${more}`;
  return to === undefined ? null : `${say(to)} or less`;
}

const HOURS_PER_DAY = 24;

function hoursInWords(limits: Limits): string | null {
  return inWords(limits, durationInWords, ' or more');
}

/** Whole days from the second on. */
function durationInWords(hours: number): string {
  const days = hours / HOURS_PER_DAY;
  return days >= 2 && Number.isInteger(days) ? `${days} days` : `${hours} hours`;
}
