import type { CohortSpec } from '../../api/common.ts';
import type { PatientQuery, PatientRow } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { registeredModel } from '../models.ts';
import { lengthOfStayHours, shownAge } from './encounter-header.ts';
import { type ListedEncounter, patientListing, type PatientListing } from './patient-listing.ts';

export const ROW_SQL = `
  SELECT e.age_years AS ageYears, p.sex, e.admission_type AS admissionType, e.start_minute AS startMinute,
    e.end_minute AS endMinute
  FROM encounter AS e JOIN patient AS p ON p.id = e.patient_id WHERE e.id = ?`;
export const SCORE_SQL = 'SELECT probability FROM prediction WHERE model_id = ? AND encounter_id = ?';

/** Sort keys of all admissions by row id; `null` = not known, which comes last. */
export const SORT_SQL = {
  age: `SELECT id, age_years AS value FROM encounter WHERE kind = 'admission'`,
  lengthOfStay: `SELECT id, end_minute - start_minute AS value FROM encounter WHERE kind = 'admission'`,
  risk: 'SELECT encounter_id AS id, probability AS value FROM prediction WHERE model_id = ?',
} as const;

interface StayRow {
  readonly ageYears: number | null;
  readonly sex: string | null;
  readonly admissionType: string | null;
  readonly startMinute: number;
  readonly endMinute: number | null;
}

/**
 * One page of the encounters of a cohort, of a model's cohort, or of the database.
 * @throws {LacunaError} `not_found` (no such model), `usage`, `labels_unsupported`.
 */
export function listPatients(db: Database, query: PatientQuery): { total: number; rows: PatientRow[] } {
  const listing = patientListing(db, cohortOf(db, query));
  const found = listing.encounters.filter(matching(listing, query));
  const sorted = sortedBy(db, found, query);
  const page = sorted.slice(query.offset, query.offset + query.limit);
  return { total: found.length, rows: rowsOf(db, listing, page, query.model ?? null) };
}

function cohortOf(db: Database, { cohort, model }: PatientQuery): CohortSpec | null {
  if (cohort !== undefined) return cohort;
  if (model === undefined) return null;
  const { cohort: trainedOn, task, preset, labels, timing } = registeredModel(db, model);
  return trainedOn ?? { task, preset, labels, timing };
}

function matching(listing: PatientListing, query: PatientQuery): (encounter: ListedEncounter) => boolean {
  const { search, label, split, present = [], absent = [] } = query;
  const withAll = present.map(listing.withPresent);
  const withNone = absent.map(listing.withPresent);
  return (row) =>
    (search === undefined || row.encounter.includes(search) || row.patient.includes(search)) &&
    (label === undefined || labelName(row) === label) &&
    (split === undefined || row.split === split) &&
    withAll.every((members) => members.has(row.encounterId)) &&
    !withNone.some((members) => members.has(row.encounterId));
}

function sortedBy(
  db: Database,
  encounters: readonly ListedEncounter[],
  { sort, descending, model }: PatientQuery,
): readonly ListedEncounter[] {
  if (sort === 'encounter') return descending ? encounters.toReversed() : encounters;
  if (sort === 'risk' && model === undefined) return encounters;
  const statement = db.prepare<string[], { id: number; value: number | null }>(SORT_SQL[sort]);
  const keys = statement.all(...(sort === 'risk' && model !== undefined ? [model] : []));
  const valueOf = new Map(keys.map(({ id, value }) => [id, value]));
  const direction = descending ? -1 : 1;
  return encounters.toSorted((a, b) => {
    const first = valueOf.get(a.encounterId) ?? null;
    const second = valueOf.get(b.encounterId) ?? null;
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return direction * (first - second);
  });
}

function rowsOf(
  db: Database,
  listing: PatientListing,
  page: readonly ListedEncounter[],
  model: string | null,
): PatientRow[] {
  const stay = db.prepare<[number], StayRow>(ROW_SQL);
  const score = db.prepare<[string, number], number | null>(SCORE_SQL).pluck();
  const states = listing.statesOf(page);
  return page.map((row, i) => {
    const found = stay.get(row.encounterId);
    if (found === undefined) throw new RangeError('a listed encounter is in the database');
    return {
      encounter: row.encounter,
      patient: row.patient,
      ageYears: shownAge(found.ageYears),
      sex: found.sex,
      admissionType: found.admissionType,
      lengthOfStayHours: lengthOfStayHours(found),
      states: states[i] ?? {},
      split: row.split ?? null,
      label: labelName(row),
      probability: model === null ? null : (score.get(model, row.encounterId) ?? null),
    };
  });
}

function labelName({ label }: ListedEncounter): PatientRow['label'] {
  if (label === undefined) return null;
  if (label === null) return 'unlabelled';
  return label === 1 ? 'positive' : 'negative';
}
