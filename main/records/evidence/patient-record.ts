import { MODALITIES, type ModalityName } from '../../../models/modalities/modality.ts';
import type { Database } from '../database.ts';
import { labRowReader, type LabRow } from './lab-rows.ts';
import { isOfStayEvents, type StayEventModality } from './stay-events.ts';

/** An admission as evidence reads it. */
export interface AdmissionRow {
  readonly id: number;
  readonly sourceId: number;
  readonly startMinute: number;
  readonly endMinute: number | null;
  readonly edStartMinute: number | null;
  readonly ageYears: number | null;
  readonly admissionType: string | null;
  readonly admissionLocation: string | null;
  readonly insurance: string | null;
  readonly language: string | null;
  readonly maritalStatus: string | null;
  readonly race: string | null;
  readonly fileId: number;
  readonly line: number;
}

export interface TransferRow {
  /** `null`: a visit to the emergency department alone. */
  readonly encounterId: number | null;
  readonly event: string;
  readonly unit: string | null;
  readonly startMinute: number;
}

interface CodedRow {
  readonly encounterId: number | null;
  readonly conceptId: number;
  readonly fileId: number;
  readonly line: number;
}

export type DiagnosisRow = CodedRow;

export interface ProcedureRow extends CodedRow {
  readonly origin: 'procedures_icd' | 'hcpcsevents' | 'procedureevents';
  readonly chartMinute: number | null;
  readonly startMinute: number | null;
  readonly storeMinute: number | null;
}

export interface MedicationRow extends CodedRow {
  readonly startMinute: number | null;
  readonly enteredMinute: number | null;
}

export interface NoteRow {
  readonly encounterId: number | null;
  readonly kind: 'discharge' | 'radiology' | 'other';
  readonly chartMinute: number;
  readonly storeMinute: number | null;
  readonly text: string;
  readonly fileId: number;
  readonly line: number;
}

/** An event of a source that knows by the minute when it was and when it was entered. */
export interface StayEventRow extends CodedRow {
  readonly encounterId: number;
  readonly modality: StayEventModality;
  readonly eventMinute: number;
  /** `null`: entered as it happened. */
  readonly enteredMinute: number | null;
  /** What it says about limits of care; `null`: nothing. */
  readonly careLimit: 'none' | 'some' | 'no_resuscitation' | null;
}

/** What a stay in a unit says beyond `AdmissionRow`. */
export interface UnitStayRow {
  readonly encounterId: number;
  readonly hospitalStartMinute: number;
  readonly hospitalAdmissionSource: string | null;
  readonly unitType: string | null;
  readonly stayType: string | null;
  readonly visitNumber: number | null;
}

/** A modality that the source is known not to cover in an encounter. */
export interface UncoveredRow {
  readonly encounterId: number;
  readonly modality: ModalityName;
}

/**
 * The statements that evidence is read by, each over one patient. None has a join or an order: SQLite would plan such
 * a statement anew for every patient, which takes longer than reading the rows.
 */
export const EVIDENCE_SQL = {
  sex: 'SELECT sex FROM patient WHERE id = ?',
  admissions: `
    SELECT id, source_id AS sourceId, start_minute AS startMinute, end_minute AS endMinute,
      ed_start_minute AS edStartMinute, age_years AS ageYears, admission_type AS admissionType,
      admission_location AS admissionLocation, insurance, language, marital_status AS maritalStatus, race,
      file_id AS fileId, line
    FROM encounter WHERE patient_id = ? AND kind = 'admission'`,
  transfers: `
    SELECT encounter_id AS encounterId, event, unit, start_minute AS startMinute
    FROM transfer WHERE patient_id = ?`,
  diagnoses: `
    SELECT encounter_id AS encounterId, concept_id AS conceptId, file_id AS fileId, line
    FROM diagnosis WHERE patient_id = ?`,
  procedures: `
    SELECT encounter_id AS encounterId, concept_id AS conceptId, origin, chart_minute AS chartMinute,
      start_minute AS startMinute, store_minute AS storeMinute, file_id AS fileId, line
    FROM procedure WHERE patient_id = ?`,
  medications: `
    SELECT encounter_id AS encounterId, concept_id AS conceptId, start_minute AS startMinute,
      entered_minute AS enteredMinute, file_id AS fileId, line
    FROM medication WHERE patient_id = ?`,
  allNotes: `
    SELECT encounter_id AS encounterId, kind, chart_minute AS chartMinute, store_minute AS storeMinute, text,
      file_id AS fileId, line
    FROM note WHERE patient_id = ?`,
  summaries: `
    SELECT encounter_id AS encounterId, kind, chart_minute AS chartMinute, store_minute AS storeMinute, text,
      file_id AS fileId, line
    FROM note WHERE patient_id = ? AND kind = 'discharge'`,
  noteHeads: `
    SELECT encounter_id AS encounterId, kind, chart_minute AS chartMinute, store_minute AS storeMinute, '' AS text,
      file_id AS fileId, line
    FROM note WHERE patient_id = ?`,
  stayEvents: `
    SELECT encounter_id AS encounterId, modality, concept_id AS conceptId, event_minute AS eventMinute,
      entered_minute AS enteredMinute, care_limit AS careLimit, file_id AS fileId, line
    FROM stay_event WHERE patient_id = ?`,
  unitStays: `
    SELECT encounter_id AS encounterId, hospital_start_minute AS hospitalStartMinute,
      hospital_admission_source AS hospitalAdmissionSource, unit_type AS unitType, stay_type AS stayType,
      visit_number AS visitNumber
    FROM unit_stay WHERE patient_id = ?`,
  uncovered: 'SELECT encounter_id AS encounterId, modality FROM uncovered_modality WHERE patient_id = ?',
} as const;

