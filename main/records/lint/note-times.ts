import { type CohortDefinition, isAtDischarge } from '../cohorts/cohort-definition.ts';
import { type Check, type LintRule, type LintSubject, settled } from './rule.ts';
import { sentence } from '../../../models/wording.ts';

export const LATE_NOTES_SQL = `
  SELECT count(*) FROM note
  WHERE patient_id = ? AND encounter_id = ? AND kind = 'discharge' AND store_minute > ?`;

/** Of an addendum MIMIC's note_id says so: `10000032-AD-1` to a summary, `10000032-AR-1` to a radiology report. */
export const ADDENDA_SQL = `
  SELECT count(*) FROM note
  WHERE patient_id = ? AND encounter_id = ? AND kind = ? AND source_key GLOB ?
    AND (kind = 'discharge' OR store_minute <= ?)`;

function readsSummaries({ timing, task }: CohortDefinition): boolean {
  return timing === 'retrospective' && isAtDischarge(task);
}

/** A summary that was stored after the event may tell of it. */
function startStored({ db, cohort, encounters }: LintSubject): Check | null {
  if (!readsSummaries(cohort)) return null;
  const late = db.prepare<[number, number, number], number>(LATE_NOTES_SQL).pluck();
  let count = 0;
  for (const { patientId, admissionIds, outcomeMinute } of encounters) {
    if (outcomeMinute === null) continue;
    for (const id of admissionIds) count += late.get(patientId, id, outcomeMinute) ?? 0;
  }
  if (count === 0) return settled([]);
  return settled([
    {
      severity: 'warning',
      feature: sentence`discharge summary`,
      detail: sentence`summaries of positive stays stored after the event, of which they may tell`,
      count,
    },
  ]);
}

export const NOTE_STORED_AFTER_OUTCOME: LintRule = {
  name: 'note-stored-after-outcome',
  title: 'Summaries stored after the outcome',
  meaning:
    'A discharge summary that was finished after the patient had died or come back may mention it, although it is dated to the discharge.',
  reads: 'records',
  start: startStored,
};

function startAddenda({ db, cohort, encounters }: LintSubject): Check {
  const [kind, mark] = readsSummaries(cohort)
    ? ['discharge', '[0-9]*-AD-[0-9]*']
    : ['radiology', '[0-9]*-AR-[0-9]*'];
  const addenda = db.prepare<[number, number, string, string, number], number>(ADDENDA_SQL).pluck();
  let count = 0;
  for (const { patientId, admissionIds, predictionMinute } of encounters) {
    for (const id of admissionIds) count += addenda.get(patientId, id, kind, mark, predictionMinute) ?? 0;
  }
  if (count === 0) return settled([]);
  return settled([
    {
      severity: 'warning',
      feature: kind === 'discharge' ? sentence`discharge summaries` : sentence`radiology reports`,
      detail: sentence`addenda among the notes that a model reads`,
      count,
    },
  ]);
}

export const NOTE_ADDENDUM: LintRule = {
  name: 'note-addendum',
  title: 'Addenda to notes',
  meaning:
    'An addendum is added to a note later, often because of what happened since, and may carry the date of the note it belongs to.',
  reads: 'records',
  start: startAddenda,
};
