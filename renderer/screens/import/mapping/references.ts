import type { FoundColumn } from '../../../../main/api/mapping-proposal.ts';
import type { DraftTable, Reference, Words } from './draft.ts';

/** A column of a file, with what its first values look like where that is known. */
export type FileColumn = Pick<FoundColumn, 'name'> & Partial<FoundColumn>;

/** Between forms of dates that all fit, as the host writes them. */
export const EITHER = ' or ';
/** The form of dates where none is named. */
export const USUAL_DATES = 'ISO';

/** Case and blanks around a name do not matter. */
export function isSameColumn(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

export function columnIn(reference: DraftTable['columns'][string] | undefined): string | undefined {
  if (typeof reference === 'string') return reference;
  return isObject(reference) && 'column' in reference ? reference.column : undefined;
}

export function alwaysIn(reference: DraftTable['columns'][string] | undefined): string | undefined {
  return isObject(reference) && 'always' in reference ? reference.always : undefined;
}

export function wordsIn(reference: DraftTable['columns'][string] | undefined): Words | undefined {
  return isObject(reference) && 'column' in reference ? reference.words : undefined;
}

/** The form by which the dates of a column are read: its own, or that of its table. */
export function datesIn(
  reference: DraftTable['columns'][string] | undefined,
  table: Pick<DraftTable, 'dates'>,
): string {
  const own = isObject(reference) && 'column' in reference ? reference.dates : undefined;
  return own ?? table.dates ?? USUAL_DATES;
}

/** A column of dates, in its own form only where that is not the form of all dates of the table. */
export function withDates(column: string, form: string, table: Pick<DraftTable, 'dates'>): Reference {
  return form === (table.dates ?? USUAL_DATES) ? column : { column, dates: form };
}

/** A column of dates that was just chosen, in the form of its values; where several fit, all of them for the user to choose from. */
export function datedColumn(column: FileColumn, table: Pick<DraftTable, 'dates'>): Reference {
  const { name, dates = [] } = column;
  const usual = table.dates ?? USUAL_DATES;
  if (dates.length === 0 || dates.includes(usual)) return name;
  return withDates(name, dates.join(EITHER), table);
}

/** The words of a column with one of them standing for another thing; `''`: for itself. */
export function withMeaning(words: Words, word: string, meaning: string): Words {
  const rest = Object.entries(words).map(
    ([each, spelt]) => [each, spelt.filter((one) => !isSameColumn(String(one), word))] as const,
  );
  const without = Object.fromEntries(rest.filter(([, spelt]) => spelt.length > 0));
  return meaning === '' ? without : { ...without, [meaning]: [...(without[meaning] ?? []), word] };
}

export function meaningOf(words: Words, word: string): string {
  const found = Object.entries(words).find(([, spelt]) =>
    spelt.some((one) => isSameColumn(String(one), word)),
  );
  return found?.[0] ?? '';
}

/** A column with its words; none: the column alone. */
export function withWords(column: string, words: Words): Reference {
  return Object.keys(words).length === 0 ? column : { column, words };
}

function isObject(
  reference: DraftTable['columns'][string] | undefined,
): reference is Exclude<Reference, string> {
  return typeof reference === 'object' && !Array.isArray(reference);
}
