import type { MappingPreview, PreviewTable } from '../../../../main/api/mapping-preview.ts';
import type { FieldName, mapping } from '../../../text/en/mapping.ts';
import type { Change, DraftTable, Path } from './draft.ts';
import { FIELDS, ROLES } from './fields.ts';
import type { FileColumn } from './references.ts';

/** What is wrong with a mapping, or with a table of it by the keys from there on. */
export type Fault = MappingPreview['faults'][number];

/** What every group of choices of a table is given. */
export interface TableProps {
  readonly table: DraftTable;
  /** Columns of its file. */
  readonly columns: readonly FileColumn[];
  /** Its first rows as they were read last. */
  readonly preview: PreviewTable | undefined;
  /** Of the table as it was sent last. */
  readonly faults: readonly Fault[];
  /** By keys from the table on. */
  readonly change: (...changes: Change[]) => void;
  /** Told which column is being chosen, so that it can be brought into sight. */
  readonly onLook: (place: Path) => void;
}

/** What a field is called: the unit of a stay is a ward. */
export function fieldLabel(
  name: FieldName,
  role: DraftTable['role'],
  { field, ward }: Pick<typeof mapping, 'field' | 'ward'>,
): string {
  return name === 'unit' && role !== 'results' ? ward : field[name];
}

const FIELD_NAMES: ReadonlySet<string> = new Set(ROLES.flatMap((role) => Object.keys(FIELDS[role])));

export function isField(name: string | number | undefined): name is FieldName {
  return typeof name === 'string' && FIELD_NAMES.has(name);
}

export function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
