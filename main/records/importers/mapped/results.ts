import { tableName } from '../load-table.ts';
import { literal } from '../sql-literal.ts';
import type { TableSpec } from '../table-spec.ts';
import { columnOf, constantSql } from './constants.ts';
import { dayEndSql, decimalOf, MappedColumns, mappedSpec } from './mapped-columns.ts';
import { numberOrTextType, numberSql, numberType } from './number-forms.ts';
import { anyOf, encounterIdSql, stayColumns, stayLink, type StayTable } from './stay-rows.ts';

export type ResultsTable = Extract<StayTable, { role: 'results' }>;
type Measurement = NonNullable<ResultsTable['measurements']>[number];

/** The system of items of which no system is named. */
const OWN_SYSTEM = 'LOCAL';

export interface MappedResults {
  readonly spec: TableSpec;
  readonly view: string;
  readonly viewSql: string;
}

/** Results, one a row (long) or one a column (wide). */
export function resultsTable(table: ResultsTable, name: string): MappedResults {
  const view = `${tableName(name)}_results`;
  const columns = stayColumns(new MappedColumns(table), table)
    .date('chart_minute', table.columns.time, true)
    .date('store_minute', table.columns.known);
  const { measurements } = table;
  const rows = measurements === undefined ? longRows(table, columns) : wideRows(table, columns, measurements);
  const spec = mappedSpec(table, name, {
    columns: columns.columns,
    link: stayLink(table),
    only: anyOf(rows.values),
    without: 'laboratory results and vital signs are unavailable',
    rowBytes: 12 * rows.values.length,
  });
  return { spec, view, viewSql: viewOf({ table, spec, columns, rows: rows.sql, view }) };
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
    .text('item_code', columnOf(named.code))
    .text('item_system', columnOf(named.system))
    .text('item_name', columnOf(named.name))
    .text('value_text', named.text)
    .text('unit', columnOf(named.unit))
    .number('low', named.low)
    .number('high', named.high)
    .add('value', named.value, valueType(table));
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
    columns.add(value, measurement.column, valueType(table));
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
