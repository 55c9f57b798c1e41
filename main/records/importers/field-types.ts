import type { ColumnTypeName } from './column-types.ts';
import { columnName } from './row-faults.ts';
import type { TableSpec } from './table-spec.ts';

/** For each field of a file the type as which it is needed; `null`: it is not. */
export type FieldTypes = readonly (ColumnTypeName | null)[];

/**
 * How the fields of a file may be read without looking at their text again.
 * @param columns of the file.
 * @returns `null` where that cannot be: with words for no value, types of a mapping, or a field read in two ways.
 */
export function fieldTypes(columns: readonly string[], spec: TableSpec): FieldTypes | null {
  if (spec.emptyWords !== undefined) return null;
  const types = new Map<string, ColumnTypeName>();
  for (const [name, { type }] of Object.entries(spec.columns)) {
    const field = columnName(spec, name);
    if (typeof type !== 'string' || types.has(field)) return null;
    types.set(field, type);
  }
  return columns.map((column) => types.get(column) ?? null);
}
