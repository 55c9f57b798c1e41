import { LacunaError } from '../../errors.ts';
import { columnType } from './column-types.ts';
import type { ReadingState } from './csv-chunks.ts';
import type { CsvFile } from './csv-file.ts';
import { requireColumns, type TableHeader } from './csv-header.ts';
import type { BrokenRecord } from './csv-scanner.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { linkedIds, linkJoins, linkOf } from './links.ts';
import { pieceValues } from './piece-values.ts';
import { prefetch } from './prefetch.ts';
import { columnName, faultSql, type RowFault, rowFaults } from './row-faults.ts';
import type { NumberedFile } from './stage-source.ts';
import { type Piece, tableFormatOf } from './table-format.ts';
import type { TableSpec } from './table-spec.ts';
import { worded } from '../../../models/wording.ts';

/**
 * A file in DuckDB. Its rows are those of its `file_id` in a table of `file_id`, `line`, the columns of its spec, the
 * linked ids, and `fault` (0 = a sound row).
 */
export interface LoadedFile {
  readonly spec: TableSpec;
  readonly file: NumberedFile;
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
export function keptColumns({ columns, derived = {} }: TableSpec): KeptColumn[] {
  const read = Object.entries(columns).filter(([, { passing = false }]) => !passing);
  return [
    ...read.map(([name, { type }]) => ({ name, sql: columnType(type).sql, from: `c.${name}` })),
    ...Object.entries(derived).map(([name, column]) => ({ name, ...column })),
  ];
}

/** Makes the table of a spec, which is empty until files are read into it. */
export async function createTable(spec: TableSpec, session: DuckDbSession): Promise<void> {
  const columns = keptColumns(spec).map(({ name, sql }) => `${name} ${sql}, `);
  const ids = linkedIds(linkOf(spec)).map(({ name }) => `${name} INTEGER, `);
  await session.run(
    `CREATE TEMP TABLE ${tableName(spec.table)} ` +
      `(file_id INTEGER, line INTEGER, ${columns.join('')}${ids.join('')}fault UTINYINT)`,
  );
}

/**
 * Reads a file into the table of its spec, every value checked, every row with its line and its first fault.
 * @throws {LacunaError} what is wrong with the file as a whole: `missing_column`, `corrupt_gzip`, `wrong_encoding`,
 * `unterminated_quote` ... A bad row is no such thing: it stays in the table with its fault.
 */
export async function loadFile(
  file: NumberedFile,
  spec: TableSpec,
  options: LoadOptions,
): Promise<LoadedFile> {
  const { session, folder, signal, onRecords } = options;
  const name = tableName(spec.table);
  const faults = rowFaults(spec);
  let state: ReadingState = { records: 0, broken: [] };
  const onRead = ({ records, broken }: ReadingState): void => {
    state = { records, broken };
    onRecords?.(records);
  };
  const table = await tableFormatOf(file.file).open(file.file, { session, spec, folder, signal, onRead });
  const positions = requireColumns(table, neededColumns(spec, table), file.file);
  const insertPieces = async (): Promise<void> => {
    let rows = await session.number(`SELECT count(*) FROM ${name}`);
    for await (const piece of prefetch(table.pieces)) {
      const values = pieceValues(piece, positions, spec);
      await session.run(
        `INSERT INTO ${name} BY NAME ${linkedSql(values, { fileId: String(file.id), spec, faults })}`,
      );
      const before = rows;
      rows = await session.number(`SELECT count(*) FROM ${name}`);
      const counted =
        spec.only === undefined ? rows - before : await session.number(`SELECT count(*) FROM ${piece.sql}`);
      requireSameCount(piece, counted, file.file);
    }
  };
  await (table.keepsCoreBusy ? session.leavingCore(insertPieces) : insertPieces());
  return { spec, file, name, faults, ...state, sha256: await table.sha256() };
}

/** Names in the file. */
export function neededColumns(spec: TableSpec, table: TableHeader): string[] {
  return Object.entries(spec.columns)
    .map(([name, { optional = false }]) => ({ name: columnName(spec, name), optional }))
    .filter(({ name, optional }) => !optional || table.columns.includes(name))
    .map(({ name }) => name);
}

/** The two counts of the records of a piece, by what reads it and by DuckDB, must agree. */
function requireSameCount({ records }: Piece, counted: number, file: CsvFile): void {
  if (counted === records) return;
  throw new LacunaError(
    'unterminated_quote',
    worded`two counts of the records differ: ${records} and ${counted}`,
    {
      file: file.name,
      hint: 'look for stray quotes in the file, or download it again; nothing was imported',
    },
  );
}

export interface RowShape {
  /** Id in `source_file` of the rows' file, as SQL over them, `c`. */
  readonly fileId: string;
  readonly spec: TableSpec;
  readonly faults: readonly RowFault[];
}

/**
 * Rows with the ids of their person and stay, and the first fault of each.
 * @param rows SQL of rows with a line, the columns of the spec, and the text that each was read from.
 */
export function linkedSql(rows: string, { fileId, spec, faults }: RowShape): string {
  const link = linkOf(spec);
  const values = [...keptColumns(spec), ...linkedIds(link)].map(({ name, from }) => `${from} AS ${name}`);
  const where = spec.only === undefined ? '' : ` WHERE (${spec.only}) IS NOT FALSE`;
  return (
    `SELECT ${fileId} AS file_id, c.line, ${values.join(', ')}, (${faultSql(faults)})::UTINYINT AS fault ` +
    `FROM (${rows}) c ${linkJoins(link)}${where}`
  );
}
