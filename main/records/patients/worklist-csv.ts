import { MODALITIES } from '../../../models/modalities/modality.ts';
import type { PatientQuery, PatientRow } from '../../api/services.ts';
import { csvLine } from '../../csv/csv-text.ts';
import type { Database } from '../database.ts';
import { registeredModel } from '../models.ts';
import { findPatients, rowsAt } from './list-patients.ts';

const HEADER = [
  'encounter',
  'patient',
  'risk',
  'model',
  'ageYears',
  'sex',
  'admissionType',
  'lengthOfStayHours',
  'outcome',
  'split',
  ...MODALITIES,
];

/** Rows whose states are read together. */
const BATCH = 1_000;

/**
 * All encounters that a query finds as CSV, in its order, each with its as-found score and the model that gave it; a
 * risk that is not assessed is empty. Ages of 90 and over are 90, no date is in it, and text that a spreadsheet would
 * run is disarmed.
 * @throws {LacunaError} those of `listPatients`.
 */
export function worklistCsv(db: Database, query: PatientQuery): string {
  const { listing, found } = findPatients(db, query);
  const { model } = query;
  const modelName = model === undefined ? null : registeredModel(db, model).name;
  const lines = [csvLine(HEADER)];
  for (let start = 0; start < found.length; start += BATCH) {
    const positions = Array.from(found.subarray(start, start + BATCH));
    for (const row of rowsAt(db, { listing, model }, positions)) lines.push(lineOf(row, modelName));
  }
  return lines.join('');
}

function lineOf(row: PatientRow, model: string | null): string {
  return csvLine([
    row.encounter,
    row.patient,
    row.probability,
    row.probability === null ? null : model,
    row.ageYears,
    row.sex,
    row.admissionType,
    row.lengthOfStayHours,
    row.label,
    row.split,
    ...MODALITIES.map((modality) => row.states[modality] ?? null),
  ]);
}
