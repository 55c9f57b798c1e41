import type { ModalityName } from '../../../models/modalities/modality.ts';
import { MINUTES_PER_DAY } from '../cohorts/calendar.ts';
import type { Timing } from '../cohorts/cohort-definition.ts';

/** When what a source column says may be known. Nothing that becomes available after the prediction time is used. */
export interface AvailabilityRule {
  readonly modality: ModalityName;
  /** File of the source, or what was derived from it. */
  readonly source: string;
  readonly timings: readonly Timing[];
  readonly availableAt: string;
  /** Columns of the database, `table.column`, that reach a feature by this rule or decide when. */
  readonly columns: readonly string[];
}

const BOTH: readonly Timing[] = ['retrospective', 'available'];

const STAY_EVENT_COLUMNS = [
  'stay_event.encounter_id',
  'stay_event.modality',
  'stay_event.concept_id',
  'stay_event.event_minute',
  'stay_event.entered_minute',
  'stay_event.care_limit',
  'stay_event.file_id',
  'stay_event.line',
];
const ENTERED = 'the later of the offset of the event and the one at which it was entered or ordered';
const CODED =
  'the later of the time of the event and that of its being entered; where the source does not say when it was coded, the discharge';
const ORDERED = 'the later of the start and the time of its being ordered or entered, where that is said';
const STAY_EVENTS = [
  {
    modality: 'diagnoses',
    source: 'Condition (FHIR)',
    availableAt:
      'the recordedDate, by the day its end, not before the onset; without one the end of the stay',
  },
  {
    modality: 'procedures',
    source: 'Procedure (FHIR)',
    availableAt: 'the end of the stay: R4 does not say when a procedure was recorded',
  },
  {
    modality: 'medications',
    source: 'MedicationRequest, MedicationAdministration (FHIR)',
    availableAt:
      'the later of authoredOn, by the day its end, and the first dose; of a dose when it was given; without a time the end of the stay',
  },
  { modality: 'diagnoses', source: 'diagnosis, admissionDx, pastHistory (eICU)', availableAt: ENTERED },
  {
    modality: 'procedures',
    source: 'treatment, respiratoryCharting, carePlanGeneral (eICU)',
    availableAt: ENTERED,
  },
  { modality: 'medications', source: 'medication, infusionDrug, admissionDrug (eICU)', availableAt: ENTERED },
  { modality: 'diagnoses', source: 'diagnoses (OMOP, MEDS, mapped files)', availableAt: CODED },
  { modality: 'procedures', source: 'procedures (OMOP, MEDS, mapped files)', availableAt: CODED },
  { modality: 'medications', source: 'medications (OMOP, MEDS, mapped files)', availableAt: ORDERED },
  { modality: 'notes', source: 'note, physicalExam (eICU)', availableAt: ENTERED },
] as const;

/**
 * Every column that reaches a feature. A column that is not listed here is not read for evidence, which a test holds
 * against the statements themselves.
 */
