import { createHash } from 'node:crypto';
import { LacunaError } from '../../errors.ts';
import type { RecordChunk } from './chunk-writers.ts';
import { COLUMN_TYPES } from './column-types.ts';
import { readChunks, type ReadingState } from './csv-chunks.ts';
import { type CsvFile, WORK_BYTES } from './csv-file.ts';
import { readHeader, requireColumns } from './csv-header.ts';
import type { BrokenRecord } from './csv-scanner.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { markDuplicates } from './duplicate-keys.ts';
import type { NeededField } from './plain-rows.ts';
import { prefetch } from './prefetch.ts';
import { faultSql, rawName, type RowFault, rowFaults } from './row-faults.ts';
import { literal } from './sql-literal.ts';
import type { TableSpec } from './table-spec.ts';

/** A file in DuckDB: a table of `line`, the columns of its spec, the linked ids, and `fault` (0 = a sound row). */
export interface LoadedTable {
  readonly spec: TableSpec;
  readonly file: CsvFile;
  /** Name of the table in DuckDB. */
  readonly name: string;
  readonly faults: readonly RowFault[];
  /** Records that could be read as fields; those that `spec.only` leaves out are not in the table. */
  readonly records: number;
  readonly broken: readonly BrokenRecord[];
  /** SHA-256 of the file as it lies on the disk. */
  readonly sha256: string;
}

