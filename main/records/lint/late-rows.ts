import type { ModalityName } from '../../../models/modalities/modality.ts';
import { LacunaError } from '../../errors.ts';
import { Tally } from '../cohorts/tally.ts';
import { labAvailableAt } from '../evidence/availability.ts';
import type { Dictionaries } from '../evidence/encounter-evidence.ts';
import type { LabRow } from '../evidence/lab-rows.ts';
import type { DiagnosisRow, MedicationRow, ProcedureRow, StayEventRow } from '../evidence/patient-record.ts';
import type { SelectedEvents } from '../evidence/select-events.ts';
import { conceptName } from '../evidence/concept-name.ts';
import { type Check, type LintRule, type LintSubject, perFeature, type SeenEncounter } from './rule.ts';
import { type Sentence, sentence, worded } from '../../../models/wording.ts';

/** It happened after the prediction, was written down after it, or its result came after it. */
type Lateness = 'happened' | 'stored' | 'pending';

interface LateRow {
  readonly lateness: Lateness;
  readonly modality: ModalityName;
  /** `null`: a note. */
  readonly row: TimedRow | LabRow | null;
}

type TimedRow = DiagnosisRow | ProcedureRow | MedicationRow | StayEventRow;

/**
 * Selected rows that were not there at the prediction time. The times are those of the columns themselves, not those
 * by which the rows were selected, so that a mistake there is found here.
 */
export function* lateRows(selected: SelectedEvents, predictionMinute: number): Generator<LateRow> {
  const isLate = (minute: number | null) => minute !== null && minute > predictionMinute;
  const lists = [
    ['diagnoses', selected.diagnoses],
    ['procedures', selected.procedures],
    ['medications', selected.medications],
    ['notes', selected.entries],
  ] as const;
  for (const [modality, rows] of lists) {
    for (const { row } of rows) {
      const { happened, stored } = timesOf(row);
      if (isLate(happened)) yield { lateness: 'happened', modality, row };
      else if (isLate(stored)) yield { lateness: 'stored', modality, row };
    }
  }
  for (const row of selected.labs) {
    if (isLate(row.chartMinute)) yield { lateness: 'happened', modality: 'labs', row };
    else if (isLate(labAvailableAt(row.chartMinute, row.storeMinute)))
      yield { lateness: 'pending', modality: 'labs', row };
  }
  for (const { kind, chartMinute, storeMinute } of selected.notes) {
    // A summary counts as written at the discharge, by declaration; its own rules look at when it was stored.
    if (kind !== 'radiology') continue;
    if (isLate(chartMinute)) yield { lateness: 'happened', modality: 'notes', row: null };
    else if (isLate(storeMinute ?? Infinity)) yield { lateness: 'stored', modality: 'notes', row: null };
  }
}

interface Times {
  readonly happened: number | null;
  /** `Infinity`: it should have such a time and has none. */
  readonly stored: number | null;
}

function timesOf(row: TimedRow): Times {
  if ('eventMinute' in row) return { happened: row.eventMinute, stored: row.enteredMinute };
  if ('enteredMinute' in row) {
    const { startMinute, enteredMinute } = row;
    return {
      happened: startMinute,
      stored: startMinute === null ? (enteredMinute ?? Infinity) : enteredMinute,
    };
  }
  if (!('origin' in row)) return { happened: null, stored: null };
  if (row.origin !== 'procedureevents') return { happened: row.chartMinute, stored: null };
  return { happened: row.startMinute, stored: row.storeMinute ?? Infinity };
}

/**
 * Refuses the rows of one encounter if any of them is later than its prediction time.
 * @throws {LacunaError} `leakage`, with the number of rows concerned.
 */
export function refuseLateRows(selected: SelectedEvents, predictionMinute: number): void {
  const late = [...lateRows(selected, predictionMinute)].length;
  if (late === 0) return;
  throw new LacunaError(
    'leakage',
    worded`${late} values of an encounter are later than its prediction time`,
    {
      hint: 'this is a defect of the application: please report it',
    },
  );
}

const DETAILS: Readonly<Record<Lateness, Sentence>> = {
  happened: sentence`rows dated after the prediction time that a model would read`,
  stored: sentence`rows entered or stored after the prediction time that a model would read`,
  pending: sentence`results not back at the prediction time that a model would read`,
};

function checkOf(lateness: Lateness): (subject: LintSubject) => Check {
  return ({ dictionaries }) => {
    const counts = new Tally();
    return {
      see: ({ selected, encounter }: SeenEncounter) => {
        for (const late of lateRows(selected, encounter.predictionMinute)) {
          if (late.lateness === lateness) counts.add(nameOf(late, dictionaries));
        }
      },
      findings: () => perFeature('error', counts.toRecord(), DETAILS[lateness]),
    };
  };
}

function nameOf({ row, modality }: LateRow, { codes, labs }: Dictionaries): string {
  if (row === null) return modality;
  return conceptName(codes.concept('conceptId' in row ? row.conceptId : labs.conceptOf(row)));
}

export const EVENT_AFTER_PREDICTION: LintRule = {
  name: 'event-after-prediction',
  title: 'Events after the prediction',
  meaning:
    'The model would read something that had not happened yet when it is asked for a risk, such as a drug that was started because the patient got worse.',
  reads: 'records',
  start: checkOf('happened'),
};

export const STORED_AFTER_PREDICTION: LintRule = {
  name: 'stored-after-prediction',
  title: 'Entries written after the prediction',
  meaning:
    'The model would read something that was written into the record only later, although it is dated before: at the bedside nobody could have seen it.',
  reads: 'records',
  start: checkOf('stored'),
};

export const RESULT_PENDING: LintRule = {
  name: 'result-pending',
  title: 'Results that were still pending',
  meaning:
    'The blood was drawn before the prediction, but the laboratory reported after it; a model that reads the result knows it too early.',
  reads: 'records',
  start: checkOf('pending'),
};
