import { tableName } from '../load-table.ts';
import type { TableSpec } from '../table-spec.ts';
import { dayEndSql, MappedColumns, mappedSpec, wordsOf } from './mapped-columns.ts';
import { encounterIdSql, stayColumns, stayLink, type StayTable } from './stay-rows.ts';
import { meaningSql } from './words.ts';
import { sentence } from '../../../../models/wording.ts';

export type NotesTable = Extract<StayTable, { role: 'notes' }>;

export interface MappedNotes {
  readonly spec: TableSpec;
  readonly columns: MappedColumns;
  readonly view: string;
  readonly viewSql: string;
}

/** Notes of which the extract does not say when they were stored count from their own time, or the end of its day. */
export function notesTable(table: NotesTable, name: string): MappedNotes {
  const { columns: named } = table;
  const view = `${tableName(name)}_notes`;
  const columns = stayColumns(new MappedColumns(table), table)
    .date('chart_minute', 'time', { required: true })
    .date('known_minute', 'known', { counts: dayEndSql('c.known_minute', named.known, table) })
    .text('kind', 'kind')
    .verbatim('note_text', 'text', true);
  const spec = mappedSpec(table, name, {
    columns: columns.columns,
    link: stayLink(table),
    without: sentence`notes are unavailable`,
    rowBytes: null,
  });
  const known = columns.sql('known_minute', 't', 'INTEGER');
  const stored = named.known === undefined ? known : dayEndSql(known, named.known, table);
  const kind = meaningSql(columns.sql('kind', 't'), wordsOf(named.kind) ?? {});
  const viewSql = `
    CREATE TEMP VIEW ${view} AS
    SELECT t.patient_id, ${encounterIdSql(table)} AS encounter_id, t.file_id, t.line,
      t.file_id || '-' || t.line AS source_key, coalesce(${kind}, 'other') AS kind, t.chart_minute,
      coalesce(${stored}, ${dayEndSql('t.chart_minute', named.time, table)}) AS store_minute, t.note_text AS text
    FROM ${tableName(spec.table)} t WHERE t.fault = 0`;
  return { spec, columns, view, viewSql };
}
