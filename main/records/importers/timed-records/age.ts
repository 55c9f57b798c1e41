const MINUTES_PER_DAY = 1440;

/** The age in whole years of a person `p`, whose `birth_day` is known, on the day of a minute, as SQL. */
export function ageAt(minute: string): string {
  return (
    `date_sub('year', DATE '1970-01-01' + p.birth_day, ` +
    `DATE '1970-01-01' + floor(${minute} / ${MINUTES_PER_DAY})::INTEGER)::INTEGER`
  );
}
