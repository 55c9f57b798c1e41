import type { MappedRole, Mapping } from '../../../../main/api/mapping.ts';
import type { FoundTable } from '../../../../main/api/mapping-proposal.ts';
import type { Change, Draft, DraftTable } from './draft.ts';
import { FIELDS } from './fields.ts';
import { isSameColumn } from './references.ts';

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

/** What changes in a mapping when a table is to hold something else; `null`: it is not read any more. */
export function roleChange(
  { files, sheet, found, index }: TableUse,
  role: MappedRole | null,
  { draft, proposed }: { readonly draft: Draft; readonly proposed: Mapping | null },
): Change[] {
  if (role === null) return index === null ? [] : [[['tables', index], undefined]];
  const before = index === null ? undefined : draft.tables[index];
  const place = { files, ...(sheet === null ? {} : { sheet }) };
  const same = proposed?.tables.find((table) => table.role === role && isSamePlace(table, place));
  const table = same ?? {
    role,
    ...place,
    ...(found?.written ?? {}),
    ...formOf(before),
    columns: keptColumns(role, before),
  };
  if (draft.tables.length === 0) return [[['tables'], [table]]];
  return [[['tables', index ?? draft.tables.length], table]];
}

/** How the file is written does not depend on what it holds. */
function formOf(table: DraftTable | undefined): Partial<DraftTable> {
  if (table === undefined) return {};
  const { delimiter, encoding, decimal, dates, missing } = table;
  const form = { delimiter, encoding, decimal, dates, missing };
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
}

/** The columns that are called the same whatever the table holds, such as the patient. */
function keptColumns(role: MappedRole, before: DraftTable | undefined): DraftTable['columns'] {
  const kept = Object.entries(before?.columns ?? {}).filter(([name, reference]) => {
    const fields: Readonly<Partial<Record<string, { readonly kind: string }>>> = FIELDS[role];
    const former: Readonly<Partial<Record<string, { readonly kind: string }>>> = FIELDS[before?.role ?? role];
    return fields[name] !== undefined && fields[name].kind === former[name]?.kind && reference !== undefined;
  });
  return Object.fromEntries(kept);
}
