import { SPLITS } from '../../../models/training/dataset.ts';
import type { CohortSpec } from '../../api/common.ts';
import type { PatientQuery, PatientRow } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { registeredModel } from '../models.ts';
import { lengthOfStayHours, shownAge } from './encounter-header.ts';
import { LABELS } from './list-columns.ts';
import { patientListing, type PatientListing } from './patient-listing.ts';

export const ROW_SQL = `
  SELECT e.age_years AS ageYears, p.sex, e.admission_type AS admissionType, e.start_minute AS startMinute,
    e.end_minute AS endMinute
  FROM encounter AS e JOIN patient AS p ON p.id = e.patient_id WHERE e.id = ?`;
export const SCORE_SQL = 'SELECT probability FROM prediction WHERE model_id = ? AND encounter_id = ?';

interface StayRow {
  readonly ageYears: number | null;
  readonly sex: string | null;
  readonly admissionType: string | null;
  readonly startMinute: number;
  readonly endMinute: number | null;
}

/**
 * One page of the encounters of a cohort, of a model's cohort, or of the database.
 * @returns `scored`: encounters of the database that the model was asked about, 0 without a model.
 * @throws {LacunaError} `not_found` (no such model), `usage`, `labels_unsupported`.
 */
export function listPatients(
  db: Database,
  query: PatientQuery,
): { total: number; scored: number; rows: PatientRow[] } {
  const { listing, found } = findPatients(db, query);
  const page = Array.from(found.subarray(query.offset, query.offset + query.limit));
  const scored = query.model === undefined ? 0 : listing.risksOf(query.model).scored;
  return { total: found.length, scored, rows: rowsAt(db, { listing, model: query.model }, page) };
}

/** The positions of all encounters that a query asks for, in its order. */
export function findPatients(
  db: Database,
  query: PatientQuery,
): { readonly listing: PatientListing; readonly found: Uint32Array } {
  const listing = patientListing(db, cohortOf(db, query));
  const wanted = listing.matching(query);
  const order = listing.inOrder(query);
  return { listing, found: wanted === null ? order : order.filter((position) => wanted[position] === 1) };
}

/** The cohort that is asked for, that of the model, or none. */
export function cohortOf(
  db: Database,
  { cohort, model }: Pick<PatientQuery, 'cohort' | 'model'>,
): CohortSpec | null {
  if (cohort !== undefined) return cohort;
  if (model === undefined) return null;
  const { cohort: trainedOn, task, preset, labels, timing } = registeredModel(db, model);
  return trainedOn ?? { task, preset, labels, timing };
}

/** The rows at some positions of a listing, with the scores of a model. */
export function rowsAt(
  db: Database,
  { listing, model }: { readonly listing: PatientListing; readonly model: string | undefined },
  positions: readonly number[],
): PatientRow[] {
  const stay = db.prepare<[number], StayRow>(ROW_SQL);
  const score = db.prepare<[string, number], number | null>(SCORE_SQL).pluck();
  const { ids, encounters, patients, labels, splits } = listing.columns;
  const states = listing.statesAt(positions);
  return positions.map((position, i) => {
    const id = ids[position] ?? 0;
    const found = stay.get(id);
    if (found === undefined) throw new RangeError('a listed encounter is in the database');
    return {
      encounter: encounters.at(position),
      patient: patients.at(position),
      ageYears: shownAge(found.ageYears),
      sex: found.sex,
      admissionType: found.admissionType,
      lengthOfStayHours: lengthOfStayHours(found),
      states: states[i] ?? {},
      split: SPLITS[splits[position] ?? -1] ?? null,
      label: LABELS[labels[position] ?? -1] ?? null,
      probability: model === undefined ? null : (score.get(model, id) ?? null),
    };
  });
}
