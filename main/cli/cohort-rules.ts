import { InvalidArgumentError } from 'commander';
import { cohortInputs, cohortRules, type CohortInputs, type CohortRules } from '../api/common.ts';

/** What can be asked for beside the defaults, as it is typed. */
export const RULES = [
  'mergeEpisodes=true',
  'observationStays=exclude',
  'plannedReadmissions=ignore',
  'hospiceDischarges=exclude',
  'deathWithoutReadmission=exclude',
  'deathWithoutReadmission=composite',
  'unitStays=first',
] as const;
const SWITCHES: Readonly<Record<string, boolean>> = { true: true, false: false };
const rules = cohortRules.partial();

/** `name=value` added to the rules named before it. */
export function cohortRule(text: string, before: Partial<CohortRules> = {}): Partial<CohortRules> {
  const [name = '', value = ''] = text.split('=', 2);
  const parsed = rules.safeParse({ [name]: SWITCHES[value] ?? value });
  if (!parsed.success) throw new InvalidArgumentError(`expected e.g. ${RULES.join(', ')}.`);
  return { ...before, ...parsed.data };
}

/** An input that is off by default, added to those named before it. */
export function cohortInput(text: string, before: Partial<CohortInputs> = {}): Partial<CohortInputs> {
  const names = Object.keys(cohortInputs.shape);
  if (!names.includes(text)) throw new InvalidArgumentError(`expected one of ${names.join(', ')}.`);
  return { ...before, [text]: true };
}
