import type { NoteEvent } from './evidence.ts';
import { eachWord, type TermKind } from './note-terms.ts';
import { TermTallies, type TermTally } from './term-tallies.ts';

/** What training says of a term. */
export interface TermUse {
  readonly term: string;
  readonly kind: TermKind;
  /** Encounters whose notes hold it. */
  readonly encounters: number;
  /** Mean and standard deviation of its count over encounters with notes. */
  readonly mean: number;
  readonly deviation: number;
}

export interface VocabularyOptions {
  /** Terms in fewer training encounters are left out. */
  readonly minimumEncounters: number;
  /** Words and pairs kept, those in most encounters first. */
  readonly maximumTerms: number;
  /** Words by section kept beside them. */
  readonly maximumSectionTerms: number;
}

/** A pair must occur this many times as often as its words would meet by chance: only then does it say more. */
const COLLOCATION_LIFT = 4;
/** Words have no first part. */
const ALONE = '';

/** Counts terms over training encounters and chooses the vocabulary. */
export class VocabularyCounter {
  readonly #words = new TermTallies();
  readonly #pairs = new TermTallies();
  readonly #sections = new TermTallies('|');
  #encounters = 0;
  #occurrences = 0;

  /** Adds the notes of one encounter; returns how many words they have. */
  add(notes: readonly NoteEvent[]): number {
    const encounter = this.#encounters + 1;
    let words = 0;
    eachWord(notes, (word, previous, heading) => {
      words += 1;
      this.#words.add(ALONE, word, encounter);
      if (previous !== null) this.#pairs.add(previous, word, encounter);
      if (heading !== null) this.#sections.add(heading, word, encounter);
    });
    if (words === 0) return 0;
    this.#encounters = encounter;
    this.#occurrences += words;
    for (const tallies of [this.#words, this.#pairs, this.#sections]) tallies.forgetRarest();
    return words;
  }

  /** Training encounters with any word. */
  get encounters(): number {
    return this.#encounters;
  }

  choose(options: VocabularyOptions): TermUse[] {
    const { minimumEncounters, maximumTerms, maximumSectionTerms } = options;
    const words: TermUse[] = [];
    for (const [, word, tally] of this.#words) {
      if (tally.encounters >= minimumEncounters) words.push(this.#use(word, 'word', tally));
    }
    for (const [first, second, tally] of this.#pairs) {
      if (tally.encounters < minimumEncounters) continue;
      if (this.#lift(first, second, tally) >= COLLOCATION_LIFT)
        words.push(this.#use(`${first} ${second}`, 'pair', tally));
    }
    const sections: TermUse[] = [];
    for (const [heading, word, tally] of this.#sections) {
      if (tally.encounters >= minimumEncounters)
        sections.push(this.#use(`${heading}|${word}`, 'section', tally));
    }
    return [...mostUsed(words, maximumTerms), ...mostUsed(sections, maximumSectionTerms)];
  }

  #use(term: string, kind: TermKind, { encounters, occurrences, squares }: TermTally): TermUse {
    const mean = occurrences / this.#encounters;
    const variance = squares / this.#encounters - mean * mean;
    return { term, kind, encounters, mean, deviation: Math.sqrt(Math.max(variance, 0)) };
  }

  #lift(first: string, second: string, { occurrences }: TermTally): number {
    const alone = (word: string): number => this.#words.occurrences(ALONE, word);
    const chance = (alone(first) * alone(second)) / this.#occurrences;
    return chance === 0 ? 0 : occurrences / chance;
  }
}

/** The terms of most encounters; equal ones in alphabetical order. */
function mostUsed(uses: TermUse[], limit: number): TermUse[] {
  return uses.sort((a, b) => b.encounters - a.encounters || (a.term < b.term ? -1 : 1)).slice(0, limit);
}
