import { LacunaError } from '../../errors.ts';
import { COLUMN_TYPES } from './column-types.ts';
import { type CsvChunk, readChunks } from './csv-chunks.ts';
import type { CsvFile } from './csv-file.ts';
import { readHeader, requireColumns } from './csv-header.ts';
import { CsvScanner } from './csv-scanner.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { prefetch } from './prefetch.ts';
import { faultSql, rawName, type RowFault, rowFaults } from './row-faults.ts';
import type { TableSpec } from './table-spec.ts';

/** A file in DuckDB: a table of `line`, the columns of its spec, the linked ids, and `fault` (0 = a sound row). */
export interface LoadedTable {
  readonly spec: TableSpec;
  readonly file: CsvFile;
  /** Name of the table in DuckDB. */
  readonly name: string;
  readonly faults: readonly RowFault[];
  readonly scanner: CsvScanner;
}

export interface LoadOptions {
  readonly session: DuckDbSession;
  /** For temporary files, readable by the owner only. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly onRecords?: ((records: number) => void) | undefined;
}

/** Physical line of the first record: the header takes one line. */
const FIRST_LINE = 2;
const CHUNK_TABLE = 'chunk';
const JUMP_TABLE = 'jump';

/** Name in DuckDB of the table read from `hosp/labevents`: `hosp_labevents`. */
export function tableName(table: string): string {
  return table.replaceAll(/\W/g, '_');
}

/**
 * Reads a file into DuckDB, every value checked as text, every row with its physical line and its first fault.
 * @throws {LacunaError} what is wrong with the file as a whole: `missing_column`, `corrupt_gzip`, `wrong_encoding`,
 * `unterminated_quote` ... A bad row is no such thing: it stays in the table with its fault.
 */
export async function loadTable(file: CsvFile, spec: TableSpec, options: LoadOptions): Promise<LoadedTable> {
  const { session } = options;
  const header = await readHeader(file);
  const needed = Object.entries(spec.columns).filter(([name, { optional }]) => {
    return !(optional ?? false) || header.columns.includes(name);
  });
  const positions = requireColumns(
    header,
    needed.map(([name]) => name),
    file,
  );
  const faults = rowFaults(spec);
  const name = tableName(spec.table);
  const scanner = new CsvScanner(header.columns.length, FIRST_LINE);
  const chunks = readChunks(file, { ...options, header, scanner });
  for await (const chunk of prefetch(chunks)) {
    const source = chunkSql(chunk, { spec, positions, width: header.columns.length });
    await session.run(
      `CREATE OR REPLACE TEMP TABLE ${CHUNK_TABLE} AS SELECT * EXCLUDE (${rawNames(spec)}), ` +
        `(${faultSql(faults, 'raw')})::UTINYINT AS fault FROM (${source})`,
    );
    await requireCount(session, chunk, file);
    const target =
      chunk.firstRecord === 0 ? `CREATE OR REPLACE TEMP TABLE ${name} AS` : `INSERT INTO ${name}`;
    await session.run(`${target} ${await linkedSql(session, chunk, { spec, scanner, faults })}`);
  }
  await session.run(`DROP TABLE IF EXISTS ${CHUNK_TABLE}`);
  await markDuplicates(session, { name, spec, faults });
  return { spec, file, name, faults, scanner };
}

/** Makes the table of a file that the folder does not have: the same columns and no rows. */
export async function createEmptyTable(spec: TableSpec, session: DuckDbSession): Promise<void> {
  const columns = Object.entries(spec.columns).map(([name, { type }]) => `${name} ${COLUMN_TYPES[type].sql}`);
  await session.run(
    `CREATE TEMP TABLE ${tableName(spec.table)} (line INTEGER, ${columns.join(', ')}, ` +
      `patient_id INTEGER, encounter_id INTEGER, fault UTINYINT)`,
  );
}

/** The two counts of the records of a chunk, by the scanner and by DuckDB, must agree. */
async function requireCount(session: DuckDbSession, chunk: CsvChunk, file: CsvFile): Promise<void> {
  const counted = await session.number(`SELECT count(*) FROM ${CHUNK_TABLE}`);
  if (counted === chunk.records) return;
  throw new LacunaError(
    'unterminated_quote',
    `two counts of the records differ: ${chunk.records} and ${counted} after record ${chunk.firstRecord}`,
    {
      file: file.name,
      hint: 'look for stray quotes in the file, or download it again; nothing was imported',
    },
  );
}

interface ChunkShape {
  readonly spec: TableSpec;
  readonly positions: ReadonlyMap<string, number>;
  /** Number of columns in the file. */
  readonly width: number;
}

/** The converted columns of a chunk beside their text: read, cast, and checked, a step a subquery. */
function chunkSql({ path }: CsvChunk, { spec, positions, width }: ChunkShape): string {
  const fields = Array.from({ length: width }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  const csv =
    `read_csv(${literal(path)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', ` +
    `ignore_errors = true, max_line_size = 4194304, buffer_size = 16777216, columns = {${fields}})`;
  const columns = Object.entries(spec.columns).map(([name, { type }]) => ({
    name,
    type: COLUMN_TYPES[type],
  }));
  const raw = columns.map(({ name }) => {
    const position = positions.get(name);
    return `${position === undefined ? 'NULL::VARCHAR' : `c${position}`} AS ${rawName(name)}`;
  });
  const cast = columns.map(({ name, type }) => `${type.cast(rawName(name))} AS cast_${name}`);
  const strict = columns.map(({ name, type }) => {
    return `${type.strict(`cast_${name}`, rawName(name))} AS ${name}`;
  });
  return (
    `SELECT ${rawNames(spec)}, ${strict.join(', ')} FROM ` +
    `(SELECT *, ${cast.join(', ')} FROM (SELECT ${raw.join(', ')} FROM ${csv}))`
  );
}

function rawNames({ columns }: TableSpec): string {
  return Object.keys(columns).map(rawName).join(', ');
}

interface LinkShape {
  readonly spec: TableSpec;
  readonly scanner: CsvScanner;
  readonly faults: readonly RowFault[];
}

/** A chunk's rows with their physical lines and the ids of their patient and admission. */
async function linkedSql(
  session: DuckDbSession,
  chunk: CsvChunk,
  { spec, scanner, faults }: LinkShape,
): Promise<string> {
  const jumps = await fillJumps(session, chunk, scanner);
  const { ids, joins } = LINKS[spec.link ?? 'none'];
  const columns = Object.keys(spec.columns).map((name) => `c.${name}`);
  return (
    `SELECT (c.record + ${FIRST_LINE}${jumps ? ' + coalesce(j.lines, 0)' : ''})::INTEGER AS line, ` +
    `${columns.join(', ')}, ${ids} ` +
    `(CASE WHEN c.fault > 0 THEN c.fault ELSE ${faultSql(faults, 'linked')} END)::UTINYINT AS fault ` +
    `FROM (SELECT rowid + ${chunk.firstRecord} AS record, * FROM ${CHUNK_TABLE}) c ` +
    `${jumps ? `ASOF LEFT JOIN ${JUMP_TABLE} j ON c.record >= j.record ` : ''}${joins}` +
    `${spec.only === undefined ? '' : ` WHERE (${spec.only}) IS NOT FALSE`}`
  );
}

const PATIENT_JOIN = 'LEFT JOIN patient p ON p.key = c.subject_id';
const ENCOUNTER_JOIN = 'LEFT JOIN encounter e ON e.key = c.hadm_id';
/** By the link of a spec: the ids it adds, and the joins that find them. */
const LINKS = {
  none: { ids: '', joins: '' },
  patient: { ids: 'p.id AS patient_id,', joins: PATIENT_JOIN },
  encounter: { ids: 'p.id AS patient_id, e.id AS encounter_id,', joins: `${PATIENT_JOIN} ${ENCOUNTER_JOIN}` },
  admission: { ids: 'e.patient_id AS patient_id, e.id AS encounter_id,', joins: ENCOUNTER_JOIN },
} as const;

/** Puts the jumps that concern a chunk into a table; false when there are none and a record's line is its number. */
async function fillJumps(session: DuckDbSession, chunk: CsvChunk, scanner: CsvScanner): Promise<boolean> {
  const { jumpRecords, jumpLines } = scanner;
  const end = chunk.firstRecord + chunk.records;
  const rows: [number, number][] = [];
  for (let index = 0; index < jumpRecords.length; index += 1) {
    const record = jumpRecords[index] ?? 0;
    const isLastBefore =
      record <= chunk.firstRecord && (jumpRecords[index + 1] ?? Infinity) > chunk.firstRecord;
    if (isLastBefore || (record > chunk.firstRecord && record < end))
      rows.push([record, jumpLines[index] ?? 0]);
  }
  if (rows.length === 0) return false;
  await session.run(`CREATE OR REPLACE TABLE ${JUMP_TABLE} (record INTEGER, lines INTEGER)`);
  await session.appendIntegers(JUMP_TABLE, rows);
  return true;
}

interface KeyShape {
  readonly name: string;
  readonly spec: TableSpec;
  readonly faults: readonly RowFault[];
}

/** Of the sound rows of one key, the first stays and the others get the fault `duplicate_key`. */
async function markDuplicates(session: DuckDbSession, { name, spec, faults }: KeyShape): Promise<void> {
  if (spec.key === undefined) return;
  const key = spec.key.join(', ');
  const distinct = spec.key.length === 1 ? key : `(${key})`;
  const surplus = await session.number(
    `SELECT count(*) - count(DISTINCT ${distinct}) FROM ${name} WHERE fault = 0`,
  );
  if (surplus === 0) return;
  const fault = faults.findIndex(({ code }) => code === 'duplicate_key') + 1;
  await session.run(
    `UPDATE ${name} SET fault = ${fault} WHERE line IN (SELECT line FROM ` +
      `(SELECT line, row_number() OVER (PARTITION BY ${key} ORDER BY line) AS n FROM ${name} WHERE fault = 0) ` +
      `WHERE n > 1)`,
  );
}

/** A text as a literal of SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
