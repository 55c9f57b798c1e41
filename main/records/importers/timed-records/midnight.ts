const MINUTES_PER_DAY = 1440;
const LAST_MINUTE = MINUTES_PER_DAY - 1;

/** The last minute of the day of a minute that is midnight. */
export function dayEnd(minute: string): string {
  return `${minute} + ${LAST_MINUTE}`;
}

/** Whether a time is midnight, which may stand for the day alone, as SQL. */
export function isMidnight(minute: string): string {
  return `${minute} % ${MINUTES_PER_DAY} = 0`;
}

/**
 * From when an event is known whose time may be a day alone, as SQL; NULL: as it happened. What happened at midnight may
 * have happened at any minute of that day, so it counts from the last one, or from the end of its stay where that comes
 * first.
 */
export function knownFrom(minute: string, stayEnd: string): string {
  const last = dayEnd(minute);
  return `CASE WHEN ${isMidnight(minute)} THEN least(${last}, greatest(${minute}, coalesce(${stayEnd}, ${last}))) END`;
}
