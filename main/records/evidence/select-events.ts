import {
  labAvailableAt,
  medicationAvailableAt,
  procedureEventAvailableAt,
  reportAvailableAt,
  stayEventAvailableAt,
} from './availability.ts';
import { earlierAdmissions, type EvidenceContext, isOfEncounter, isYetToCome } from './evidence-context.ts';
import type { LabRow } from './lab-rows.ts';
import { withinLookBack } from './look-back.ts';
import type { DiagnosisRow, MedicationRow, NoteRow, ProcedureRow, StayEventRow } from './patient-record.ts';
import { selectStayEvents } from './stay-events.ts';

/** A row that may be used, and how long before the prediction time it happened; `null` where no time is given. */
export interface SelectedRow<Row> {
  readonly row: Row;
  readonly minutesBefore: number | null;
}

/** The rows of one encounter that a model may use. */
export interface SelectedEvents {
  readonly diagnoses: readonly SelectedRow<DiagnosisRow | StayEventRow>[];
  readonly procedures: readonly SelectedRow<ProcedureRow | StayEventRow>[];
  readonly medications: readonly SelectedRow<MedicationRow | StayEventRow>[];
  readonly labs: readonly LabRow[];
  readonly notes: readonly NoteRow[];
  /** Entries of structured notes. */
  readonly entries: readonly SelectedRow<StayEventRow>[];
}

/** Cuts a person's record at the prediction time of one encounter, by the availability rules of its timing. */
export function selectEvents(context: EvidenceContext): SelectedEvents {
  return withinLookBack(context.timed ? selectTimedEvents(context) : selectOfAdmission(context), context);
}

function selectOfAdmission(context: EvidenceContext): SelectedEvents {
  return {
    diagnoses: selectDiagnoses(context),
    procedures: selectProcedures(context),
    medications: selectMedications(context),
    labs: selectLabs(context),
    notes: selectNotes(context),
    entries: [],
  };
}

/** A source that says of every event when it was: both timings see what had been entered by the prediction time. */
function selectTimedEvents(context: EvidenceContext): SelectedEvents {
  return {
    diagnoses: [...selectStayEvents('diagnoses', context), ...selectEarlierDiagnoses(context)],
    procedures: selectStayEvents('procedures', context),
    medications: selectStayEvents('medications', context),
    labs: selectLabs(context),
    notes: selectTimedNotes(context),
    entries: selectStayEvents('notes', context),
  };
}

/** Before the discharge little of an admission is coded yet; codes of earlier ones, already discharged, are known. */
function selectEarlierDiagnoses(context: EvidenceContext): SelectedRow<StayEventRow>[] {
  const { record, timing, encounter } = context;
  // eICU does not order the stays of a person in time.
  if (timing === 'retrospective' || record.unitStays.length > 0) return [];
  const earlier = new Set(earlierAdmissions(context).map(({ id }) => id));
  const rows = record.stayEvents.filter(
    (row) =>
      row.modality === 'diagnoses' &&
      earlier.has(row.encounterId) &&
      !isYetToCome(stayEventAvailableAt(row), encounter),
  );
  return rows.map((row) => ({ row, minutesBefore: encounter.predictionMinute - row.eventMinute }));
}

/** Reports stored so far, and at the discharge the summary of it. */
function selectTimedNotes({ record, encounter, timing, leftOut }: EvidenceContext): NoteRow[] {
  const rows = record.notes.filter((row) => isOfEncounter(row, encounter));
  const available = rows.filter(({ kind, chartMinute, storeMinute }) =>
    kind === 'discharge'
      ? timing === 'retrospective'
      : !isYetToCome(reportAvailableAt(chartMinute, storeMinute), encounter),
  );
  leftOut.add('notes', rows.length - available.length);
  return available;
}

/** Codes of this admission where they are admitted, otherwise those of earlier admissions already discharged. */
function selectDiagnoses(context: EvidenceContext): SelectedRow<DiagnosisRow>[] {
  const { record, timing, encounter, leftOut } = context;
  const isOwn = (row: DiagnosisRow) => isOfEncounter(row, encounter);
  if (timing === 'retrospective')
    return record.diagnoses.filter(isOwn).map((row) => ({ row, minutesBefore: null }));
  leftOut.add('diagnoses', record.diagnoses.filter(isOwn).length);
  const dischargeOf = new Map(earlierAdmissions(context).map(({ id, endMinute }) => [id, endMinute]));
  return record.diagnoses.flatMap((row) => {
    const discharge = row.encounterId === null ? undefined : dischargeOf.get(row.encounterId);
    return discharge === undefined ? [] : [{ row, minutesBefore: encounter.predictionMinute - discharge }];
  });
}

