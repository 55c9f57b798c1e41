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
 * table before others. By windows, which go to the disk where memory ends; texts that an aggregate holds do not.
 * @param followedUntil day until which a death would be known; `null`: not known.
 */
export function peopleView(tables: readonly MappedPeople[], followedUntil: number | null): string {
  const rows = tables.map(
    ({ spec, columns }, rank) =>
      `SELECT t.patient_key AS key, nullif(${columns.sql('sex', 't')}, 'other') AS sex,
         ${columns.sql('birth_minute', 't', 'INTEGER')} AS birth_minute,
         ${columns.sql('person_death_minute', 't', 'INTEGER')} AS person_death_minute,
         ${columns.sql('race', 't')} AS race, t.file_id, t.line, ${rank} AS rank
       FROM ${tableName(spec.table)} t WHERE t.fault = 0`,
  );
  const first = (column: string): string => `first_value(${column} IGNORE NULLS) OVER of_person AS ${column}`;
  return `
    SELECT * EXCLUDE (place), floor(person_death_minute / ${MINUTES_PER_DAY})::INTEGER AS dod,
      ${followedUntil ?? 'NULL'}::INTEGER AS death_followup_end
    FROM (
      SELECT key, ${['sex', 'birth_minute', 'person_death_minute', 'race'].map(first).join(', ')}, file_id, line,
        row_number() OVER of_person AS place
      FROM (${rows.join(' UNION ALL ')})
      WINDOW of_person AS (
        PARTITION BY key ORDER BY rank, file_id, line ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      )
    ) WHERE place = 1`;
}

/** Whether any of the tables says when people died. */
export function deathsAreMapped(tables: readonly MappedPeople[]): boolean {
  return tables.some(({ columns }) => 'person_death_minute' in columns.columns);
}
