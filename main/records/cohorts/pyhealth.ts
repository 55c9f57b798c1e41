import type { Database } from '../database.ts';
import type { CohortDefinition } from './cohort-definition.ts';
import type { Candidate, Label, Step } from './task.ts';
import { sentence } from '../../../models/wording.ts';

const WINDOW_MINUTES = 15 * 24 * 60;

/** PyHealth's mortality: whether the person dies in the next admission. Who has none has no label. */
export function pyhealthMortality({ next }: Candidate): Label {
  return next === null ? null : next.first.hospitalExpired === true ? 1 : 0;
}

/** PyHealth's readmission: whether the next admission starts in less than 15 days. Who has none has no label. */
export function pyhealthReadmission({ episode, next }: Candidate): Label {
  if (episode.endMinute === null || next === null) return null;
  return next.startMinute - episode.endMinute < WINDOW_MINUTES ? 1 : 0;
}

/** Whether an admission has at least one row of each of the three kinds. */
export const IS_CODED_SQL = `
  SELECT EXISTS (SELECT 1 FROM diagnosis WHERE patient_id = @patient AND encounter_id = @encounter)
    AND EXISTS (
      SELECT 1 FROM procedure
      WHERE patient_id = @patient AND encounter_id = @encounter AND origin = 'procedures_icd')
    AND EXISTS (SELECT 1 FROM medication WHERE patient_id = @patient AND encounter_id = @encounter)`;

/** PyHealth reads codes alone, and leaves out every admission that lacks one of its three kinds. */
export function pyhealthSteps(db: Database, { preset }: CohortDefinition): Step[] {
  if (preset !== 'pyhealth') return [];
  const isCoded = db.prepare<{ patient: number; encounter: number }, 0 | 1>(IS_CODED_SQL).pluck();
  return [
    {
      step: sentence`with diagnoses, procedures and medications recorded`,
      keeps: ({ history, episode }) => isCoded.get({ patient: history.id, encounter: episode.last.id }) === 1,
    },
  ];
}
