import type { RecordTable } from '../record-tables.ts';
import type { DuckDbSession } from './duckdb-session.ts';

/** The first and the last of some patients. */
export type PatientRange = readonly [first: number, last: number];

/** Rows of people that are staged in the order of these. */
export interface PatientRows {
  readonly table: RecordTable;
  /** What they are made of, as SQL behind FROM, to count by `patient_id`. */
  readonly from: string;
  /** The rows of some patients in their order, as SQL in DuckDB with the columns of the table. */
  readonly query: (range: PatientRange) => string;
}

/** Rows of `t` that are of these patients, as SQL. */
export function areOf([first, last]: PatientRange): string {
  return `t.patient_id BETWEEN ${first} AND ${last}`;
}

/**
 * Ranges of patients that have about as many rows each, in order: sorting takes more memory the more rows there are, so
 * not all of a source are sorted at once.
 * @param from rows with `patient_id`, as SQL behind FROM.
 */
export async function patientRanges(
  session: DuckDbSession,
  from: string,
  mostRows: number,
): Promise<PatientRange[]> {
  const ranges = await session.rows(
    `SELECT min(patient_id) AS first, max(patient_id) AS last FROM (
       SELECT patient_id, (sum(n) OVER (ORDER BY patient_id) - n) // ${mostRows} AS part
       FROM (SELECT patient_id, count(*) AS n FROM ${from} GROUP BY patient_id)
     ) GROUP BY part ORDER BY part`,
  );
  return ranges.map(({ first, last }) => [Number(first), Number(last)]);
}
