import { requireColumns } from '../csv-header.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import { filesOf, type ImportWork } from '../import-work.ts';
import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import { tableFormatOf } from '../table-format.ts';
import { CODE_RULES, type CodeRule } from './code-rules.ts';
import { CODES, DATA, OWN_RULES } from './tables.ts';
import { sentence, type Sentence } from '../../../../models/wording.ts';

/**
 * Counts the codes of all shards before they are read in full, and says by the rules what each is: the table
 * `known_code`, with the rule's `prefix`, `use` and `system` (NULL where none fits) and `rest`, what follows the prefix.
 */
export async function findCodes(work: ImportWork): Promise<void> {
  const { session } = work;
  await countCodes(work);
  await session.run(`CREATE TEMP TABLE code_rule AS ${rules()}`);
  await session.run(
    `CREATE TEMP TABLE known_code AS
     SELECT row_number() OVER (ORDER BY k.code)::INTEGER AS id, k.code, k.n, r.prefix, r.use, r.system,
       nullif(ltrim(substr(k.code, length(r.prefix) + 1), '/'), '') AS rest
     FROM (SELECT code, sum(n)::BIGINT AS n FROM code_count WHERE code IS NOT NULL GROUP BY code) k
     LEFT JOIN (
       SELECT k.code, max_by(struct_pack(prefix := r.prefix, use := r.use, system := r.system), (r.is_own, length(r.prefix)))
         AS rule
       FROM (SELECT DISTINCT code FROM code_count) k JOIN code_rule r ON ${fits('k.code', 'r.prefix')}
       GROUP BY k.code
     ) f ON f.code = k.code
     CROSS JOIN LATERAL (SELECT f.rule.prefix AS prefix, f.rule.use AS use, f.rule.system AS system) r`,
  );
}

async function countCodes(work: ImportWork): Promise<void> {
  const { session, folder, signal } = work;
  await session.run('CREATE TEMP TABLE code_count (code VARCHAR, n BIGINT)');
  for (const { file } of filesOf(work, DATA)) {
    const table = await tableFormatOf(file).open(file, { session, folder, signal, onRead: () => undefined });
    const position = requireColumns(table, ['code'], file).get('code') ?? 0;
    for await (const { sql } of table.pieces) {
      await session.run(
        `INSERT INTO code_count SELECT c${position + 1} AS code, count(*) FROM ${sql} GROUP BY ALL`,
      );
    }
  }
}

/** Whether a code is a prefix, or goes on behind it with another step. */
function fits(code: string, prefix: string): string {
  return `(lower(${code}) = lower(${prefix}) OR starts_with(lower(${code}), lower(${prefix}) || '/'))`;
}

/** The rules that are known here and those of the folder, which come first. */
function rules(): string {
  const known = CODE_RULES.map(
    ({ prefix, use, system, besides }: CodeRule) =>
      `(${[prefix, use, system, besides].map((text) => (text === undefined ? 'NULL' : literal(text))).join(', ')}, false)`,
  );
  const isBeside = `EXISTS (SELECT 1 FROM code_count o WHERE ${fits('o.code', 'v.besides')})`;
  return (
    `SELECT prefix, CASE WHEN ${isBeside} THEN 'unused' ELSE use END AS use, system, is_own ` +
    `FROM (VALUES ${known.join(', ')}) v(prefix, use, system, besides, is_own) ` +
    `UNION ALL SELECT prefix, use, coalesce(system, prefix), true FROM ${tableName(OWN_RULES.table)} WHERE fault = 0`
  );
}

/** Makes `meds_row`, every sound row with what its code is and is called. */
export async function createRows(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE TEMP TABLE named_code AS
     SELECT k.id, k.code, k.use, k.system, k.rest, c.description AS name
     FROM known_code k LEFT JOIN ${tableName(CODES.table)} c ON c.code = k.code AND c.fault = 0`,
  );
  await session.run(
    `CREATE TEMP VIEW meds_row AS
     SELECT t.*, k.code, k.use, k.system, k.rest, k.name
     FROM ${tableName(DATA.table)} t JOIN named_code k ON k.id = t.code_id WHERE t.fault = 0`,
  );
}

/** Codes of which not even a part is known, by their first step. */
const UNKNOWN_CODES = `
  SELECT regexp_extract(code, '^[^/]*') AS step, sum(n) AS n
  FROM known_code WHERE use IS NULL GROUP BY step ORDER BY n DESC, step`;
const UNUSED_CODES = `
  SELECT prefix, sum(n) AS n FROM known_code WHERE use = 'unused' GROUP BY prefix ORDER BY n DESC, prefix`;

/** Prefixes that are told one by one; of a dataset with more, the others are told together. */
const TOLD = 30;
const LONGEST_STEP = 60;

/** Says which codes serve nothing, with the rows they are in. */
export async function tellUnusedCodes({ session, account }: ImportWork): Promise<void> {
  const tell = (code: string, count: number, message: Sentence): void => {
    account.warn({ code, file: DATA.table, count, message });
  };
  for (const { prefix, n } of await session.rows(UNUSED_CODES))
    tell('left_out_codes', Number(n), sentence`codes ${String(prefix)} are left out by rule`);
  const unknown = await session.rows(UNKNOWN_CODES);
  for (const { step, n } of unknown.slice(0, TOLD)) {
    const name = String(step).slice(0, LONGEST_STEP);
    tell('unknown_codes', Number(n), sentence`codes that begin with ${name} fit no rule: they are not used`);
  }
  const others = unknown.slice(TOLD);
  const rows = others.reduce((sum, { n }) => sum + Number(n), 0);
  tell(
    'unknown_codes',
    rows,
    sentence`codes that begin in ${others.length} other ways fit no rule: they are not used`,
  );
}
