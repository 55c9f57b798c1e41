import type { CohortDefinition } from './cohort-definition.ts';
import { type Episode, mergedEpisodes, separateEpisodes } from './episodes.ts';
import { type Admission, isOfTheDead, type PatientHistory } from './patient-history.ts';
import { type CandidateReader, type CandidateTallies, LIVING } from './task.ts';
import type { Candidate } from './task.ts';
import { sentence } from '../../../models/wording.ts';

const ALL = sentence`all admissions`;
const EPISODES = sentence`as episodes, at most 6 h apart`;

/** Admissions to a hospital as candidates, contiguous ones as one where the cohort says so. */
export const admissionCandidates: CandidateReader = {
  codesAreKnown: 'after the stay',
  isInOrder: true,
  steps: ({ rules }) => [ALL, LIVING, ...(rules.mergeEpisodes ? [EPISODES] : [])],
  counts: ['contiguousAdmissions', 'overlappingAdmissions'],
  candidates: (history, cohort, tallies) =>
    candidatesOf(history, episodesOf(history, cohort, tallies), cohort),
};

/** The episodes of one person, after the stays that no cohort holds, counted on the way. */
function episodesOf(
  history: PatientHistory,
  cohort: CohortDefinition,
  { left, counts }: CandidateTallies,
): Episode[] {
  const living = history.admissions.filter((admission) => !isOfTheDead(admission, history));
  const merged = mergedEpisodes(living);
  left.add(ALL, history.admissions.length);
  left.add(LIVING, living.length);
  counts.add('contiguousAdmissions', living.length - merged.length);
  counts.add('overlappingAdmissions', countOverlaps(living));
  if (!cohort.rules.mergeEpisodes) return separateEpisodes(living);
  left.add(EPISODES, merged.length);
  return merged;
}

/** "Next" is taken over all episodes before any filter; where observation does not count, it is no next stay either. */
function candidatesOf(
  history: PatientHistory,
  episodes: readonly Episode[],
  cohort: CohortDefinition,
): Candidate[] {
  const mayBeNext = ({ observationOnly }: Episode) =>
    cohort.rules.observationStays === 'include' || !observationOnly;
  return episodes.map((episode, i) => ({
    history,
    episode,
    next: episodes.slice(i + 1).find(mayBeNext) ?? null,
  }));
}

function countOverlaps(admissions: readonly Admission[]): number {
  return admissions.filter((admission, i) => {
    const before = admissions[i - 1];
    return before !== undefined && (before.endMinute ?? Infinity) > admission.startMinute;
  }).length;
}
