import type { MappedRole, Mapping } from '../../../../main/api/mapping.ts';
import type { FoundTable } from '../../../../main/api/mapping-proposal.ts';
import { compact } from '../../../app/search.ts';
import type { Change, Draft, DraftTable } from './draft.ts';
import { type Field, FIELDS, fieldsOf } from './fields.ts';
import { columnIn, datedColumn, isSameColumn } from './references.ts';

/** A table of the folder as the mapping uses it, or as it lies there unused. */
export interface TableUse {
  readonly key: string;
  readonly files: string;
  readonly sheet: string | null;
  /** `null`: it is named in the mapping by hand, and was not looked at. */
  readonly found: FoundTable | null;
  /** Its place in the mapping; `null`: it is not read. */
  readonly index: number | null;
}

interface Place {
  readonly files: string;
  readonly sheet?: string | null | undefined;
}

function isSamePlace(one: Place, other: Place): boolean {
  return isSameColumn(one.files, other.files) && (one.sheet ?? null) === (other.sheet ?? null);
}

/** The tables of a folder in its order, each as often as the mapping reads it; then those that only the mapping names. */
export function tableUses(found: readonly FoundTable[], { tables }: Draft): TableUse[] {
  const used = tables.map((table, index) => ({ table, index }));
  const inFolder = found.flatMap((each): TableUse[] => {
    const { files, sheet } = each;
    const uses = used.filter(({ table }) => isSamePlace(table, each));
    const indices = uses.length === 0 ? [null] : uses.map(({ index }) => index);
    return indices.map((index, use) => ({
      key: `${files}#${sheet ?? ''}#${use}`,
      files,
      sheet,
      found: each,
      index,
    }));
  });
  const byHand = used
    .filter(({ table }) => !found.some((each) => isSamePlace(table, each)))
    .map(({ table, index }): TableUse => {
      const { files, sheet = null } = table;
      return { key: `by hand ${index}`, files, sheet, found: null, index };
    });
  return [...inFolder, ...byHand];
}

/**
 * What changes in a mapping when a table is to hold something else; `null`: it is not read any more. Its columns are
 * proposed for that as they were at first, but those that were placed already and mean the same stay.
 */
export function roleChange(
  { files, sheet, found, index }: TableUse,
  role: MappedRole | null,
  { draft, proposed }: { readonly draft: Draft; readonly proposed: Mapping | null },
): Change[] {
  if (role === null) return index === null ? [] : [[['tables', index], undefined]];
  const before = index === null ? undefined : draft.tables[index];
  const place = { files, ...(sheet === null ? {} : { sheet }) };
  const same = proposed?.tables.find((table) => table.role === role && isSamePlace(table, place));
  const form = before === undefined ? compact({ dates: found?.as[role]?.dates }) : formOf(before);
  const table = same ?? {
    role,
    ...place,
    ...(found?.written ?? {}),
    ...form,
    ...placedColumns(role, found, { ...before, ...form }),
  };
  if (draft.tables.length === 0) return [[['tables'], [table]]];
  return [[['tables', index ?? draft.tables.length], table]];
}

/** How the file is written does not depend on what it holds. */
function formOf({ delimiter, encoding, decimal, dates, missing }: DraftTable) {
  return compact({ delimiter, encoding, decimal, dates, missing });
}

/** The table as it was, if it was read, with the forms of its dates. */
type Before = Partial<Pick<DraftTable, 'role' | 'columns' | 'dates'>>;

/** Where the columns of a table go, and what else is proposed of them. */
function placedColumns(
  role: MappedRole,
  found: FoundTable | null,
  before: Before,
): Pick<DraftTable, 'columns' | 'measurements' | 'nonNumbers'> {
  const { columns = {}, measurements, nonNumbers } = found?.as[role] ?? {};
  const kept = keptColumns(role, before, measurements !== undefined);
  const taken = Object.values(kept).map(columnIn);
  const proposed = Object.entries(columns)
    .filter(([name, reference]) => kept[name] === undefined && !taken.includes(columnIn(reference)))
    .map(([name, reference]) => {
      const column = found?.columns.find((each) => each.name === columnIn(reference));
      const isDate = fieldOf(role, name)?.kind === 'date' && column !== undefined;
      return [name, isDate ? datedColumn(column, before) : reference] as const;
    });
  return { columns: { ...kept, ...Object.fromEntries(proposed) }, ...compact({ measurements, nonNumbers }) };
}

function fieldOf(role: MappedRole, name: string): Field | undefined {
  const fields: Readonly<Partial<Record<string, Field>>> = FIELDS[role];
  return fields[name];
}

/** The columns that are called the same whatever the table holds, such as the patient. */
function keptColumns(role: MappedRole, before: Before, isWide: boolean): DraftTable['columns'] {
  const fields = new Map<string, Field>(fieldsOf(role, isWide));
  const kept = Object.entries(before.columns ?? {}).filter(([name]) => {
    const field = fields.get(name);
    return field !== undefined && field.kind === fieldOf(before.role ?? role, name)?.kind;
  });
  return Object.fromEntries(kept);
}
