import type { SourceKind } from '../../api/services.ts';
import type { Database } from '../database.ts';
import type { Admission, IcuStay, PatientHistory, UnitStay } from './patient-history.ts';

type Whose = 'everybody' | 'source' | 'one';

/** A plain `source_id` would be searched by an index in another order than that of the rows. */
const PATIENTS_OF = { everybody: '', source: 'WHERE +p.source_id = ?', one: 'WHERE p.id = ?' } as const;
const STAYS_OF = { everybody: '', source: 'AND +source_id = ?', one: 'AND patient_id = ?' } as const;

/**
 * Admissions with their person, a person's together and by start: of everybody, of a source, or of one. The joins are in the order
 * of writing (`CROSS JOIN`), in which the rows come sorted without a sort.
 */
export const ADMISSIONS_SQL = (whose: Whose) => `
  SELECT p.id AS patientId, p.source_key AS patient, p.source_id AS sourceId, s.kind AS source, s.name AS sourceName, p.dod,
    p.death_followup_end AS deathFollowupEnd, p.anchor_age AS anchorAge, p.anchor_year_group AS anchorYearGroup, e.id, e.source_key AS key, e.start_minute AS startMinute,
    e.end_minute AS endMinute, e.death_minute AS deathMinute, e.hospital_expire_flag AS hospitalExpireFlag,
    e.admission_type AS admissionType, e.discharge_location AS dischargeLocation, e.age_years AS ageYears,
    e.first_unit AS unit, u.hospital_stay_key AS hospitalStay, h.source_key AS hospital, u.stay_type AS stayType,
    u.visit_number AS visitNumber, u.unit_expired AS unitExpired
  FROM patient AS p
  CROSS JOIN encounter AS e ON e.patient_id = p.id AND e.kind = 'admission'
  CROSS JOIN source AS s ON s.id = p.source_id
  LEFT JOIN unit_stay AS u ON u.patient_id = p.id AND u.encounter_id = e.id
  LEFT JOIN hospital AS h ON h.id = u.hospital_id
  ${PATIENTS_OF[whose]}
  ORDER BY p.id, e.start_minute, e.id`;

/** Stays in intensive care, a person's together: of everybody, of a source, or of one person. */
export const ICU_STAYS_SQL = (whose: Whose) => `
  SELECT id, patient_id AS patientId, parent_id AS admissionId, start_minute AS startMinute, end_minute AS endMinute,
    first_unit AS unit
  FROM encounter WHERE kind = 'icu_stay' ${STAYS_OF[whose]}
  ORDER BY patient_id`;

/** Ids of admissions that several sources have: of everybody's, or of one person's. */
export const SHARED_KEYS_SQL = (whose: Whose) => `
  SELECT source_key FROM encounter
  WHERE kind = 'admission'
    ${whose === 'one' ? 'AND source_key IN (SELECT source_key FROM encounter WHERE patient_id = ?)' : ''}
  GROUP BY source_key HAVING count(*) > 1`;

interface AdmissionRow extends Omit<Admission, 'hospitalExpired' | 'icuStays' | 'unitStay'> {
  readonly patientId: number;
  readonly patient: string;
  readonly sourceId: number;
  readonly source: SourceKind;
  readonly dod: number | null;
  readonly deathFollowupEnd: number | null;
  readonly anchorAge: number | null;
  readonly anchorYearGroup: string | null;
  readonly hospitalExpireFlag: number | null;
  readonly sourceName: string;
  readonly hospitalStay: string | null;
  readonly hospital: string | null;
  readonly stayType: string | null;
  readonly visitNumber: number | null;
  readonly unitExpired: number | null;
}

interface IcuStayRow extends IcuStay {
  readonly id: number;
  readonly patientId: number;
  readonly admissionId: number;
}

/**
 * Streams the histories of a database, one person at a time, by row id.
 * @param sourceId row id of the source whose people are read; of all sources when it is left out.
 */
export function readHistories(db: Database, sourceId?: number): Generator<PatientHistory> {
  const [whose, of] =
    sourceId === undefined ? (['everybody', []] as const) : (['source', [sourceId]] as const);
  const icuStays = db.prepare<number[], IcuStayRow>(ICU_STAYS_SQL(whose)).iterate(...of);
  const rows = db.prepare<number[], AdmissionRow>(ADMISSIONS_SQL(whose)).iterate(...of);
  return historiesOf(rows, icuStays, sharedKeys(db, 'everybody'));
}