/** All that the record of one person holds. */
export interface PatientRecord {
  readonly sex: string | null;
  /** By start. */
  readonly admissions: readonly AdmissionRow[];
  /** By start. */
  readonly transfers: readonly TransferRow[];
  readonly diagnoses: readonly DiagnosisRow[];
  readonly procedures: readonly ProcedureRow[];
  readonly medications: readonly MedicationRow[];
  /** As far as they were asked for. */
  readonly notes: readonly NoteRow[];
  /** Results and vital signs by the row id of the admission they belong to; those of none are not here. */
  readonly labs: ReadonlyMap<number, readonly LabRow[]>;
  readonly uncovered: readonly UncoveredRow[];
  readonly stayEvents: readonly StayEventRow[];
  /** Of a source whose stays are those in a unit, every one; otherwise none. */
  readonly unitStays: readonly UnitStayRow[];
}

/** Which notes are read; those of `noteHeads` without their texts. */
export type NotesRead = 'allNotes' | 'summaries' | 'noteHeads';

/** What of a record is read. */
export interface RecordParts {
  readonly notes: NotesRead;
  /** Only the events of these; default: of all six. */
  readonly modalities?: readonly ModalityName[] | undefined;
}

/** Prepares the statements once and returns what reads one person's record, as it is at one moment. */
export function patientRecordReader(
  db: Database,
  { notes: notesRead, modalities = MODALITIES }: RecordParts,
): (patientId: number) => PatientRecord {
  const reads = (modality: ModalityName): boolean => modalities.includes(modality);
  const rows = <Row>(sql: string): ((patientId: number) => Row[]) => {
    const statement = db.prepare<[number], Row>(sql);
    return (patientId) => statement.all(patientId);
  };
  const rowsIf = <Row>(isRead: boolean, sql: string) => (isRead ? rows<Row>(sql) : () => []);
  const sex = db.prepare<[number], string | null>(EVIDENCE_SQL.sex).pluck();
  const admissions = rows<AdmissionRow>(EVIDENCE_SQL.admissions);
  const transfers = rowsIf<TransferRow>(reads('demographics'), EVIDENCE_SQL.transfers);
  const diagnoses = rowsIf<DiagnosisRow>(reads('diagnoses'), EVIDENCE_SQL.diagnoses);
  const procedures = rowsIf<ProcedureRow>(reads('procedures'), EVIDENCE_SQL.procedures);
  const medications = rowsIf<MedicationRow>(reads('medications'), EVIDENCE_SQL.medications);
  const notes = rowsIf<NoteRow>(reads('notes'), EVIDENCE_SQL[notesRead]);
  const uncovered = rows<UncoveredRow>(EVIDENCE_SQL.uncovered);
  const stayEvents = rowsIf<StayEventRow>(modalities.some(isOfStayEvents), EVIDENCE_SQL.stayEvents);
  const unitStays = rows<UnitStayRow>(EVIDENCE_SQL.unitStays);
  const labsOf = reads('labs') ? labRowReader(db) : () => new Map<number, LabRow[]>();
  const read = (patientId: number): PatientRecord => {
    const stays = admissions(patientId).sort((a, b) => a.startMinute - b.startMinute || a.id - b.id);
    return {
      sex: sex.get(patientId) ?? null,
      admissions: stays,
      transfers: transfers(patientId).sort((a, b) => a.startMinute - b.startMinute),
      diagnoses: diagnoses(patientId),
      procedures: procedures(patientId),
      medications: medications(patientId),
      notes: notes(patientId),
      labs: labsOf(patientId, stays),
      uncovered: uncovered(patientId),
      stayEvents: stayEvents(patientId).filter(({ modality }) => reads(modality)),
      unitStays: unitStays(patientId),
    };
  };
  const readAtOneMoment = db.transaction(read);
  // Inside a transaction that moment is chosen already.
  return (patientId) => (db.inTransaction ? read(patientId) : readAtOneMoment(patientId));
}
