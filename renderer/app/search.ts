import { inOrder, maybeModality, type ModalityName } from '../modality/modalities.ts';

/** What stands after the `?` of an address: names and texts, nothing nested. */
export type RawSearch = Readonly<Record<string, unknown>>;

/** Reads addresses as people write them: `?without=notes,labs`. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: RawSearch): string {
  const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text.replaceAll('%2C', ',')}`;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One of the given words, or `undefined` for anything else. */
export function oneOf<const T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

export function modalitiesOf(value: unknown): readonly ModalityName[] {
  if (typeof value !== 'string') return [];
  return inOrder(value.split(',').flatMap((name) => maybeModality(name) ?? []));
}

/** Modalities as they stand in an address; `undefined` leaves the name out. */
export function modalityText(modalities: Iterable<ModalityName>): string | undefined {
  const text = inOrder(modalities).join(',');
  return text === '' ? undefined : text;
}

/** Leaves out what is not set, so that a default never lengthens an address. */
export function compact<T extends RawSearch>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A number within limits, from an address or a field; `undefined` for anything else. */
export function numberIn(value: unknown, least: number, most: number): number | undefined {
  if ((typeof value !== 'string' || value.trim() === '') && typeof value !== 'number') return undefined;
  const number = Number(value);
  return number >= least && number <= most ? number : undefined;
}

/** The same, of whole numbers only. */
export function wholeIn(value: unknown, least: number, most: number): number | undefined {
  const number = numberIn(value, least, most);
  return Number.isInteger(number) ? number : undefined;
}

const BETWEEN_WORDS = ';';

/** Words that people typed, as they stand in an address. */
export function wordsOf(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  const words = text.split(BETWEEN_WORDS).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

/** `undefined` without a word. A semicolon in a word would make two of it, so it is left out. */
export function wordsText(words: readonly string[]): string | undefined {
  const text = words.map((word) => word.replaceAll(BETWEEN_WORDS, ' ').trim()).join(BETWEEN_WORDS);
  return text === '' ? undefined : text;
}
