import { MINUTES_PER_HOUR } from './calendar.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { isWithin, type Limits, limitsOf, PRESETS } from './presets.ts';
import type { Candidate, Step, Task } from './task.ts';
import { sentence, type Sentence } from '../../../models/wording.ts';

/** How the rule on ages begins. */
export const AGED = 'aged';

/** Rules on the length of the stay and the age at its start, by preset or filter. */
export function staySteps(cohort: CohortDefinition): Step[] {
  const { ageYears, lengthOfStayHours } = limitsOf(cohort);
  const { keepsUnknownAge } = PRESETS[cohort.preset];
  return [
    ...limitStep(inWords(lengthOfStayHours, STAYED), (candidate) => {
      const hours = lengthOfStay(candidate);
      return hours !== null && isWithin(hours, lengthOfStayHours);
    }),
    ...limitStep(ageInWords(ageYears, keepsUnknownAge), ({ episode: { first } }) => {
      return first.ageYears === null ? keepsUnknownAge : isWithin(first.ageYears, ageYears);
    }),
  ];
}

/** A range, and one without an end or a start, in words. */
interface LimitWords {
  readonly between: (from: number, to: number) => Sentence;
  readonly from: (from: number) => Sentence;
  readonly to: (to: number) => Sentence;
}

const STAYED: LimitWords = {
  between: (from, to) => sentence`stayed ${durationInWords(from)} to ${durationInWords(to)}`,
  from: (from) => sentence`stayed ${durationInWords(from)} or more`,
  to: (to) => sentence`stayed ${durationInWords(to)} or less`,
};
const AGE: LimitWords = {
  between: (from, to) => sentence`aged ${from} to ${to}`,
  from: (from) => sentence`aged ${from} or over`,
  to: (to) => sentence`aged ${to} or less`,
};

/** The rule on the unit that the stay starts in, by its name in whatever case. */
export function unitStep(cohort: CohortDefinition, task: Task): Step[] {
  const { firstUnits } = cohort.filters;
  if (firstUnits === undefined) return [];
  const names = new Set(firstUnits.map((name) => name.toLowerCase()));
  return [
    {
      step: sentence`starts in ${firstUnits.join(' or ')}`,
      keeps: (candidate) => names.has((task.unit(candidate, cohort) ?? '').toLowerCase()),
    },
  ];
}

function ageInWords(limits: Limits, keepsUnknownAge: boolean): Sentence | null {
  const words = inWords(limits, AGE);
  return words !== null && keepsUnknownAge ? sentence`${words}, or of unknown age` : words;
}

function lengthOfStay({ episode: { startMinute, endMinute } }: Candidate): number | null {
  return endMinute === null ? null : (endMinute - startMinute) / MINUTES_PER_HOUR;
}

/** No limit is no rule. */
function limitStep(step: Sentence | null, keeps: Step['keeps']): Step[] {
  return step === null ? [] : [{ step, keeps }];
}

function inWords({ from, to }: Limits, words: LimitWords): Sentence | null {
  if (from !== undefined && to !== undefined) return words.between(from, to);
  if (from !== undefined) return words.from(from);
  return to === undefined ? null : words.to(to);
}

const HOURS_PER_DAY = 24;

/** Whole days from the second on. */
function durationInWords(hours: number): Sentence {
  const days = hours / HOURS_PER_DAY;
  return days >= 2 && Number.isInteger(days) ? sentence`${days} days` : sentence`${hours} hours`;
}
