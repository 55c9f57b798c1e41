import { isMidnight } from './midnight.ts';

const MINUTES_PER_DAY = 1440;

/** How sources write in their own words that a person died. */
const DIED_WORDS = String.raw`^\s*(died|dead|death|deceased|expired)`;

export function saysDied(words: string): string {
  return `regexp_matches(${words}, '${DIED_WORDS}', 'i')`;
}

/** What is known of how a stay ended, each as SQL. */
export interface StayEnd {
  readonly start: string;
  readonly end: string;
  /** Minute and day of the person's death. */
  readonly deathMinute: string;
  readonly deathDay: string;
  /** Whether the stay says that it ended with the person's death, and whether it says how it ended at all. */
  readonly saysDied: string;
  readonly saysHow: string;
  /** Whether the source holds deaths, so that who is not said to have died lived. */
  readonly deathsAreKnown: boolean;
}

/** The minute of a death; a midnight is the day alone. */
export function minuteOfDeath(minute: string): string {
  return `CASE WHEN NOT ${isMidnight(`(${minute})`)} THEN ${minute} END`;
}

/**
 * Whether the person died during a stay: as its end says; else by the time of death, or by its day where that is all
 * that is known and the end does not say otherwise. NULL where it is not known.
 */
export function diedDuring(stay: StayEnd): string {
  const { start, end, deathMinute, deathDay, saysHow, deathsAreKnown } = stay;
  const dayOf = (minute: string): string => `floor(${minute} / ${MINUTES_PER_DAY})`;
  const otherwise = deathsAreKnown ? 'false' : `CASE WHEN ${saysHow} THEN false END`;
  return (
    `CASE WHEN ${stay.saysDied} THEN true ` +
    `WHEN ${minuteOfDeath(deathMinute)} BETWEEN ${start} AND ${end} THEN true ` +
    `WHEN ${deathDay} BETWEEN ${dayOf(start)} AND ${dayOf(end)} AND (${saysHow}) IS NOT TRUE THEN true ` +
    `WHEN ${end} IS NOT NULL THEN ${otherwise} END`
  );
}