/**
 * The history of one person.
 * @param patientId row id in `patient`, of somebody with an admission.
 * @throws {RangeError} when there is no such person.
 */
export function readHistory(db: Database, patientId: number): PatientHistory {
  const icuStays = db.prepare<[number], IcuStayRow>(ICU_STAYS_SQL('one')).all(patientId).values();
  const rows = db.prepare<[number], AdmissionRow>(ADMISSIONS_SQL('one')).all(patientId);
  for (const history of historiesOf(rows, icuStays, sharedKeys(db, 'one', patientId))) return history;
  throw new RangeError('the person has no admission');
}

/** Both by person: one person's are in memory at a time. */
function* historiesOf(
  rows: Iterable<AdmissionRow>,
  icuStays: IterableIterator<IcuStayRow>,
  shared: ReadonlySet<string>,
): Generator<PatientHistory> {
  const staysOf = staysByPerson(icuStays);
  let open: { row: AdmissionRow; admissions: Admission[]; stays: StaysOfPerson } | null = null;
  try {
    for (const row of rows) {
      if (open !== null && open.row.patientId !== row.patientId) {
        yield historyOf(open.row, open.admissions);
        open = null;
      }
      open ??= { row, admissions: [], stays: staysOf(row.patientId) };
      const key = shared.has(row.key) ? `${row.sourceName}:${row.key}` : row.key;
      open.admissions.push(admissionOf({ ...row, key }, open.stays.get(row.id) ?? []));
    }
    if (open !== null) yield historyOf(open.row, open.admissions);
  } finally {
    // Who has seen enough leaves the rest of the stays unread.
    icuStays.return?.();
  }
}

/** Stays in intensive care by admission. */
type StaysOfPerson = ReadonlyMap<number, readonly IcuStayRow[]>;

/** Returns what takes the stays of a person, which is asked for people by rising row id. */
function staysByPerson(rows: Iterator<IcuStayRow>): (patientId: number) => StaysOfPerson {
  let next = rows.next();
  return (patientId) => {
    const own: IcuStayRow[] = [];
    while (next.done !== true && next.value.patientId <= patientId) {
      if (next.value.patientId === patientId) own.push(next.value);
      next = rows.next();
    }
    own.sort((a, b) => a.startMinute - b.startMinute || a.id - b.id);
    return Map.groupBy(own, ({ admissionId }) => admissionId);
  };
}

/** Only a database of several sources can have the same id twice; with one, nothing is searched. */
function sharedKeys(db: Database, whose: Whose, ...patientId: number[]): ReadonlySet<string> {
  const sources = db.prepare<[], number>('SELECT count(*) FROM source').pluck().get() ?? 0;
  if (sources < 2) return new Set();
  return new Set(
    db
      .prepare<number[], string>(SHARED_KEYS_SQL(whose))
      .pluck()
      .all(...patientId),
  );
}

function admissionOf(row: AdmissionRow, icuStays: readonly IcuStay[]): Admission {
  const { id, key, startMinute, endMinute, deathMinute, admissionType, dischargeLocation, ageYears, unit } =
    row;
  const hospitalExpired = flagOf(row.hospitalExpireFlag);
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
    unit,
    icuStays,
    unitStay: unitStayOf(row),
  };
}

function unitStayOf(row: AdmissionRow): UnitStay | null {
  const { hospitalStay, hospital, stayType, visitNumber, unitExpired } = row;
  if (hospitalStay === null || hospital === null) return null;
  return { hospitalStay, hospital, stayType, visitNumber, expired: flagOf(unitExpired) };
}

function flagOf(flag: number | null): boolean | null {
  return flag === null ? null : flag === 1;
}

function historyOf(row: AdmissionRow, admissions: readonly Admission[]): PatientHistory {
  const { patientId, patient, sourceId, source, dod, deathFollowupEnd, anchorAge, anchorYearGroup } = row;
  return {
    id: patientId,
    key: patient,
    sourceId,
    source,
    dod,
    deathFollowupEnd,
    anchorAge,
    anchorYearGroup,
    admissions,
  };
}