export const AVAILABILITY: readonly AvailabilityRule[] = [
  {
    modality: 'demographics',
    source: 'hosp/patients, hosp/admissions',
    timings: BOTH,
    availableAt: 'the start of the admission',
    columns: [
      'patient.sex',
      'encounter.age_years',
      'encounter.start_minute',
      'encounter.ed_start_minute',
      'encounter.admission_type',
      'encounter.admission_location',
      'encounter.insurance',
      'encounter.language',
      'encounter.marital_status',
      'encounter.race',
      'encounter.file_id',
      'encounter.line',
    ],
  },
  {
    modality: 'demographics',
    source: 'hosp/admissions: earlier admissions of the person',
    timings: BOTH,
    availableAt: 'the discharge of the earlier admission; later discharges are not read',
    columns: ['encounter.start_minute', 'encounter.end_minute'],
  },
  {
    modality: 'demographics',
    source: 'hosp/transfers',
    timings: BOTH,
    availableAt: 'the time of arrival in the unit; when it is left is not read',
    columns: ['transfer.encounter_id', 'transfer.event', 'transfer.unit', 'transfer.start_minute'],
  },
  {
    modality: 'notes',
    source: 'note/discharge',
    timings: ['retrospective'],
    availableAt: 'the discharge, by declaration: it is written then and stored within days',
    columns: [
      'note.encounter_id',
      'note.kind',
      'note.chart_minute',
      'note.text',
      'note.file_id',
      'note.line',
    ],
  },
  {
    modality: 'notes',
    source: 'note/radiology',
    timings: ['available'],
    availableAt: 'the later of charttime and storetime; never without a storetime',
    columns: [
      'note.encounter_id',
      'note.kind',
      'note.chart_minute',
      'note.store_minute',
      'note.text',
      'note.file_id',
      'note.line',
    ],
  },
  {
    modality: 'labs',
    source: 'hosp/labevents, icu/chartevents',
    timings: BOTH,
    availableAt: 'storetime, not before charttime; without a storetime 24 h after charttime',
    columns: ['lab_block.encounter_id', 'lab_block.file_id', 'lab_block.data'],
  },
  {
    modality: 'labs',
    source: 'ed/triage, ed/vitalsign, with ed/edstays',
    timings: BOTH,
    availableAt: 'charttime; of triage, which has no time, the arrival in the emergency department',
    columns: ['lab_block.encounter_id', 'lab_block.file_id', 'lab_block.data'],
  },
  {
    modality: 'diagnoses',
    source: 'hosp/diagnoses_icd: this admission',
    timings: ['retrospective'],
    availableAt: 'the discharge, by declaration: codes are assigned after it',
    columns: ['diagnosis.encounter_id', 'diagnosis.concept_id', 'diagnosis.file_id', 'diagnosis.line'],
  },
  {
    modality: 'diagnoses',
    source: 'hosp/diagnoses_icd: earlier admissions of the person',
    timings: ['available'],
    availableAt: 'the discharge of the earlier admission',
    columns: [
      'diagnosis.encounter_id',
      'diagnosis.concept_id',
      'diagnosis.file_id',
      'diagnosis.line',
      'encounter.end_minute',
    ],
  },
  {
    modality: 'procedures',
    source: 'hosp/procedures_icd, hosp/hcpcsevents',
    timings: ['retrospective'],
    availableAt: 'the discharge, by declaration; not where the chartdate is later than it',
    columns: [
      'procedure.encounter_id',
      'procedure.origin',
      'procedure.concept_id',
      'procedure.chart_minute',
      'procedure.file_id',
      'procedure.line',
    ],
  },
  {
    modality: 'procedures',
    source: 'icu/procedureevents',
    timings: ['available'],
    availableAt: 'the later of starttime and storetime',
    columns: [
      'procedure.encounter_id',
      'procedure.origin',
      'procedure.concept_id',
      'procedure.start_minute',
      'procedure.store_minute',
      'procedure.file_id',
      'procedure.line',
    ],
  },
  {
    modality: 'medications',
    source: 'hosp/prescriptions, hosp/pharmacy',
    timings: BOTH,
    availableAt: 'the later of starttime and the entertime of the pharmacy order; never without a time',
    columns: [
      'medication.encounter_id',
      'medication.concept_id',
      'medication.start_minute',
      'medication.entered_minute',
      'medication.file_id',
      'medication.line',
    ],
  },
  {
    modality: 'demographics',
    source: 'patient (eICU)',
    timings: BOTH,
    availableAt: 'the admission to the unit',
    columns: [
      'unit_stay.encounter_id',
      'unit_stay.hospital_start_minute',
      'unit_stay.hospital_admission_source',
      'unit_stay.unit_type',
      'unit_stay.stay_type',
      'unit_stay.visit_number',
    ],
  },
  ...STAY_EVENTS.map((rule) => ({
    ...rule,
    timings: BOTH,
    columns: STAY_EVENT_COLUMNS,
  })),
  {
    modality: 'notes',
    source: 'notes (FHIR, OMOP, MEDS, mapped files)',
    timings: BOTH,
    availableAt:
      'the later of the time of the note and that of its being stored, never without the second; the discharge summary in retrospect alone, at the discharge',
    columns: [
      'note.encounter_id',
      'note.kind',
      'note.chart_minute',
      'note.store_minute',
      'note.text',
      'note.file_id',
      'note.line',
    ],
  },
  {
    modality: 'labs',
    source: 'results and vital signs (FHIR, OMOP, MEDS, mapped files)',
    timings: BOTH,
    availableAt: 'the time of storing, not before that of measuring; without one 24 h after the measuring',
    columns: ['lab_block.encounter_id', 'lab_block.file_id', 'lab_block.data'],
  },
  {
    modality: 'labs',
    source: 'lab, vitalPeriodic, vitalAperiodic, apacheApsVar, hourly values (eICU)',
    timings: BOTH,
    availableAt:
      'the later of the offset of the result and of its last revision; an hour when it is over, the APACHE variables 24 h after the admission to the unit',
    columns: ['lab_block.encounter_id', 'lab_block.file_id', 'lab_block.data'],
  },
];

/** Columns that tell the outcome, or what was only known later: never an input, in no timing. */
export const NEVER_FEATURES: readonly string[] = [
  'encounter.discharge_location',
  'encounter.death_minute',
  'encounter.hospital_expire_flag',
  'patient.dod',
  'patient.death_followup_end',
  'medication.stop_minute',
  'procedure.end_minute',
  'transfer.end_minute',
  'unit_stay.unit_expired',
];

/** A result counts from when it was stored; one whose storing is not known, from a day after the sample. */
export function labAvailableAt(chartMinute: number, storeMinute: number | null): number {
  return storeMinute === null ? chartMinute + MINUTES_PER_DAY : Math.max(chartMinute, storeMinute);
}

/** An event of eICU counts from when it was entered or ordered, not before it happened. */
export function stayEventAvailableAt({
  eventMinute,
  enteredMinute,
}: {
  readonly eventMinute: number;
  readonly enteredMinute: number | null;
}): number {
  return Math.max(eventMinute, enteredMinute ?? eventMinute);
}

/** `null` where neither time is known: such an order is never used. */
export function medicationAvailableAt(
  startMinute: number | null,
  enteredMinute: number | null,
): number | null {
  return startMinute === null && enteredMinute === null
    ? null
    : Math.max(startMinute ?? -Infinity, enteredMinute ?? -Infinity);
}

/** `null` where one of the two is not known: such an event is never used. */
export function procedureEventAvailableAt(
  startMinute: number | null,
  storeMinute: number | null,
): number | null {
  return startMinute === null || storeMinute === null ? null : Math.max(startMinute, storeMinute);
}

/** `null` where the time of storing is not known: such a report is never used. */
export function reportAvailableAt(chartMinute: number, storeMinute: number | null): number | null {
  return storeMinute === null ? null : Math.max(chartMinute, storeMinute);
}
