import { tableName } from '../load-table.ts';
import { type CodedRows, isUnit, type RowAlias, vitalChecks, vitalWarnings } from '../coded-vital-checks.ts';
import { LOINC, type MeasuredVital, vitalOf } from '../coded-vitals.ts';
import { literal } from '../sql-literal.ts';
import type { RowCheck, RowWarning, TableSpec } from '../table-spec.ts';
import { isPossible, rangeWarnings, type VitalNumber } from '../vital-columns.ts';
import { spellingsOf } from '../vital-signs.ts';
import { constantSql } from './constants.ts';
import {
  columnOf,
  dayEndSql,
  decimalOf,
  headerOf,
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
    checks: rows.checks,
    warnings: rows.warnings,
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
  readonly checks: readonly RowCheck[];
  readonly warnings: readonly RowWarning[];
}

function longRows(table: ResultsTable, columns: MappedColumns): ResultRows {
  columns
    .text('item_code', 'code')
    .text('item_system', 'system')
    .text('item_name', 'name')
    .text('value_text', 'text')
    .text('unit', 'unit')
    .number('low', 'low')
    .number('high', 'high');
  const value = columnOf(table.columns.value);
  if (value !== undefined) addValue(table, columns, 'value', { column: value, place: ['columns', 'value'] });
  const { code, name, system, unit, valuenum, text } = longItem(table, columns, 't');
  return {
    values: ['value', 'value_text'].filter((column) => column in columns.columns),
    sql: struct({
      itemid: `coalesce(${code}, ${name})`,
      system,
      name,
      valueuom: unit,
      valuenum,
      text: `CASE WHEN (${valuenum}) IS NULL THEN coalesce(${columns.sql('value_text', 't')}, ${text}) END`,
      low: columns.sql('low', 't', 'DOUBLE'),
      high: columns.sql('high', 't', 'DOUBLE'),
    }),
    ...vitalRanges(table, columns),
  };
}

/** What a row says was measured, and its value, as SQL. */
function longItem(table: ResultsTable, columns: MappedColumns, row: RowAlias): Record<LongField, string> {
  const { code, name, system, unit } = table.columns;
  const text = (constant: typeof code, column: string, otherwise = 'NULL::VARCHAR'): string =>
    constantSql(constant, columns.sql(column, row), otherwise);
  return {
    code: text(code, 'item_code'),
    name: text(name, 'item_name'),
    system: text(system, 'item_system', literal(OWN_SYSTEM)),
    unit: text(unit, 'unit'),
    ...valueSql(table, columns.sql('value', row, valueType(table).sql)),
  };
}

type LongField = 'code' | 'name' | 'system' | 'unit' | 'valuenum' | 'text';

/** Vital signs are those whose code is said to be one of LOINC. */
function vitalRanges(table: ResultsTable, columns: MappedColumns): Pick<ResultRows, 'checks' | 'warnings'> {
  const { value, system } = table.columns;
  if (value === undefined || system === undefined) return { checks: [], warnings: [] };
  const items = { c: longItem(table, columns, 'c'), t: longItem(table, columns, 't') };
  const rows: CodedRows = {
    column: headerOf(value),
    isOf: (code, row) => `upper(${items[row].system}) = '${LOINC}' AND ${items[row].code} = '${code}'`,
    number: (row) => `(${items[row].valuenum})`,
    isIn: (unit, row) => isUnit(items[row].unit, unit),
    hasNoUnit: (row) => `${items[row].unit} IS NULL`,
  };
  return { checks: vitalChecks(rows), warnings: vitalWarnings(rows) };
}

function wideRows(
  table: ResultsTable,
  columns: MappedColumns,
  measurements: readonly Measurement[],
): ResultRows {
  const values = measurements.map((_, index) => `value_${index + 1}`);
  const vitals: VitalNumber[] = [];
  const structs = measurements.map((measurement, index) => {
    const value = `value_${index + 1}`;
    addValue(table, columns, value, { column: measurement.column, place: ['measurements', index] });
    const constant = (text: string | undefined): string =>
      text === undefined ? 'NULL::VARCHAR' : literal(text);
    const { valuenum, text } = valueSql(table, `t.${value}`);
    const sign = signOf(measurement);
    const vital = sign && { number: `(${valuenum})`, sign };
    if (vital !== undefined) vitals.push(vital);
    return struct({
      itemid: literal(measurement.code ?? measurement.name ?? measurement.column),
      system: literal(measurement.system ?? OWN_SYSTEM),
      name: constant(measurement.name ?? measurement.column),
      valueuom: constant(measurement.unit),
      valuenum: vital === undefined ? valuenum : `CASE WHEN ${isPossible(vital)} THEN ${valuenum} END`,
      text,
      low: 'NULL::DOUBLE',
      high: 'NULL::DOUBLE',
    });
  });
  return { values, sql: structs.join(', '), checks: [], warnings: rangeWarnings(vitals) };
}

/** The vital sign of a column, in the unit that the mapping names; without a unit where there is but one. */
function signOf({ system, code, unit }: Measurement): MeasuredVital | undefined {
  const signs = vitalOf(system, code)?.signs ?? [];
  if (unit === undefined) return signs.length === 1 ? signs[0] : undefined;
  return signs.find((sign) => spellingsOf(sign.unit).includes(unit.trim().toLowerCase()));
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
