import { MINUTES_PER_DAY } from '../calendar.ts';
import type { CohortDefinition } from '../cohort-definition.ts';
import { type Candidate, type Label, stayUnit, type Step, type Task } from '../task.ts';
import { sentence } from '../../../../models/wording.ts';

const WINDOW_MINUTES = 15 * MINUTES_PER_DAY;

/** The next stay in intensive care of the same hospital stay, within 15 days. */
export const unitReadmission: Task = {
  startMinute: ({ episode }) => episode.startMinute,
  predictionMinute: ({ episode }) => episode.endMinute,
  unit: stayUnit,
  steps: aliveStep,
  label: (candidate, { labels }) => (labels === 'muse' ? museLabel(candidate) : completeLabel(candidate)),
  outcomeMinute: ({ next }) => next?.startMinute ?? null,
  switches: [],
  counted: { transfers: isTransfer },
};

function aliveStep({ preset }: CohortDefinition): Step[] {
  if (preset === 'muse-eicu') return [];
  return [
    { step: sentence`left the unit alive`, keeps: ({ episode }) => episode.last.unitStay?.expired === false },
  ];
}

function completeLabel({ episode, next }: Candidate): Label {
  if (episode.endMinute === null) return null;
  return next !== null && next.startMinute - episode.endMinute <= WINDOW_MINUTES ? 1 : 0;
}

/** The label of the MUSE study counts from the start of the stay, and a transfer to the next unit is a readmission. */
function museLabel({ episode, next }: Candidate): Label {
  return next !== null && next.startMinute - episode.startMinute <= WINDOW_MINUTES ? 1 : 0;
}

/** The next stay starts when this one ends, or before. */
function isTransfer({ episode, next }: Candidate): boolean {
  return next !== null && episode.endMinute !== null && next.startMinute <= episode.endMinute;
}
