import type { NoteEvent } from './evidence.ts';
import { eachWord } from './note-terms.ts';
import type { NoteVectorizer } from './note-vectorizer.ts';

/** The columns that an occurrence of a word counts for. */
interface KnownWord {
  /** As a term and as a counted word. */
  readonly own: number[];
  /** As the second of a pair, by the first. */
  readonly after: Map<string, number>;
  /** By the heading it stands under. */
  readonly under: Map<string, number>;
}

/** Columns by word; made once for many rows. */
export type NoteIndex = ReadonlyMap<string, KnownWord>;

export function noteIndex({ terms, words }: NoteVectorizer): NoteIndex {
  const index = new Map<string, KnownWord>();
  const known = (word: string): KnownWord => {
    const entry = index.get(word) ?? { own: [], after: new Map(), under: new Map() };
    index.set(word, entry);
    return entry;
  };
  terms.forEach(({ term, kind }, column) => {
    if (kind === 'word') known(term).own.push(column);
    if (kind === 'pair')
      for (const [first, second] of splits(term, ' ')) known(second).after.set(first, column);
    if (kind === 'section')
      for (const [heading, word] of splits(term, '|')) known(word).under.set(heading, column);
  });
  words.forEach(({ word }, position) => known(word).own.push(terms.length + position));
  return index;
}

/** Every way to part a term: what a form asks or answers may hold the separator. */
function* splits(term: string, separator: ' ' | '|'): Generator<[before: string, after: string]> {
  for (let at = term.indexOf(separator); at >= 0; at = term.indexOf(separator, at + 1)) {
    yield [term.slice(0, at), term.slice(at + 1)];
  }
}

/** What the notes of one encounter hold. */
export interface NoteCounts {
  /** Occurrences by column. */
  readonly known: Uint32Array;
  /** All words, known or not. */
  readonly total: number;
}

/** Counts what has a column in one pass, without making a text of every pair. */
export function countKnown(index: NoteIndex, columns: number, notes: readonly NoteEvent[]): NoteCounts {
  const known = new Uint32Array(columns);
  let total = 0;
  const add = (column: number | undefined): void => {
    if (column !== undefined) known[column] = (known[column] ?? 0) + 1;
  };
  eachWord(notes, (word, previous, heading) => {
    total += 1;
    const entry = index.get(word);
    if (entry === undefined) return;
    for (const column of entry.own) add(column);
    if (previous !== null) add(entry.after.get(previous));
    if (heading !== null) add(entry.under.get(heading));
  });
  return { known, total };
}
