import type { DuckDbSession } from '../duckdb-session.ts';
import { dayEnd, isMidnight, knownFrom } from '../timed-records/midnight.ts';
import type { TimedEvents } from '../timed-records/timed-records.ts';

export const NOTES = 'meds_note';
export const RESULTS = 'meds_result';

/** Rows at a time, with their person `p` and the stay `e` that they name, where it is known. */
const LINKED = `
  FROM meds_row t
  JOIN patient p ON p.key = t.subject_id
  LEFT JOIN encounter e ON e.key = t.stay_key AND e.patient_id = p.id
  WHERE t.time IS NOT NULL`;

/** Views of rows as coded events. Diagnoses and coded procedures are assigned after the discharge. */
export const TIMED_EVENTS: readonly TimedEvents[] = [
  { modality: 'diagnoses', view: 'meds_diagnosis', codedAtDischarge: 'true' },
  { modality: 'procedures', view: 'meds_procedure', codedAtDischarge: `t.use = 'procedure'` },
  { modality: 'medications', view: 'meds_medication' },
];

const USES: Readonly<Record<string, readonly string[]>> = {
  meds_diagnosis: ['diagnosis'],
  meds_procedure: ['procedure', 'charted_procedure'],
  meds_medication: ['medication'],
};

/** What is behind `NOTE` says the kind of a note. */
const KIND = `CASE WHEN t.rest ILIKE '%discharge%' THEN 'discharge' WHEN t.rest ILIKE '%radiology%' THEN 'radiology' ELSE 'other' END`;

/** Shows rows as events, notes and results. */
export async function createViews(session: DuckDbSession): Promise<void> {
  for (const { view } of TIMED_EVENTS) {
    const uses = (USES[view] ?? []).map((use) => `'${use}'`).join(', ');
    await session.run(
      `CREATE TEMP VIEW ${view} AS
       SELECT p.id AS patient_id, e.id AS encounter_id, t.file_id, t.line, t.use, t.system, coalesce(t.rest, t.code) AS code,
         coalesce(t.name, CASE WHEN t.system = 'DRUG' THEN t.rest END) AS name, t.time AS event_minute,
         ${knownFrom('t.time', 'e.end_minute')} AS entered_minute
       ${LINKED} AND t.use IN (${uses})`,
    );
  }
  await session.run(
    `CREATE TEMP VIEW ${NOTES} AS
     SELECT p.id AS patient_id, e.id AS encounter_id, t.file_id, t.line, t.file_id || ':' || t.line AS source_key,
       ${KIND} AS kind, t.time AS chart_minute,
       CASE WHEN ${isMidnight('t.time')} THEN ${dayEnd('t.time')} ELSE t.time END AS store_minute, t.said AS text
     ${LINKED} AND t.use = 'note' AND t.said IS NOT NULL`,
  );
  await session.run(`CREATE TEMP VIEW ${RESULTS} AS ${resultRows()}`);
}

/** MIMIC_IV_MEDS puts the unit behind the number of an item; elsewhere what is behind a name may be anything. */
const STEPS = `string_split(t.rest, '//')`;
const ENDS_WITH_UNIT = `regexp_full_match(t.rest, '\\d+//.*')`;
const ITEM = `CASE WHEN ${ENDS_WITH_UNIT} THEN ${STEPS}[1] ELSE coalesce(t.rest, t.code) END`;
const UNIT = `coalesce(t.unit, CASE WHEN ${ENDS_WITH_UNIT} THEN nullif(array_to_string(${STEPS}[2:], '//'), 'UNK') END)`;

/** Numbers are float32, so what was written beside one says no more where it is the same as a float32. */
const TEXT =
  'CASE WHEN t.numeric_value IS NULL OR try_cast(t.said AS FLOAT) IS DISTINCT FROM t.numeric_value::FLOAT ' +
  'THEN t.said END';

function resultRows(): string {
  return `
    SELECT p.id AS patient_id, e.id AS encounter_id, t.file_id, t.line, t.fault, t.system, ${ITEM} AS itemid, t.name,
      t.time AS charttime, CASE WHEN t.use = 'stored_result' THEN t.time END AS storetime,
      t.numeric_value AS valuenum, ${UNIT} AS valueuom, NULL::DOUBLE AS ref_range_lower,
      NULL::DOUBLE AS ref_range_upper, ${TEXT} AS text, false AS abnormal
    ${LINKED} AND t.use IN ('result', 'stored_result')`;
}
