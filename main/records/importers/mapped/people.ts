import type { MappedTable } from '../../../api/mapping.ts';
import { tableName } from '../load-table.ts';
import type { TableSpec } from '../table-spec.ts';
import { MappedColumns, mappedSpec } from './mapped-columns.ts';
import { SEX_WORDS } from './words.ts';
import { sentence } from '../../../../models/wording.ts';

export type PeopleTable = Extract<MappedTable, { role: 'people' }>;
export type AdmissionTable = Extract<MappedTable, { role: 'admissions' }>;

const MINUTES_PER_DAY = 1440;

/** Adds what is known of a person. */
export function personColumns(columns: MappedColumns): MappedColumns {
  return columns
    .text('patient_key', 'patient', true)
    .words('sex', 'sex', SEX_WORDS)
    .date('birth_minute', 'birth')
    .date('person_death_minute', 'death')
    .text('race', 'race');
}

export interface MappedPeople {
  readonly spec: TableSpec;
  readonly columns: MappedColumns;
}

export function peopleTable(table: PeopleTable, name: string): MappedPeople {
  const columns = personColumns(new MappedColumns(table));
  const spec = mappedSpec(table, name, {
    columns: columns.columns,
    key: ['patient_key'],
    mayRepeat: true,
    without: sentence`people are those of the admissions`,
    rowBytes: 90,
  });
  return { spec, columns };
}

/**
 * People of their own table and of the admissions, each with what the first row that says it says, the rows of their own
 * table before others.
 * @param followedUntil day until which a death would be known; `null`: not known.
 */
export function peopleView(tables: readonly MappedPeople[], followedUntil: number | null): string {
  const rows = tables.map(
    ({ spec, columns }, rank) =>
      `SELECT t.patient_key AS key, nullif(${columns.sql('sex', 't')}, 'other') AS sex,
         ${columns.sql('birth_minute', 't', 'INTEGER')} AS birth_minute,
         ${columns.sql('person_death_minute', 't', 'INTEGER')} AS person_death_minute,
         ${columns.sql('race', 't')} AS race, t.file_id, t.line, (${rank}, t.file_id, t.line) AS place
       FROM ${tableName(spec.table)} t WHERE t.fault = 0`,
  );
  const first = (column: string): string => `arg_min(${column}, place) FILTER (WHERE ${column} IS NOT NULL)`;
  const death = first('person_death_minute');
  return `
    SELECT key, ${first('sex')} AS sex, ${first('birth_minute')} AS birth_minute, ${death} AS person_death_minute,
      floor(${death} / ${MINUTES_PER_DAY})::INTEGER AS dod, ${first('race')} AS race,
      ${followedUntil ?? 'NULL'}::INTEGER AS death_followup_end, ${first('file_id')} AS file_id, ${first('line')} AS line
    FROM (${rows.join(' UNION ALL ')}) GROUP BY key`;
}

/** Whether any of the tables says when people died. */
export function deathsAreMapped(tables: readonly MappedPeople[]): boolean {
  return tables.some(({ columns }) => 'person_death_minute' in columns.columns);
}
