import type { Database } from '../database.ts';
import { contextReader } from '../evidence/context-reader.ts';
import type { LabRow } from '../evidence/lab-rows.ts';
import { MINUTES_PER_HOUR } from './calendar.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import { encounterOf } from './encounter-of.ts';
import { Tally } from './tally.ts';
import type { Candidate, Label, Step, Task } from './task.ts';
import { sentence } from '../../../models/wording.ts';

/** YAIB predicts after 24 hours, of who is still there after six more. */
const SHORTEST_HOURS = 30;
const FEWEST_HOURS = 4;
const LONGEST_GAP_HOURS = 12;
const WATCHED_HOURS = 7 * 24;

interface IntensiveStay {
  readonly startMinute: number;
  readonly endMinute: number;
}

/** The stay in intensive care that is predicted in: the candidate itself, or the first one of the admission. */
function intensiveStay({ episode }: Candidate): IntensiveStay | null {
  const { first } = episode;
  const { startMinute, endMinute = null } = (first.unitStay === null ? first.icuStays[0] : first) ?? {};
  return startMinute === undefined || endMinute === null ? null : { startMinute, endMinute };
}

/**
 * The label of YAIB: death in the unit. MIMIC-IV knows the hour of a death, which comes before the bed is left; eICU how
 * the person left the unit, and who is not said to have died has lived.
 */
export function yaibLabel(candidate: Candidate): Label {
  const { first } = candidate.episode;
  if (first.unitStay !== null) return first.unitStay.expired === true ? 1 : 0;
  if (first.hospitalExpired === null) return null;
  const died = deathMinute(candidate);
  const stay = intensiveStay(candidate);
  return died !== null && stay !== null && died <= stay.endMinute ? 1 : 0;
}

function deathMinute({ episode: { first } }: Candidate): number | null {
  return first.hospitalExpired === true ? (first.deathMinute ?? first.endMinute) : null;
}

/** The rules of YAIB's cohorts on how long a stay in intensive care was and how densely it was measured. */
export function yaibSteps(db: Database, cohort: CohortDefinition, task: Task): Step[] {
  if (cohort.preset !== 'yaib') return [];
  const read = contextReader(db, cohort, { notes: 'noteHeads', leftOut: new Tally() });
  const measuredHours = (candidate: Candidate, stay: IntensiveStay): Set<number> => {
    const { record } = read(encounterOf(candidate, cohort, task));
    return hoursOf(record.labs.get(candidate.episode.first.id) ?? [], stay);
  };
  return [
    {
      step: sentence`alive in the unit for ${SHORTEST_HOURS} hours`,
      keeps: (candidate) => hoursAlive(candidate) >= SHORTEST_HOURS,
    },
    {
      step: sentence`results or vital signs in ${FEWEST_HOURS} hours, never none for more than ${LONGEST_GAP_HOURS} in the first week`,
      keeps: (candidate) => {
        const stay = intensiveStay(candidate);
        if (stay === null) return false;
        const hours = measuredHours(candidate, stay);
        return hours.size >= FEWEST_HOURS && longestGap(hours, stay) <= LONGEST_GAP_HOURS;
      },
    },
  ];
}

function hoursAlive(candidate: Candidate): number {
  const stay = intensiveStay(candidate);
  if (stay === null) return 0;
  const end = Math.min(stay.endMinute, deathMinute(candidate) ?? Infinity);
  return (end - stay.startMinute) / MINUTES_PER_HOUR;
}

/** Hours of a stay, from 0, in which something was measured as a number. */
function hoursOf(rows: readonly LabRow[], { startMinute, endMinute }: IntensiveStay): Set<number> {
  const measured = rows.filter(
    ({ value, chartMinute }) => value !== null && chartMinute >= startMinute && chartMinute <= endMinute,
  );
  return new Set(
    measured.map(({ chartMinute }) => Math.floor((chartMinute - startMinute) / MINUTES_PER_HOUR)),
  );
}

/** How many hours at most pass one after the other without a measurement, up to the end of the stay or of the week. */
function longestGap(hours: ReadonlySet<number>, { startMinute, endMinute }: IntensiveStay): number {
  const last = Math.floor(Math.min((endMinute - startMinute) / MINUTES_PER_HOUR, WATCHED_HOURS));
  let longest = 0;
  let gap = 0;
  for (let hour = 0; hour <= last; hour += 1) {
    gap = hours.has(hour) ? 0 : gap + 1;
    longest = Math.max(longest, gap);
  }
  return longest;
}
