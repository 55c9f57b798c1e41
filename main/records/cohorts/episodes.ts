import { isObservationOnly } from './admission-types.ts';
import { MINUTES_PER_HOUR } from './calendar.ts';
import type { Admission } from './patient-history.ts';

const EPISODE_GAP_MINUTES = 6 * MINUTES_PER_HOUR;

/** What a label is given to: an admission, or contiguous admissions taken as one. */
export interface Episode {
  /** By start; more than one only where episodes are merged. */
  readonly admissions: readonly Admission[];
  readonly first: Admission;
  /** The admission whose discharge ends the episode. */
  readonly last: Admission;
  readonly startMinute: number;
  /** `null` while it lasts. */
  readonly endMinute: number | null;
  readonly observationOnly: boolean;
}

/** Each admission as an episode of its own. */
export function separateEpisodes(admissions: readonly Admission[]): Episode[] {
  return admissions.map((admission) => episodeOf([admission]));
}

/**
 * Admissions at most 6 h apart as one episode: a transfer between services is not a discharge.
 * @param admissions of one patient, by start.
 */
export function mergedEpisodes(admissions: readonly Admission[]): Episode[] {
  const groups: Admission[][] = [];
  for (const admission of admissions) {
    const group = groups.at(-1);
    if (group !== undefined && isContiguous(group, admission)) group.push(admission);
    else groups.push([admission]);
  }
  return groups.map(episodeOf);
}

function isContiguous(group: readonly Admission[], admission: Admission): boolean {
  const end = latestEnd(group);
  return end === null || admission.startMinute - end <= EPISODE_GAP_MINUTES;
}

/** @param admissions at least one, by start. */
export function episodeOf(admissions: readonly Admission[]): Episode {
  const [first] = admissions;
  const last = admissions.at(-1);
  if (first === undefined || last === undefined)
    throw new RangeError('an episode has at least one admission');
  return {
    admissions,
    first,
    last,
    startMinute: first.startMinute,
    endMinute: latestEnd(admissions),
    observationOnly: admissions.every(({ admissionType }) => isObservationOnly(admissionType)),
  };
}

function latestEnd(admissions: readonly Admission[]): number | null {
  let latest = -Infinity;
  for (const { endMinute } of admissions) {
    if (endMinute === null) return null;
    latest = Math.max(latest, endMinute);
  }
  return latest;
}
