import type { MappedTable } from '../../../api/mapping.ts';
import { tableName } from '../load-table.ts';
import type { RowCheck, TableSpec } from '../table-spec.ts';
import { ageChecks, ageSql } from './age-checks.ts';
import {
  type ColumnReference,
  dateFormOf,
  headerOf,
  LAST_MINUTE,
  MappedColumns,
  mappedSpec,
  wordsOf,
} from './mapped-columns.ts';
import { type AdmissionTable, type MappedPeople, personColumns } from './people.ts';
import { DIED_WORDS, meaningSql } from './words.ts';
import { sentence } from '../../../../models/wording.ts';

export type IcuTable = Extract<MappedTable, { role: 'icuStays' }>;

const MINUTES_PER_DAY = 1440;

export interface MappedAdmissions extends MappedPeople {
  readonly table: AdmissionTable;
}

export function admissionTable(
  table: AdmissionTable,
  name: string,
  people: MappedPeople | null,
): MappedAdmissions {
  const { columns: named } = table;
  const columns = personColumns(new MappedColumns(table))
    .text('stay_key', 'admission', true)
    .date('from_minute', 'start', { required: true })
    .date('to_minute', 'end', { counts: endMinute(table) })
    .words('died', 'died', DIED_WORDS)
    .text('discharge', 'discharge')
    .text('type', 'type')
    .text('place_from', 'from')
    .text('unit', 'unit')
    .number('age', 'age')
    .text('insurance', 'insurance')
    .text('language', 'language')
    .text('marital_status', 'maritalStatus');
  const spec = mappedSpec(table, name, {
    columns: columns.columns,
    ...spanParts(table),
    key: ['stay_key'],
    mayRepeat: true,
    checks: [
      ...(people === null ? [] : [ofKnownPerson(people, headerOf(named.patient))]),
      ...spanParts(table).checks,
      ...ageChecks(table, people),
    ],
    warnings: [
      {
        code: 'no_discharge',
        message: sentence`the end is empty: the stay has no end yet`,
        when: 't.end_minute IS NULL',
      },
      ...(ageIsMapped(table, people) ? [] : [NO_AGE]),
    ],
    without: sentence`nothing can be imported`,
    rowBytes: 260,
  });
  return { spec, columns, table };
}

/** @param admissions name of the table of admissions. */
export function icuTable(table: IcuTable, name: string, admissions: string): MappedPeople {
  const { columns: named } = table;
  const columns = new MappedColumns(table)
    .text('patient_key', 'patient', true)
    .text('admission_key', 'admission')
    .text('icu_key', 'stay')
    .date('from_minute', 'start', { required: true })
    .date('to_minute', 'end', { counts: endMinute(table) })
    .text('unit', 'unit');
  const parent: RowCheck[] =
    named.admission === undefined
      ? []
      : [
          {
            code: 'unknown_encounter',
            column: headerOf(named.admission),
            when:
              'c.admission_key IS NOT NULL AND (c.admission_key, c.patient_key) NOT IN ' +
              `(SELECT (stay_key, patient_key) FROM ${tableName(admissions)} WHERE fault = 0)`,
          },
        ];
  const spec = mappedSpec(table, name, {
    columns: columns.columns,
    ...spanParts(table),
    checks: [...parent, ...spanParts(table).checks],
    link: { patient: 'patient_key' },
    mayRepeat: true,
    ...(named.stay === undefined ? {} : { key: ['icu_key'] }),
    without: sentence`stays in intensive care are unknown, so tasks on them have no encounters`,
    rowBytes: 160,
  });
  return { spec, columns };
}

const NO_AGE = {
  code: 'no_age',
  message: sentence`neither age nor birth is mapped: tasks on adults leave everyone out`,
  when: 'true',
} as const;

function ageIsMapped({ columns }: AdmissionTable, people: MappedPeople | null): boolean {
  const ofPeople = people !== null && 'birth_minute' in people.columns.columns;
  return columns.age !== undefined || columns.birth !== undefined || ofPeople;
}

/** Start and end of a stay. */
function spanParts(table: AdmissionTable | IcuTable): Required<Pick<TableSpec, 'derived'>> & {
  readonly checks: readonly RowCheck[];
} {
  return {
    derived: {
      start_minute: { sql: 'INTEGER', from: 'c.from_minute' },
      end_minute: { sql: 'INTEGER', from: endMinute(table) },
    },
    checks: [
      {
        code: 'discharge_before_admission',
        column: headerOf(table.columns.end),
        when: `(${endMinute(table)}) < c.from_minute`,
      },
    ],
  };
}

/**
 * An end that is a day alone is the end of that day; where the form takes times as well, a midnight is taken for a day
 * alone only where the start is one too.
 */
