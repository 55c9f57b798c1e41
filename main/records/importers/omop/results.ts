import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import { MEASUREMENT } from './event-tables.ts';
import { codeJoins, codeOf } from './vocabulary.ts';

export const RESULTS = 'result_row';

/** Standard concepts of what may stand before a number; `=` says nothing. */
const OPERATORS: Readonly<Record<number, string>> = {
  4171754: '<=',
  4171755: '>=',
  4171756: '<',
  4172704: '>',
};

const OPERATOR = `CASE t.operator_concept_id ${Object.entries(OPERATORS)
  .map(([id, sign]) => `WHEN ${id} THEN '${sign}'`)
  .join(' ')} END`;

/**
 * The text of a result where it says more than its number: an operator before it, or, without a number, what the source
 * wrote, or the concept that is its value.
 */
const TEXT =
  `CASE WHEN t.value_as_number IS NULL THEN coalesce(t.value_source_value, w.name, ` +
  `nullif(t.value_as_concept_id, 0)::VARCHAR) WHEN ${OPERATOR} IS NOT NULL ` +
  `THEN coalesce(t.value_source_value, ${OPERATOR} || ' ' || t.value_as_number) END`;

const OUT_OF_RANGE = 't.value_as_number < t.range_low OR t.value_as_number > t.range_high';

/** Shows measurements as results. The source does not say when a result was there. */
export async function createResults(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP VIEW ${RESULTS} AS
     SELECT t.patient_id, t.encounter_id, t.file_id, t.line, t.fault, ${codeOf(MEASUREMENT).replace('AS code', 'AS itemid')},
       t.event_minute AS charttime, NULL::INTEGER AS storetime, t.value_as_number AS valuenum,
       coalesce(t.unit_source_value, u.code) AS valueuom, t.range_low AS ref_range_lower,
       t.range_high AS ref_range_upper, ${TEXT} AS text, coalesce(${OUT_OF_RANGE}, false) AS abnormal
     FROM ${tableName(MEASUREMENT.spec.table)} t ${codeJoins(MEASUREMENT)}
     LEFT JOIN vocabulary u ON u.concept_id = t.unit_concept_id
     LEFT JOIN vocabulary w ON w.concept_id = t.value_as_concept_id`,
  );
}
