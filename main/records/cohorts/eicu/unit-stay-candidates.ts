import type { CohortDefinition } from '../cohort-definition.ts';
import { type Episode, episodeOf, separateEpisodes } from '../episodes.ts';
import { type Admission, isOfTheDead } from '../patient-history.ts';
import { type Candidate, type CandidateReader, LIVING } from '../task.ts';
import { sentence } from '../../../../models/wording.ts';

const ALL = sentence`all stays in a unit`;
const INTENSIVE = 'in an intensive care unit, not a step-down one';
const TRANSFERS = 'stays at most 60 minutes apart taken as one';
const STEP_DOWN = 'stepdown/other';
const TRANSFER_MINUTES = 60;

/**
 * Stays in a unit as candidates; "next" is the next one of the same hospital stay. Where a return to intensive care is
 * asked for, step-down stays are neither index nor event and a transfer between units is no discharge; MUSE's labels
 * know neither rule.
 */
export const unitStayCandidates: CandidateReader = {
  codesAreKnown: 'when entered',
  isInOrder: false,
  steps: (cohort) => [ALL, LIVING, ...(mergesTransfers(cohort) ? [INTENSIVE, TRANSFERS] : [])],
  counts: [],
  candidates: (history, cohort, { left }) => {
    const living = history.admissions.filter((stay) => !isOfTheDead(stay, history));
    left.add(ALL, history.admissions.length);
    left.add(LIVING, living.length);
    const merges = mergesTransfers(cohort);
    const stays = merges ? living.filter((stay) => !isStepDown(stay)) : living;
    const inHospital = Map.groupBy(stays, ({ unitStay }) => unitStay?.hospitalStay);
    const candidates = [...inHospital.values()].flatMap((own): Candidate[] => {
      const inOrder = own.toSorted(byStart);
      const episodes = merges ? withoutTransfers(inOrder) : separateEpisodes(inOrder);
      return episodes.map((episode, i) => ({ history, episode, next: episodes[i + 1] ?? null }));
    });
    if (merges) {
      left.add(INTENSIVE, stays.length);
      left.add(TRANSFERS, candidates.length);
    }
    return candidates;
  },
};

export function isStepDown({ unitStay }: Admission): boolean {
  return unitStay?.stayType === STEP_DOWN;
}

function mergesTransfers({ task, labels }: CohortDefinition): boolean {
  return task === 'readmission-icu' && labels !== 'muse';
}

/** Two stays that start in the same minute are told apart by their id, as MUSE does. */
function byStart(a: Admission, b: Admission): number {
  return a.startMinute - b.startMinute || (a.key < b.key ? -1 : 1);
}

function withoutTransfers(stays: readonly Admission[]): Episode[] {
  const groups: Admission[][] = [];
  for (const stay of stays) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const isTransfer =
      before !== undefined && stay.startMinute - (before.endMinute ?? Infinity) <= TRANSFER_MINUTES;
    if (isTransfer) group?.push(stay);
    else groups.push([stay]);
  }
  return groups.map(episodeOf);
}
