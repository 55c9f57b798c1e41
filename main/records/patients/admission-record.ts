import type { Database } from '../database.ts';
import type { LabRow } from '../evidence/lab-rows.ts';
import {
  type AdmissionRow,
  type DiagnosisRow,
  type MedicationRow,
  type NoteRow,
  patientRecordReader,
  type ProcedureRow,
  type StayEventRow,
} from '../evidence/patient-record.ts';
import { resolveEncounter } from './encounter-id.ts';

/** All rows of one admission as recorded, before and after any prediction time. */
export interface AdmissionRecord {
  readonly sex: string | null;
  readonly admission: AdmissionRow;
  readonly diagnoses: readonly DiagnosisRow[];
  readonly procedures: readonly ProcedureRow[];
  readonly medications: readonly MedicationRow[];
  readonly notes: readonly NoteRow[];
  readonly labs: readonly LabRow[];
  readonly stayEvents: readonly StayEventRow[];
}

/**
 * @param encounter the source's id of an admission, or `source:id`.
 * @throws {LacunaError} `unknown_encounter`.
 */
export function admissionRecord(db: Database, encounter: string): AdmissionRecord {
  const { encounterId, patientId } = resolveEncounter(db, encounter);
  const record = patientRecordReader(db, { notes: 'allNotes' })(patientId);
  const admission = record.admissions.find(({ id }) => id === encounterId);
  if (admission === undefined) throw new RangeError('a resolved encounter is in the record');
  const own = <Row extends { readonly encounterId: number | null }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.encounterId === encounterId);
  return {
    sex: record.sex,
    admission,
    diagnoses: own(record.diagnoses),
    procedures: own(record.procedures),
    medications: own(record.medications),
    notes: own(record.notes),
    labs: record.labs.get(encounterId) ?? [],
    stayEvents: own(record.stayEvents),
  };
}