export interface LoadOptions {
  readonly session: DuckDbSession;
  /** For temporary files, readable by the owner only. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly onRecords?: ((records: number) => void) | undefined;
}

/**
 * Name in DuckDB of the table read from `hosp/labevents`: `hosp_labevents`. A file of no folder gets one before it, so
 * that eICU's `patient` is not taken for the table in which people are numbered.
 */
export function tableName(table: string): string {
  return (table.includes('/') ? table : `root/${table}`).replaceAll(/\W/g, '_');
}

interface KeptColumn {
  readonly name: string;
  /** Type in DuckDB. */
  readonly sql: string;
  readonly from: string;
}

/** The columns of the table in DuckDB, read or derived. */
function keptColumns({ columns, derived = {} }: TableSpec): KeptColumn[] {
  const read = Object.entries(columns).filter(([, { passing = false }]) => !passing);
  return [
    ...read.map(([name, { type }]) => ({ name, sql: COLUMN_TYPES[type].sql, from: `c.${name}` })),
    ...Object.entries(derived).map(([name, column]) => ({ name, ...column })),
  ];
}

/** Makes the table of a file that the folder does not have: the same columns and no rows. */
export async function createEmptyTable(spec: TableSpec, session: DuckDbSession): Promise<void> {
  const columns = keptColumns(spec).map(({ name, sql }) => `${name} ${sql}, `);
  const ids = LINKS[spec.link ?? 'none'].columns.map((name) => `${name} INTEGER, `);
  await session.run(
    `CREATE TEMP TABLE ${tableName(spec.table)} (line INTEGER, ${columns.join('')}${ids.join('')}fault UTINYINT)`,
  );
}

/**
 * Reads a file into DuckDB, every value checked as text, every row with its physical line and its first fault.
 * @throws {LacunaError} what is wrong with the file as a whole: `missing_column`, `corrupt_gzip`, `wrong_encoding`,
 * `unterminated_quote` ... A bad row is no such thing: it stays in the table with its fault.
 */
export async function loadTable(file: CsvFile, spec: TableSpec, options: LoadOptions): Promise<LoadedTable> {
  const { session, folder, signal, onRecords } = options;
  const header = await readHeader(file);
  const needed = Object.entries(spec.columns)
    .filter(([name, { optional = false }]) => !optional || header.columns.includes(name))
    .map(([name]) => name);
  const positions = requireColumns(header, needed, file);
  const faults = rowFaults(spec);
  const name = tableName(spec.table);
  let state: ReadingState = { records: 0, broken: [] };
  const onRead = ({ records, broken }: ReadingState): void => {
    state = { records, broken };
    onRecords?.(records);
  };
  const hash = createHash('sha256');
  await createEmptyTable(spec, session);
  let rows = 0;
  const fields = header.columns.map((column) => neededField(column, spec));
  await session.leavingCore(async () => {
    for await (const chunk of prefetch(readChunks(file, { header, fields, folder, hash, signal, onRead }))) {
      const isPlain = chunk.form === 'plain';
      const records = isPlain ? `read_parquet(${literal(chunk.path)})` : csvSql(chunk.path, fields.length);
      const converted = isPlain ? plainSql(records, positions, spec) : convertedSql(records, positions, spec);
      await session.run(`INSERT INTO ${name} BY NAME ${linkedSql(converted, spec, faults)}`);
      const before = rows;
      rows = await session.number(`SELECT count(*) FROM ${name}`);
      const counted =
        spec.only === undefined ? rows - before : await session.number(`SELECT count(*) FROM ${records}`);
      requireSameCount(chunk, counted, file);
    }
  });
  await markDuplicates(session, { name, spec, faults });
  return { spec, file, name, faults, ...state, sha256: hash.digest('hex') };
}

/** The two counts of the records of a chunk, by the scanner and by DuckDB, must agree. */
function requireSameCount({ records }: RecordChunk, counted: number, file: CsvFile): void {
  if (counted === records) return;
  throw new LacunaError('unterminated_quote', `two counts of the records differ: ${records} and ${counted}`, {
    file: file.name,
    hint: 'look for stray quotes in the file, or download it again; nothing was imported',
  });
}

/** A chunk is read in pieces of this size, each by one thread: several to a thread, so that none waits for long. */
const READER_BYTES = 2 * WORK_BYTES;

/** Reads a chunk of records as text: `c0` is the line, then come the fields of the file. */
function csvSql(path: string, width: number): string {
  const fields = Array.from({ length: width + 1 }, (_, index) => `'c${index}': 'VARCHAR'`).join(', ');
  return (
    `read_csv(${literal(path)}, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', ` +
    `ignore_errors = true, max_line_size = ${READER_BYTES}, buffer_size = ${READER_BYTES}, columns = {${fields}})`
  );
}

function neededField(name: string, { columns }: TableSpec): NeededField | null {
  const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
  return column === undefined ? null : { name, type: column.type };
}

/** The columns of a spec from plain records, whose values are what their text says: no text stands beside them. */
function plainSql(records: string, positions: ReadonlyMap<string, number>, spec: TableSpec): string {
  const values = Object.entries(spec.columns).map(([name, { type }]) => {
    const { sql, cast } = COLUMN_TYPES[type];
    const read = sql === 'VARCHAR' ? cast(name) : `${name}::${sql}`;
    return `${positions.has(name) ? read : `NULL::${sql}`} AS ${name}, NULL::VARCHAR AS ${rawName(name)}`;
  });
  return `SELECT line, ${values.join(', ')} FROM ${records}`;
}

/** The columns of a spec, converted, beside their text: read, cast, and checked, a step a subquery. */
function convertedSql(csv: string, positions: ReadonlyMap<string, number>, spec: TableSpec): string {
  const columns = Object.entries(spec.columns).map(([name, { type }]) => ({
    name,
    type: COLUMN_TYPES[type],
  }));
  const raw = columns.map(({ name }) => {
    const position = positions.get(name);
    return `${position === undefined ? 'NULL::VARCHAR' : `c${position + 1}`} AS ${rawName(name)}`;
  });
  const cast = columns.map(({ name, type }) => `${type.cast(rawName(name))} AS cast_${name}`);
  const strict = columns.map(({ name, type }) => `${type.strict(`cast_${name}`, rawName(name))} AS ${name}`);
  return (
    `SELECT line, ${columns.map(({ name }) => rawName(name)).join(', ')}, ${strict.join(', ')} FROM ` +
    `(SELECT *, ${cast.join(', ')} FROM (SELECT c0::INTEGER AS line, ${raw.join(', ')} FROM ${csv}))`
  );
}

const PATIENT_JOIN = 'LEFT JOIN patient p ON p.key = c.subject_id';
const encounterJoin = (column: string): string => `LEFT JOIN encounter e ON e.key = c.${column}`;
const BY_ENCOUNTER = {
  columns: ['patient_id', 'encounter_id'],
  ids: 'e.patient_id AS patient_id, e.id AS encounter_id, ',
} as const;
/** By the link of a spec: the joins that find the ids it adds, and where each comes from. */
const LINKS = {
  none: { columns: [], ids: '', joins: '' },
  patient: { columns: ['patient_id'], ids: 'p.id AS patient_id, ', joins: PATIENT_JOIN },
  encounter: {
    columns: ['patient_id', 'encounter_id'],
    ids: 'p.id AS patient_id, e.id AS encounter_id, ',
    joins: `${PATIENT_JOIN} ${encounterJoin('hadm_id')}`,
  },
  admission: { ...BY_ENCOUNTER, joins: encounterJoin('hadm_id') },
  unitStay: { ...BY_ENCOUNTER, joins: encounterJoin('patientunitstayid') },
} as const;

/** Rows with the ids of their patient and admission, and the first fault of each. */
function linkedSql(rows: string, spec: TableSpec, faults: readonly RowFault[]): string {
  const { ids, joins } = LINKS[spec.link ?? 'none'];
  const columns = keptColumns(spec).map(({ name, from }) => `${from} AS ${name}`);
  const where = spec.only === undefined ? '' : ` WHERE (${spec.only}) IS NOT FALSE`;
  return (
    `SELECT c.line, ${columns.join(', ')}, ${ids}(${faultSql(faults)})::UTINYINT AS fault ` +
    `FROM (${rows}) c ${joins}${where}`
  );
}
