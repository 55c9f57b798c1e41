import type { CohortDescription } from '../../api/services.ts';
import { type CohortDefinition, isAtDischarge } from '../cohorts/cohort-definition.ts';
import { limitsOf } from '../cohorts/presets.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { Database } from '../database.ts';
import { admitsLateSources } from './leakage-check.ts';

type Finding = CohortDescription['leakage'][number];

export const LATE_NOTES_SQL = `
  SELECT count(*) FROM note
  WHERE patient_id = ? AND encounter_id = ? AND kind = 'discharge' AND store_minute > ?`;

/**
 * Where something later than the prediction time shapes the evidence, the labels or who is in the cohort. What would
 * reach a feature is refused when evidence is read; the rest is for a person to judge.
 */
export function findLeakage(
  db: Database,
  cohort: CohortDefinition,
  encounters: readonly LabelledEncounter[],
): Finding[] {
  return [
    ...lateSources(cohort, encounters),
    ...selectionByWholeStay(cohort, encounters),
    ...selectionByLabel(cohort, encounters),
    ...notesAfterOutcome(db, cohort, encounters),
  ];
}

function lateSources(cohort: CohortDefinition, encounters: readonly LabelledEncounter[]): Finding[] {
  if (!admitsLateSources(cohort)) return [];
  return [
    {
      rule: 'sources written after the prediction time',
      detail: 'Codes and summaries are written at discharge or later, so training on them is refused.',
      count: encounters.length,
    },
  ];
}

/** Before the discharge it is known that a stay has lasted until now, and no more. */
function selectionByWholeStay(cohort: CohortDefinition, encounters: readonly LabelledEncounter[]): Finding[] {
  const { from = 0, to } = limitsOf(cohort).lengthOfStayHours;
  const readsLength = to !== undefined || from > cohort.hours;
  if (isAtDischarge(cohort.task) || !(readsLength || cohort.preset === 'yaib')) return [];
  return [
    {
      rule: 'cohort rule that reads the whole stay',
      detail:
        'The cohort keeps stays by what is not known before they end: its figures do not hold for everybody who is there at the prediction time.',
      count: encounters.length,
    },
  ];
}

function selectionByLabel({ labels }: CohortDefinition, encounters: readonly LabelledEncounter[]): Finding[] {
  const count = encounters.filter(({ label }) => label === null).length;
  if (labels === 'complete' || count === 0) return [];
  return [
    {
      rule: 'selection by what happened later',
      detail: `The label policy "${labels}" leaves out who has no later event, so the others are a sicker selection.`,
      count,
    },
  ];
}

/** A summary that was stored after the event may tell of it. */
function notesAfterOutcome(
  db: Database,
  { timing, task }: CohortDefinition,
  encounters: readonly LabelledEncounter[],
): Finding[] {
  if (timing !== 'retrospective' || !isAtDischarge(task)) return [];
  const late = db.prepare<[number, number, number], number>(LATE_NOTES_SQL).pluck();
  let count = 0;
  for (const { patientId, encounterId, outcomeMinute } of encounters) {
    if (outcomeMinute !== null) count += late.get(patientId, encounterId, outcomeMinute) ?? 0;
  }
  if (count === 0) return [];
  return [
    {
      rule: 'note stored after the outcome',
      detail: 'Discharge summaries of positive encounters were stored after the event and may tell of it.',
      count,
    },
  ];
}
