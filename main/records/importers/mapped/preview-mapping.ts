import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MappedTable } from '../../../api/mapping.ts';
import type { MappingPreview, PreviewRow, PreviewTable } from '../../../api/mapping-preview.ts';
import { LacunaError } from '../../../errors.ts';
import type { DiskFile } from '../csv-file.ts';
import { requireColumns } from '../csv-header.ts';
import type { BrokenRecord } from '../csv-scanner.ts';
import { DuckDbSession, type Row } from '../duckdb-session.ts';
import { neededColumns } from '../load-table.ts';
import { pieceValues } from '../piece-values.ts';
import { brokenFault, faultSql, rawName, reasonOf, type RowFault, rowFaults } from '../row-faults.ts';
import { missingColumns } from '../survey-folder.ts';
import { type OpenTable, tableFormatOf } from '../table-format.ts';
import type { TableSpec } from '../table-spec.ts';
import { dateForm } from './date-forms.ts';
import { findTables, firstFileOf } from './find-mapped-files.ts';
import { headerOf, type MappedField } from './mapped-columns.ts';
import { readingOf } from './mapped-tables.ts';
import type { MappingDraft, PlacedFault } from './read-mapping.ts';

export interface PreviewOptions {
  /** Most rows of each table. */
  readonly rows: number;
  readonly signal?: AbortSignal | undefined;
}

/** What the whole of another table says: whether a row names one that is there is told by the import. */
const TOLD_BY_OTHERS: ReadonlySet<RowFault['code']> = new Set(['unknown_patient', 'unknown_encounter']);
const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1440;
const NOTHING: PreviewTable = {
  file: null,
  columns: [],
  always: [],
  header: [],
  unread: [],
  rows: [],
  problems: [],
};

/**
 * The first rows of the first file of each table as an import by the mapping would read them. Whether a row points to
 * one that is there, and whether a key occurs twice, shows only once everything is read. Nothing is imported.
 * @throws {LacunaError} as `findFiles`; what is wrong with one file is in its `problems`. An abort throws the signal's reason.
 */
export async function previewMapping(
  path: string,
  { tables, faults }: MappingDraft,
  options: PreviewOptions,
): Promise<MappingPreview> {
  const folder = resolve(path);
  const found = await findTables(folder);
  const workFolder = await mkdtemp(join(tmpdir(), 'lacuna-preview-'));
  const session = await DuckDbSession.open({ signal: options.signal });
  try {
    // The first rows are wanted, and no others are read to find them.
    await session.run('SET preserve_insertion_order = true');
    const work = { ...options, folder: workFolder, session };
    const previews: PreviewTable[] = [];
    for (const [index, table] of tables.entries()) {
      options.signal?.throwIfAborted();
      const isSound = !faults.some(({ path: [key, at] }) => key === 'tables' && at === index);
      previews.push(
        table === null || !isSound
          ? NOTHING
          : await previewTable(table, () => firstFileOf(table, found, folder), work),
      );
    }
    return { folder, faults: faults.map(shownFault), tables: previews };
  } finally {
    session.close();
    await rm(workFolder, { recursive: true, force: true });
  }
}

interface Work extends PreviewOptions {
  /** For temporary files, readable by the owner only. */
  readonly folder: string;
  readonly session: DuckDbSession;
}

async function previewTable(table: MappedTable, find: () => DiskFile, work: Work): Promise<PreviewTable> {
  const { spec, columns } = readingOf(table);
  const said: PreviewTable = {
    ...NOTHING,
    columns: columns.fields.map(({ place, column, kind, form }) => ({
      place: [...place],
      column,
      kind,
      form,
    })),
    always: alwaysOf(table),
  };
  try {
    const file = find();
    return { ...said, file: file.name, ...(await firstRows(file, { spec, fields: columns.fields }, work)) };
  } catch (error) {
    if (!(error instanceof LacunaError)) throw error;
    return { ...said, problems: [error.report()] };
  }
}

function alwaysOf({ columns }: MappedTable): PreviewTable['always'] {
  return Object.entries(columns as Readonly<Record<string, unknown>>).flatMap(([place, reference]) =>
    typeof reference === 'object' && reference !== null && 'always' in reference
      ? [{ place: ['columns', place], text: String(reference.always) }]
      : [],
  );
}

interface Reading {
  readonly spec: TableSpec;
  readonly fields: readonly MappedField[];
}

