import type { TableSpec } from '../table-spec.ts';

/**
 * A table of the Common Data Model. Its rows may lie in one file, in numbered parts (`person_001`, `person000000000000`)
 * or in a folder of its name, in any folder, and its name may be written in any case.
 * @param names the file may have these names; the first is that of the table.
 */
export function cdmTable(
  names: readonly [string, ...string[]],
  spec: Omit<TableSpec, 'table' | 'parts'>,
): TableSpec {
  const parts = new RegExp(
    String.raw`^(?:[^/]+/)*(?:${names.join('|')})(?:[._-]?(?:part)?[._-]?\d+|(?:\.parquet)?/[^/]+)?$`,
  );
  return { table: names[0], parts, ...spec };
}
