import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import type { TableSpec } from '../table-spec.ts';
import { constantSql } from './constants.ts';
import {
  columnOf,
  dayEndSql,
  decimalOf,
  MappedColumns,
  type MappedField,
  mappedSpec,
} from './mapped-columns.ts';
import { numberOrTextType, numberSql, numberType } from './number-forms.ts';
import { anyOf, encounterIdSql, stayColumns, stayLink, type StayTable } from './stay-rows.ts';
import { sentence } from '../../../../models/wording.ts';

export type ResultsTable = Extract<StayTable, { role: 'results' }>;
type Measurement = NonNullable<ResultsTable['measurements']>[number];

/** The system of items of which no system is named. */
const OWN_SYSTEM = 'LOCAL';

export interface MappedResults {
  readonly spec: TableSpec;
  readonly columns: MappedColumns;
  readonly view: string;
  readonly viewSql: string;
}

/** Results, one a row (long) or one a column (wide). */
export function resultsTable(table: ResultsTable, name: string): MappedResults {
  const view = `${tableName(name)}_results`;
  const columns = stayColumns(new MappedColumns(table), table)
    .date('chart_minute', 'time', { required: true })
    .date('store_minute', 'known', { counts: dayEndSql('c.store_minute', table.columns.known, table) });
  const { measurements } = table;
  const rows = measurements === undefined ? longRows(table, columns) : wideRows(table, columns, measurements);
  const spec = mappedSpec(table, name, {
    columns: columns.columns,
    link: stayLink(table),
    only: anyOf(rows.values),
    without: sentence`laboratory results and vital signs are unavailable`,
    rowBytes: 12 * rows.values.length,
  });
  return { spec, columns, view, viewSql: viewOf({ table, spec, columns, rows: rows.sql, view }) };
}

interface ResultRows {
  /** Columns of which one at least must be filled in. */
  readonly values: readonly string[];
  /** SQL of `itemid`, `system`, `name`, `valueuom`, `valuenum`, `text`, `low` and `high` of a row `t`, as a list of structs. */
  readonly sql: string;
}

function longRows(table: ResultsTable, columns: MappedColumns): ResultRows {
  const { columns: named } = table;
  columns
    .text('item_code', 'code')
    .text('item_system', 'system')
    .text('item_name', 'name')
    .text('value_text', 'text')
    .text('unit', 'unit')
    .number('low', 'low')
    .number('high', 'high');
  const value = columnOf(named.value);
  if (value !== undefined) addValue(table, columns, 'value', { column: value, place: ['columns', 'value'] });
  const code = constantSql(named.code, columns.sql('item_code', 't'), 'NULL::VARCHAR');
  const name = constantSql(named.name, columns.sql('item_name', 't'), 'NULL::VARCHAR');
  const { valuenum, text } = valueSql(table, columns.sql('value', 't', valueType(table).sql));
  return {
    values: ['value', 'value_text'].filter((column) => column in columns.columns),
    sql: struct({
      itemid: `coalesce(${code}, ${name})`,
      system: constantSql(named.system, columns.sql('item_system', 't'), literal(OWN_SYSTEM)),
      name,
      valueuom: constantSql(named.unit, columns.sql('unit', 't'), 'NULL::VARCHAR'),
      valuenum,
      text: `CASE WHEN (${valuenum}) IS NULL THEN coalesce(${columns.sql('value_text', 't')}, ${text}) END`,
      low: columns.sql('low', 't', 'DOUBLE'),
      high: columns.sql('high', 't', 'DOUBLE'),
    }),
  };
}

function wideRows(
  table: ResultsTable,
  columns: MappedColumns,
  measurements: readonly Measurement[],
): ResultRows {
  const values = measurements.map((_, index) => `value_${index + 1}`);
  const structs = measurements.map((measurement, index) => {
    const value = `value_${index + 1}`;
    addValue(table, columns, value, { column: measurement.column, place: ['measurements', index] });
    const constant = (text: string | undefined): string =>
      text === undefined ? 'NULL::VARCHAR' : literal(text);
    return struct({
      itemid: literal(measurement.code ?? measurement.name ?? measurement.column),
      system: literal(measurement.system ?? OWN_SYSTEM),
      name: constant(measurement.name ?? measurement.column),
      valueuom: constant(measurement.unit),
      ...valueSql(table, `t.${value}`),
      low: 'NULL::DOUBLE',
      high: 'NULL::DOUBLE',
    });
  });
  return { values, sql: structs.join(', ') };
}

function struct(fields: Readonly<Record<string, string>>): string {
  return `{${Object.entries(fields)
    .map(([name, sql]) => `'${name}': ${sql}`)
    .join(', ')}}`;
}

function valueType(table: ResultsTable): ReturnType<typeof numberType> {
  const decimal = decimalOf(table.columns.value, table);
  return table.nonNumbers === 'text' ? numberOrTextType(decimal) : numberType(decimal);
}

/** Adds a column of values; one of numbers and words shows its numbers as they are read. */
function addValue(
  table: ResultsTable,
  columns: MappedColumns,
  name: string,
  field: Pick<MappedField, 'column' | 'place'>,
): void {
  const { valuenum, text } = valueSql(table, `c.${name}`);
  columns.add(name, field, {
    kind: 'number',
    type: valueType(table),
    form: decimalOf(table.columns.value, table),
    ...(table.nonNumbers === 'text' ? { counts: `coalesce((${valuenum})::VARCHAR, ${text})` } : {}),
  });
}

/** Number and text of a value read by `valueType`. */
function valueSql(table: ResultsTable, value: string): { readonly valuenum: string; readonly text: string } {
  if (table.nonNumbers !== 'text') return { valuenum: value, text: 'NULL::VARCHAR' };
  const number = numberSql(value, decimalOf(table.columns.value, table));
  return { valuenum: number, text: `CASE WHEN (${number}) IS NULL THEN ${value} END` };
}

interface ResultsView {
  readonly table: ResultsTable;
  readonly spec: TableSpec;
  readonly columns: MappedColumns;
  readonly rows: string;
  readonly view: string;
}

/** A time of storing that is a day alone is the end of that day. */
function viewOf({ table, spec, columns, rows, view }: ResultsView): string {
  const { known } = table.columns;
  const stored = columns.sql('store_minute', 't', 'INTEGER');
  return `
    CREATE TEMP VIEW ${view} AS
    SELECT patient_id, encounter_id, file_id, line, fault, r.itemid AS itemid, r.system AS system, r.name AS name,
      charttime, storetime, r.valuenum AS valuenum, r.valueuom AS valueuom, r.low AS ref_range_lower,
      r.high AS ref_range_upper, r.text AS text,
      coalesce(r.valuenum < r.low OR r.valuenum > r.high, false) AS abnormal
    FROM (
      SELECT t.patient_id, ${encounterIdSql(table)} AS encounter_id, t.file_id, t.line, t.fault,
        t.chart_minute AS charttime, ${known === undefined ? stored : dayEndSql(stored, known, table)} AS storetime,
        unnest([${rows}]) AS r
      FROM ${tableName(spec.table)} t WHERE t.fault = 0
    ) WHERE r.itemid IS NOT NULL AND (r.valuenum IS NOT NULL OR r.text IS NOT NULL)`;
}