type FirstRows = Pick<PreviewTable, 'header' | 'unread' | 'rows' | 'problems'>;

/** @throws {LacunaError} what is wrong with the file as a whole. */
async function firstRows(file: DiskFile, reading: Reading, work: Work): Promise<FirstRows> {
  const { session, folder, signal, rows: first } = work;
  let broken: readonly BrokenRecord[] = [];
  const table = await tableFormatOf(file).open(file, {
    session,
    folder,
    signal,
    first,
    onRead: (state) => {
      broken = state.broken;
    },
  });
  const named = new Set(reading.fields.map(headerOf));
  const header = {
    header: [...table.columns],
    unread: table.columns.filter((column) => !named.has(column)),
    problems: missingColumns(table, reading.spec, file),
  };
  if (header.problems.length > 0) return { ...header, rows: [] };
  const sound = await soundRows(table, { ...reading, file }, work);
  return { ...header, rows: withBroken(sound, broken, first) };
}

/** Rows that can be read as fields, with their first fault. */
async function soundRows(
  table: OpenTable,
  { spec, fields, file }: Reading & { readonly file: DiskFile },
  { session, rows: first }: Work,
): Promise<PreviewRow[]> {
  const positions = requireColumns(table, neededColumns(spec, table), file);
  const faults = rowFaults(spec).filter(({ code }) => !TOLD_BY_OTHERS.has(code));
  const cells = fields.map(
    ({ name, counts = `c.${name}` }, index) =>
      `c.${rawName(name)} AS text_${index}, ${counts} AS value_${index}`,
  );
  for await (const piece of table.pieces) {
    const begin = { ...piece, sql: `(SELECT * FROM ${piece.sql} LIMIT ${first})` };
    const converted = pieceValues(begin, positions, spec);
    const found = await session.rows(
      `SELECT c.line, ${cells.join(', ')}, (${spec.only ?? 'true'}) IS NOT FALSE AS is_used, ` +
        `${faultSql(faults)} AS fault FROM (${converted}) c`,
    );
    return found.map((row) => previewRow(row, fields, faults));
  }
  return [];
}

function shownFault({ path, line, message, hint }: PlacedFault): MappingPreview['faults'][number] {
  const { code: _, ...told } = new LacunaError('bad_mapping', message, { hint }).report();
  return { hint: '', ...told, path: [...path], line };
}

function previewRow(row: Row, fields: readonly MappedField[], faults: readonly RowFault[]): PreviewRow {
  const isUnused = row['is_used'] === false;
  const fault = isUnused ? undefined : faults[Number(row['fault']) - 1];
  return {
    line: Number(row['line']),
    cells: fields.map((field, index) => ({
      text: textOf(row[`text_${index}`]),
      value: valueOf(row[`value_${index}`], field),
    })),
    isUnused,
    rejected:
      fault === undefined ? null : { code: fault.code, column: fault.column, reason: reasonOf(fault) },
  };
}

function textOf(text: Row[string] | undefined): string | null {
  return typeof text === 'string' ? text : null;
}

/** A value as people write it: minutes since 1970 as day and time, a number without needless digits. */
function valueOf(value: Row[string] | undefined, { kind, form }: MappedField): string | null {
  if (value === null || value === undefined) return null;
  if (kind === 'date') return minuteText(Number(value), form !== null && dateForm(form)?.allowsDay === true);
  if (kind !== 'number' || !Number.isFinite(Number(value))) return String(value);
  return String(Number(value));
}

/** @param mayBeDay whether a midnight is a day alone. */
function minuteText(minute: number, mayBeDay: boolean): string {
  const [day = '', time = ''] = new Date(minute * MS_PER_MINUTE).toISOString().split('T');
  return mayBeDay && minute % MINUTES_PER_DAY === 0 ? day : `${day} ${time.slice(0, 'HH:mm'.length)}`;
}

/** Rows in the order of the file, those among them that cannot be read as fields. */
function withBroken(
  rows: readonly PreviewRow[],
  broken: readonly BrokenRecord[],
  first: number,
): PreviewRow[] {
  const torn = broken.map((record): PreviewRow => ({
    line: record.line,
    cells: [],
    isUnused: false,
    rejected: { column: null, ...brokenFault(record) },
  }));
  return [...rows, ...torn].sort((a, b) => a.line - b.line).slice(0, first);
}
