import type { ModalityName } from '../../../models/modalities/modality.ts';
import type { CohortDefinition, Timing } from '../cohorts/cohort-definition.ts';
import type { LabelledEncounter } from '../cohorts/select-cohort.ts';
import type { Tally } from '../cohorts/tally.ts';
import type { AdmissionRow, PatientRecord } from './patient-record.ts';

/** What an encounter's evidence needs of it: anything with a prediction time, labelled or not. */
export type EvidenceEncounter = Pick<
  LabelledEncounter,
  'encounterId' | 'encounter' | 'admissionIds' | 'patientId' | 'patient' | 'startMinute' | 'predictionMinute'
>;

/** What the evidence of one encounter is made with. */
export interface EvidenceContext {
  readonly encounter: EvidenceEncounter;
  readonly record: PatientRecord;
  /** Whether the source says of every event when it was, and so keeps them as such. */
  readonly timed: boolean;
  readonly timing: Timing;
  readonly inputs: CohortDefinition['inputs'];
  /** Nothing that happened longer before the prediction time is used. */
  readonly lookBackMinutes: number;
  /** Modalities that the source covers, so that an empty one has none recorded. */
  readonly covered: ReadonlySet<ModalityName>;
  /** Events of the encounter that were not yet available, counted by modality. */
  readonly leftOut: Tally;
}

/** An earlier admission of the same person, discharged by the prediction time. */
export interface EarlierAdmission extends AdmissionRow {
  readonly endMinute: number;
}

/** Whether an event belongs to the admissions of an encounter. */
export function isOfEncounter(
  { encounterId }: { readonly encounterId: number | null },
  { admissionIds }: EvidenceEncounter,
): boolean {
  return encounterId !== null && admissionIds.includes(encounterId);
}

/** Whether something is not available by the prediction time; `null` = never. */
export function isYetToCome(availableAt: number | null, { predictionMinute }: EvidenceEncounter): boolean {
  return availableAt === null || availableAt > predictionMinute;
}

/** Admissions outside the encounter that had ended by the prediction time, by start. */
export function earlierAdmissions({ record, encounter }: EvidenceContext): EarlierAdmission[] {
  return record.admissions.filter(
    (admission): admission is EarlierAdmission =>
      !encounter.admissionIds.includes(admission.id) && !isYetToCome(admission.endMinute, encounter),
  );
}