/** Coded procedures of this admission where they are admitted, otherwise what intensive care has recorded so far. */
function selectProcedures(context: EvidenceContext): SelectedRow<ProcedureRow>[] {
  const { record, timing, encounter } = context;
  const rows = record.procedures.filter((row) => isOfEncounter(row, encounter));
  return timing === 'retrospective'
    ? selectTimed(rows.filter(isCoded), 'procedures', codedProcedureTimes, context)
    : selectTimed(rows, 'procedures', procedureEventTimes, context);
}

function selectMedications(context: EvidenceContext): SelectedRow<MedicationRow>[] {
  const rows = context.record.medications.filter((row) => isOfEncounter(row, context.encounter));
  return selectTimed(rows, 'medications', medicationTimes, context);
}

/** Results and vital signs of the encounter that were stored by the prediction time. */
function selectLabs({ record, encounter, leftOut }: EvidenceContext): LabRow[] {
  const { predictionMinute, admissionIds } = encounter;
  const rows = admissionIds.flatMap((id) => record.labs.get(id) ?? []);
  const available = rows.filter(
    ({ chartMinute, storeMinute }) => labAvailableAt(chartMinute, storeMinute) <= predictionMinute,
  );
  leftOut.add('labs', rows.length - available.length);
  return available;
}

/** The discharge summary where it is admitted, otherwise the radiology reports stored so far. */
function selectNotes({ record, encounter, timing, leftOut }: EvidenceContext): NoteRow[] {
  const rows = record.notes.filter((row) => isOfEncounter(row, encounter));
  if (timing === 'retrospective') return rows.filter(({ kind }) => kind === 'discharge');
  const available = rows.filter(
    ({ kind, chartMinute, storeMinute }) =>
      kind === 'radiology' && !isYetToCome(reportAvailableAt(chartMinute, storeMinute), encounter),
  );
  leftOut.add('notes', rows.length - available.length);
  return available;
}

/** When an event happened and from when it could be known, minutes; `null` = not said, never. */
interface EventTimes {
  readonly eventMinute: number | null;
  readonly availableAt: number | null;
}

function selectTimed<Row>(
  rows: readonly Row[],
  modality: 'procedures' | 'medications',
  timesOf: (row: Row, context: EvidenceContext) => EventTimes,
  context: EvidenceContext,
): SelectedRow<Row>[] {
  const { encounter, leftOut } = context;
  const selected = rows.flatMap((row) => {
    const { eventMinute, availableAt } = timesOf(row, context);
    if (isYetToCome(availableAt, encounter)) return [];
    return [{ row, minutesBefore: eventMinute === null ? null : encounter.predictionMinute - eventMinute }];
  });
  leftOut.add(modality, rows.length - selected.length);
  return selected;
}

function isCoded({ origin }: ProcedureRow): boolean {
  return origin !== 'procedureevents';
}

/** A chartdate counts from its midnight; one after the discharge is not known then. */
function codedProcedureTimes({ chartMinute }: ProcedureRow, { encounter }: EvidenceContext): EventTimes {
  return { eventMinute: chartMinute, availableAt: chartMinute ?? encounter.predictionMinute };
}

/** Codes are assigned after the discharge, so before it no coded procedure is available. */
function procedureEventTimes(row: ProcedureRow): EventTimes {
  const { startMinute, storeMinute } = row;
  return isCoded(row)
    ? { eventMinute: null, availableAt: null }
    : { eventMinute: startMinute, availableAt: procedureEventAvailableAt(startMinute, storeMinute) };
}

function medicationTimes({ startMinute, enteredMinute }: MedicationRow): EventTimes {
  return {
    eventMinute: startMinute ?? enteredMinute,
    availableAt: medicationAvailableAt(startMinute, enteredMinute),
  };
}
