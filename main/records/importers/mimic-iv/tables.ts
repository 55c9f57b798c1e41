import type { ModalityName } from '../../../../models/modalities/modality.ts';
import type { TableSpec } from '../table-spec.ts';
import {
  CHART_EVENTS,
  COVERAGE,
  DIAGNOSES_ICD,
  DISCHARGE_NOTES,
  HCPCS_EVENTS,
  LAB_EVENTS,
  PHARMACY,
  PRESCRIPTIONS,
  PROCEDURE_EVENTS,
  PROCEDURES_ICD,
  RADIOLOGY_NOTES,
} from './event-tables.ts';
import { ED_STAYS, EMERGENCY_TABLES } from './emergency-tables.ts';
import { NAME_TABLES } from './name-tables.ts';
import { ADMISSIONS, ICU_STAYS, PATIENTS, TRANSFERS } from './people-tables.ts';

const EMERGENCY_SPECS = EMERGENCY_TABLES.map(({ spec }) => spec);

/** Every table that is read, in the order of reading. */
export const MIMIC_IV_TABLES: readonly TableSpec[] = [
  PATIENTS,
  ADMISSIONS,
  ICU_STAYS,
  TRANSFERS,
  ...NAME_TABLES,
  DIAGNOSES_ICD,
  PROCEDURES_ICD,
  HCPCS_EVENTS,
  PROCEDURE_EVENTS,
  PRESCRIPTIONS,
  PHARMACY,
  LAB_EVENTS,
  CHART_EVENTS,
  ED_STAYS,
  ...EMERGENCY_SPECS,
  DISCHARGE_NOTES,
  RADIOLOGY_NOTES,
  COVERAGE,
];

/** Tables of which any one makes a modality available; demographics is always there. */
export const MODALITY_TABLES: Readonly<Record<Exclude<ModalityName, 'demographics'>, readonly TableSpec[]>> =
  {
    notes: [DISCHARGE_NOTES, RADIOLOGY_NOTES],
    labs: [LAB_EVENTS, CHART_EVENTS, ...EMERGENCY_SPECS],
    diagnoses: [DIAGNOSES_ICD],
    procedures: [PROCEDURES_ICD, HCPCS_EVENTS, PROCEDURE_EVENTS],
    medications: [PRESCRIPTIONS],
  };
