import type { MappedTable } from '../../../api/mapping.ts';
import type { Link } from '../links.ts';
import type { MappedColumns } from './mapped-columns.ts';

/** A table whose rows name a person, an admission or both. */
export type StayTable = Exclude<MappedTable, { role: 'people' | 'admissions' | 'icuStays' }>;

/** Adds the columns by which a row names its person and its admission; one alone must not be empty. */
export function stayColumns(columns: MappedColumns, { columns: { patient } }: StayTable): MappedColumns {
  return columns.text('patient_key', 'patient', true).text('stay_key', 'admission', patient === undefined);
}

export function stayLink({ columns: { patient, admission } }: StayTable): Link {
  return {
    ...(patient === undefined ? {} : { patient: 'patient_key' }),
    ...(admission === undefined ? {} : { encounter: 'stay_key' }),
  };
}

/** The admission of rows `t`, as SQL: only those that name one have its id. */
export function encounterIdSql({ columns: { admission } }: StayTable): string {
  return admission === undefined ? 'NULL::INTEGER' : 't.encounter_id';
}

/** Rows with any of the columns filled in; others say nothing and count as unused. SQL over the rows `c`. */
export function anyOf(columns: readonly string[]): string {
  return columns.map((column) => `c.raw_${column} IS NOT NULL`).join(' OR ');
}
