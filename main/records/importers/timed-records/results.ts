import type { DuckDbSession } from '../duckdb-session.ts';
import type { LabTable } from '../stage-labs.ts';
import type { TimedRecords } from './timed-records.ts';

/** All results, each with the admission of the stay that it names; the others find theirs when they are read. */
export const ADMISSION_RESULTS: LabTable = { table: 'admission_result', system: 't.system' };

export const RESULTS_BY_FILE = `
  SELECT file_id, count(*) AS n FROM ${ADMISSION_RESULTS.table} WHERE fault = 0 GROUP BY file_id ORDER BY file_id`;

/** A source without results has an empty view of them. */
const NO_RESULTS = `
  SELECT 0 AS patient_id, 0 AS encounter_id, 0 AS file_id, 0 AS line, 1 AS fault, '' AS system, '' AS itemid,
    0 AS charttime, 0 AS storetime, 0::DOUBLE AS valuenum, '' AS valueuom, 0::DOUBLE AS ref_range_lower,
    0::DOUBLE AS ref_range_upper, '' AS text, false AS abnormal
  WHERE false`;

export async function createAdmissionResults(
  session: DuckDbSession,
  { results }: TimedRecords,
): Promise<void> {
  const rows =
    results === null
      ? NO_RESULTS
      : `SELECT t.* REPLACE (a.admission_id AS encounter_id)
         FROM ${results} t LEFT JOIN admission_of a ON a.encounter_id = t.encounter_id`;
  await session.run(`CREATE TEMP VIEW ${ADMISSION_RESULTS.table} AS ${rows}`);
}