function endMinute(table: AdmissionTable | IcuTable): string {
  const { start, end } = table.columns;
  const isDay = (reference: ColumnReference, minute: string): string =>
    dateFormOf(reference, table).allowsDay ? `${minute} % ${MINUTES_PER_DAY} = 0` : 'false';
  const wholeDay = `${isDay(end, 'c.to_minute')} AND ${isDay(start, 'c.from_minute')}`;
  return `c.to_minute + CASE WHEN ${wholeDay} THEN ${LAST_MINUTE} ELSE 0 END`;
}

/** People are numbered once the admissions are read, so whom a row names is looked up among the rows of their table. */
function ofKnownPerson(people: MappedPeople, column: string): RowCheck {
  const known = `SELECT patient_key FROM ${tableName(people.spec.table)} WHERE fault = 0`;
  return { code: 'unknown_patient', column, when: `c.patient_key NOT IN (${known})` };
}

/** Admissions with what is known of their people. @param deathsMapped whether any table says when people died. */
export function stayView({ spec, columns, table }: MappedAdmissions, deathsMapped: boolean): string {
  const column = (name: string, type?: string): string => columns.sql(name, 't', type);
  const death = 'p.person_death_minute';
  const died = diedSql(table, deathsMapped);
  return `
    SELECT t.stay_key AS key, t.patient_key, 'admission' AS kind, t.start_minute, t.end_minute,
      NULL::INTEGER AS ed_start_minute,
      CASE WHEN ${died} AND ${death} % ${MINUTES_PER_DAY} <> 0 THEN ${death} END AS death_minute, ${died} AS died,
      ${typeSql(table, column('type'))} AS admission_type, ${column('place_from')} AS admission_location,
      ${dischargeSql(table, column('discharge'))} AS discharge_location, ${column('insurance')} AS insurance,
      ${column('language')} AS language, ${column('marital_status')} AS marital_status, p.race AS race,
      ${column('unit')} AS first_unit,
      coalesce(floor(${column('age', 'DOUBLE')})::INTEGER, ${ageSql('p.birth_minute', 't.start_minute')}) AS age_years,
      t.file_id, t.line
    FROM ${tableName(spec.table)} t JOIN patient p ON p.key = t.patient_key
    WHERE t.fault = 0`;
}

export function icuView({ spec, columns }: MappedPeople): string {
  const column = (name: string): string => columns.sql(name, 't');
  return `
    SELECT coalesce(${column('icu_key')}, t.file_id || '-' || t.line) AS key, t.patient_key, 'icu_stay' AS kind,
      t.start_minute, t.end_minute, NULL::INTEGER AS ed_start_minute, NULL::INTEGER AS death_minute,
      NULL::BOOLEAN AS died, NULL::VARCHAR AS admission_type, NULL::VARCHAR AS admission_location,
      NULL::VARCHAR AS discharge_location, NULL::VARCHAR AS insurance, NULL::VARCHAR AS language,
      NULL::VARCHAR AS marital_status, NULL::VARCHAR AS race, ${column('unit')} AS first_unit,
      NULL::INTEGER AS age_years, t.file_id, t.line, ${column('admission_key')} AS parent_key
    FROM ${tableName(spec.table)} t WHERE t.fault = 0`;
}

/** Whether the person died during the stay: as its outcome says, else as its discharge does, else by the death. */
function diedSql({ columns: named }: AdmissionTable, deathsMapped: boolean): string {
  const cases: string[] = [];
  if (named.died !== undefined) cases.push(`WHEN t.died IS NOT NULL THEN t.died = 'yes'`);
  const words = wordsOf(named.discharge)?.['died'] ?? [];
  if (words.length > 0) {
    cases.push(
      `WHEN t.discharge IS NOT NULL THEN (${meaningSql('t.discharge', { died: words })}) IS NOT NULL`,
    );
  }
  const days = (minute: string): string => `floor(${minute} / ${MINUTES_PER_DAY})`;
  cases.push(
    `WHEN ${days('p.person_death_minute')} BETWEEN ${days('t.start_minute')} AND ${days('t.end_minute')} THEN true`,
  );
  if (deathsMapped) cases.push('WHEN t.end_minute IS NOT NULL THEN false');
  return `CASE ${cases.join(' ')} END`;
}

function dischargeSql({ columns: { discharge } }: AdmissionTable, text: string): string {
  const words = wordsOf(discharge)?.['hospice'] ?? [];
  return `coalesce(upper(${meaningSql(text, { hospice: words })}), ${text})`;
}

/** The kinds by which tasks tell planned stays and observations are written as they are known; others stay as they are. */
function typeSql({ columns: { type } }: AdmissionTable, text: string): string {
  return `coalesce(upper(${meaningSql(text, wordsOf(type) ?? {})}), upper(${text}))`;
}
