import { areOf, type PatientRows } from '../patient-ranges.ts';
import { joinConcept } from './concepts.ts';

const MINUTES_PER_DAY = 1440;

/** Rows of `diagnosis`. @param fileId id of `hosp/diagnoses_icd`. */
export function diagnosisRows(fileId: number): PatientRows {
  return rowsOf(
    'diagnosis',
    'hosp_diagnoses_icd',
    (sound) => `
    SELECT t.patient_id, ${fileId} AS file_id, t.line, t.encounter_id, k.id AS concept_id,
      t.seq_num::INTEGER AS sequence
    FROM hosp_diagnoses_icd t ${joinConcept('hosp_diagnoses_icd')}
    WHERE ${sound} ORDER BY t.patient_id, t.line`,
  );
}

/** Rows of `procedure` of a table that knows days only. @param fileId id of the table's file. */
export function dailyProcedureRows(
  table: 'hosp_procedures_icd' | 'hosp_hcpcsevents',
  fileId: number,
): PatientRows {
  return rowsOf(
    'procedure',
    table,
    (sound) => `
    SELECT t.patient_id, ${fileId} AS file_id, t.line, t.encounter_id, k.id AS concept_id,
      '${table.replace('hosp_', '')}' AS origin, t.chartdate * ${MINUTES_PER_DAY} AS chart_minute,
      t.seq_num::INTEGER AS sequence
    FROM ${table} t ${joinConcept(table)}
    WHERE ${sound} ORDER BY t.patient_id, t.line`,
  );
}

/** Rows of `procedure` charted in an ICU. @param fileId id of `icu/procedureevents`. */
export function timedProcedureRows(fileId: number): PatientRows {
  return rowsOf(
    'procedure',
    'icu_procedureevents',
    (sound) => `
    SELECT t.patient_id, ${fileId} AS file_id, t.line, t.encounter_id, k.id AS concept_id,
      'procedureevents' AS origin, t.starttime AS start_minute, t.endtime AS end_minute,
      t.storetime AS store_minute
    FROM icu_procedureevents t ${joinConcept('icu_procedureevents')}
    WHERE ${sound} ORDER BY t.patient_id, t.line`,
  );
}

/** Rows of `medication`: prescriptions, each with the time its order was entered. @param fileId id of their file. */
export function medicationRows(fileId: number): PatientRows {
  return rowsOf(
    'medication',
    'hosp_prescriptions',
    (sound) => `
    SELECT t.patient_id, ${fileId} AS file_id, t.line, t.encounter_id, k.id AS concept_id,
      t.starttime AS start_minute, t.stoptime AS stop_minute, f.entertime AS entered_minute, t.route,
      nullif(concat_ws(' ', t.dose_val_rx, t.dose_unit_rx), '') AS dose
    FROM hosp_prescriptions t ${joinConcept('hosp_prescriptions')}
    LEFT JOIN hosp_pharmacy f ON f.pharmacy_id = t.pharmacy_id AND f.fault = 0
    WHERE ${sound} ORDER BY t.patient_id, t.line`,
  );
}

/** Pharmacy orders that no prescription refers to: read, and of no use. */
export const UNUSED_PHARMACY_COUNT = `
  SELECT count(*) FROM hosp_pharmacy f WHERE f.fault = 0
    AND NOT EXISTS (SELECT 1 FROM hosp_prescriptions t WHERE t.pharmacy_id = f.pharmacy_id AND t.fault = 0)`;

/** Rows of `note`. @param fileId id of the file of this kind. */
export function noteRows(kind: 'discharge' | 'radiology', fileId: number): PatientRows {
  return rowsOf(
    'note',
    `note_${kind}`,
    (sound) => `
    SELECT t.patient_id, ${fileId} AS file_id, t.line, t.encounter_id, t.note_id AS source_key, '${kind}' AS kind,
      t.charttime AS chart_minute, t.storetime AS store_minute, t.text
    FROM note_${kind} t WHERE ${sound} ORDER BY t.patient_id, t.line`,
  );
}

/** Rows of `uncovered_modality`. @param fileId id of the coverage file. */
export function uncoveredRows(fileId: number): string {
  return `
    SELECT patient_id, encounter_id, modality, ${fileId} AS file_id, line
    FROM root_coverage WHERE fault = 0 ORDER BY patient_id, encounter_id`;
}

/** @param query of the rows `t` for which the given SQL holds. */
function rowsOf(table: PatientRows['table'], from: string, query: (sound: string) => string): PatientRows {
  return {
    table,
    from: `${from} WHERE fault = 0`,
    query: (range) => query(`t.fault = 0 AND ${areOf(range)}`),
  };
}
