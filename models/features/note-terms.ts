import type { NoteEvent } from './evidence.ts';
import { noteSections } from './note-sections.ts';

/** `word`; `pair` of neighbouring words; `section`: a word under a heading. */
export type TermKind = 'word' | 'pair' | 'section';

/** How often each term occurs in the notes of one encounter. */
export interface TermCounts {
  readonly word: ReadonlyMap<string, number>;
  /** `first second` */
  readonly pair: ReadonlyMap<string, number>;
  /** `heading|word` */
  readonly section: ReadonlyMap<string, number>;
}

/**
 * A word of a note: the one before it under the same heading, and the heading, in lower case; `null` = none. An entry
 * of a form is one word, whatever it consists of.
 */
export type VisitWord = (word: string, previous: string | null, heading: string | null) => void;

/** Visits the words of some notes in order. */
export function eachWord(notes: readonly NoteEvent[], visit: VisitWord): void {
  for (const { text, entry } of notes) {
    if (entry !== undefined) {
      visit(entry.value.toLowerCase(), null, entry.heading.toLowerCase());
      continue;
    }
    for (const { heading, words } of noteSections(text)) {
      let previous: string | null = null;
      for (const word of words) {
        visit(word, previous, heading);
        previous = word;
      }
    }
  }
}

/** Counts the words, neighbouring pairs and words by section of some notes. */
export function countTerms(notes: readonly NoteEvent[]): TermCounts {
  const word = new Map<string, number>();
  const pair = new Map<string, number>();
  const section = new Map<string, number>();
  eachWord(notes, (current, previous, heading) => {
    increment(word, current);
    if (previous !== null) increment(pair, `${previous} ${current}`);
    if (heading !== null) increment(section, `${heading}|${current}`);
  });
  return { word, pair, section };
}

function increment(counts: Map<string, number>, term: string): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}
