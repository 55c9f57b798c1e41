import type { DuckDbSession } from '../duckdb-session.ts';
import { tableName } from '../load-table.ts';
import type { TableSpec } from '../table-spec.ts';
import { cdmTable } from './cdm-table.ts';
import { type CodeColumns, EVENT_TABLES, MEASUREMENT, NOTE } from './event-tables.ts';
import { sentence } from '../../../../models/wording.ts';

/** Names and codes of concepts. Of the millions that a vocabulary has, those are kept that occur in the records. */
export const CONCEPT: TableSpec = cdmTable(['concept', '2b_concept'], {
  use: 'names',
  columns: {
    concept_id: { type: 'integer', required: true },
    concept_name: { type: 'text' },
    vocabulary_id: { type: 'text', required: true },
    concept_code: { type: 'text', required: true },
  },
  key: ['concept_id'],
  only: 'c.concept_id IN (SELECT concept_id FROM used_concept)',
  without: sentence`codes are those of the source itself, or the numbers of concepts, and have no names`,
  rowBytes: 0,
});

/** Every column that names a concept whose code or name is shown. */
const CONCEPT_COLUMNS: readonly (readonly [TableSpec, readonly string[]])[] = [
  ...[...EVENT_TABLES, MEASUREMENT].map(
    ({ spec, prefix }) => [spec, [`${prefix}_concept_id`, `${prefix}_source_concept_id`]] as const,
  ),
  [MEASUREMENT.spec, ['value_as_concept_id', 'unit_concept_id']],
  [NOTE, ['note_class_concept_id']],
];

/** Collects the concepts that sound rows name; 0 stands for none. */
export async function collectConcepts(session: DuckDbSession): Promise<void> {
  const used = CONCEPT_COLUMNS.flatMap(([{ table }, columns]) =>
    columns.map(
      (column) =>
        `SELECT DISTINCT ${column} AS concept_id FROM ${tableName(table)} WHERE fault = 0 AND ${column} <> 0`,
    ),
  );
  await session.run(`CREATE TEMP TABLE used_concept AS ${used.join(' UNION ')}`);
}

/** Under which names the code systems of vocabularies are known here, where they differ. */
const SYSTEM = `CASE vocabulary_id WHEN 'ICD9Proc' THEN 'ICD9PCS' ELSE vocabulary_id END`;

/** Makes the table `vocabulary` of the concepts that occur; it is empty where the folder has no vocabulary. */
export async function createVocabulary(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE vocabulary AS
     SELECT concept_id, ${SYSTEM} AS system, concept_code AS code, concept_name AS name
     FROM ${tableName(CONCEPT.table)} WHERE fault = 0`,
  );
}

/**
 * System, code and name of what rows `t` name, as SQL over the concepts `k1` and `k2` that `codeJoins` finds: a concept of
 * the vocabulary, else what the source itself writes, else the number of the concept.
 */
export function codeOf({ prefix, ownSystem }: CodeColumns): string {
  const own = `t.${prefix}_source_value`;
  const number = `coalesce(nullif(t.${prefix}_concept_id, 0), t.${prefix}_source_concept_id)::VARCHAR`;
  return (
    `coalesce(k1.system, k2.system, CASE WHEN ${own} IS NULL THEN 'OMOP' ELSE '${ownSystem}' END) AS system, ` +
    `CASE WHEN k1.code IS NOT NULL THEN k1.code WHEN k2.code IS NOT NULL THEN k2.code ELSE coalesce(${own}, ${number}) END AS code, ` +
    `CASE WHEN k1.code IS NOT NULL THEN k1.name ELSE k2.name END AS name`
  );
}

export function codeJoins({ prefix, prefers }: CodeColumns): string {
  const columns = [`${prefix}_source_concept_id`, `${prefix}_concept_id`];
  const [first, second] = prefers === 'source' ? columns : columns.toReversed();
  return (
    `LEFT JOIN vocabulary k1 ON k1.concept_id = t.${first} ` +
    `LEFT JOIN vocabulary k2 ON k2.concept_id = t.${second}`
  );
}
