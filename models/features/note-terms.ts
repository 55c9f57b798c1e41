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
 * Counts the words, neighbouring pairs and words by section of some notes.
 * @param pairStarts pairs are counted after these words only, which saves most of the work where few pairs are known;
 * default: after all.
 */
export function countTerms(notes: readonly NoteEvent[], pairStarts?: ReadonlySet<string>): TermCounts {
  const word = new Map<string, number>();
  const pair = new Map<string, number>();
  const section = new Map<string, number>();
  for (const { text, entry } of notes) {
    if (entry !== undefined) {
      const value = entry.value.toLowerCase();
      increment(word, value);
      increment(section, `${entry.heading.toLowerCase()}|${value}`);
      continue;
    }
    for (const { heading, words } of noteSections(text)) {
      let previous: string | null = null;
      for (const current of words) {
        increment(word, current);
        if (previous !== null && (pairStarts?.has(previous) ?? true))
          increment(pair, `${previous} ${current}`);
        if (heading !== null) increment(section, `${heading}|${current}`);
        previous = current;
      }
    }
  }
  return { word, pair, section };
}

function increment(counts: Map<string, number>, term: string): void {
  counts.set(term, (counts.get(term) ?? 0) + 1);
}
