import type { Database } from '../database.ts';
import type { Admission, IcuStay, PatientHistory } from './patient-history.ts';

/** Every admission with its person, a person's together and by start. */
export const ADMISSIONS_SQL = `
  SELECT p.id AS patientId, p.source_key AS patient, s.kind AS source, p.dod, p.death_followup_end AS deathFollowupEnd,
    e.id, e.source_key AS key, e.start_minute AS startMinute, e.end_minute AS endMinute,
    e.death_minute AS deathMinute, e.hospital_expire_flag AS hospitalExpireFlag, e.admission_type AS admissionType,
    e.discharge_location AS dischargeLocation, e.age_years AS ageYears
  FROM patient AS p
  JOIN source AS s ON s.id = p.source_id
  JOIN encounter AS e ON e.patient_id = p.id AND e.kind = 'admission'
  ORDER BY p.id, e.start_minute, e.id`;

export const ICU_STAYS_SQL = `
  SELECT parent_id AS admissionId, start_minute AS startMinute, end_minute AS endMinute
  FROM encounter WHERE parent_id IS NOT NULL AND kind = 'icu_stay'
  ORDER BY parent_id, start_minute, id`;

interface AdmissionRow extends Omit<Admission, 'hospitalExpired' | 'icuStays'> {
  readonly patientId: number;
  readonly patient: string;
  readonly source: string;
  readonly dod: number | null;
  readonly deathFollowupEnd: number | null;
  readonly hospitalExpireFlag: number | null;
}

/** Streams the histories of a database, one person at a time, by row id. */
export function* readHistories(db: Database): Generator<PatientHistory> {
  const icuStays = readIcuStays(db);
  let open: { row: AdmissionRow; admissions: Admission[] } | null = null;
  for (const row of db.prepare<[], AdmissionRow>(ADMISSIONS_SQL).iterate()) {
    if (open !== null && open.row.patientId !== row.patientId) {
      yield historyOf(open.row, open.admissions);
      open = null;
    }
    open ??= { row, admissions: [] };
    open.admissions.push(admissionOf(row, icuStays.get(row.id) ?? []));
  }
  if (open !== null) yield historyOf(open.row, open.admissions);
}

function readIcuStays(db: Database): Map<number, IcuStay[]> {
  const rows = db.prepare<[], IcuStay & { admissionId: number }>(ICU_STAYS_SQL).all();
  return Map.groupBy(rows, ({ admissionId }) => admissionId);
}

function admissionOf(row: AdmissionRow, icuStays: readonly IcuStay[]): Admission {
  const { id, key, startMinute, endMinute, deathMinute, admissionType, dischargeLocation, ageYears } = row;
  const hospitalExpired = row.hospitalExpireFlag === null ? null : row.hospitalExpireFlag === 1;
  return {
    id,
    key,
    startMinute,
    endMinute,
    deathMinute,
    hospitalExpired,
    admissionType,
    dischargeLocation,
    ageYears,
    icuStays,
  };
}

function historyOf(row: AdmissionRow, admissions: readonly Admission[]): PatientHistory {
  const { patientId, patient, source, dod, deathFollowupEnd } = row;
  return { id: patientId, key: patient, source, dod, deathFollowupEnd, admissions };
}
