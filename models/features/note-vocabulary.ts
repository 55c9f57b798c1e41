import type { TermCounts, TermKind } from './note-terms.ts';

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

interface Tally {
  encounters: number;
  occurrences: number;
  squares: number;
}

/** A pair must occur this many times as often as its words would meet by chance: only then does it say more. */
const COLLOCATION_LIFT = 4;
/** Terms of one kind held in memory; beyond it the rarest are forgotten. */
const MAX_HELD = 1_000_000;

/** Counts terms over training encounters and chooses the vocabulary. */
export class VocabularyCounter {
  readonly #tallies: Readonly<Record<TermKind, Map<string, Tally>>> = {
    word: new Map(),
    pair: new Map(),
    section: new Map(),
  };
  #encounters = 0;
  #words = 0;

  add(counts: TermCounts): void {
    if (counts.word.size === 0) return;
    this.#encounters += 1;
    for (const kind of ['word', 'pair', 'section'] as const) {
      const tallies = this.#tallies[kind];
      for (const [term, count] of counts[kind]) tally(tallies, term, count);
      forgetRarest(tallies);
    }
    for (const count of counts.word.values()) this.#words += count;
  }

  /** Training encounters with any word. */
  get encounters(): number {
    return this.#encounters;
  }

  choose(options: VocabularyOptions): TermUse[] {
    const { minimumEncounters, maximumTerms, maximumSectionTerms } = options;
    const frequent = (kind: TermKind): TermUse[] =>
      [...this.#tallies[kind]]
        .filter(([, { encounters }]) => encounters >= minimumEncounters)
        .map(([term, counted]) => this.#use(term, kind, counted));
    const pairs = frequent('pair').filter(({ term }) => this.#lift(term) >= COLLOCATION_LIFT);
    return [
      ...mostUsed([...frequent('word'), ...pairs], maximumTerms),
      ...mostUsed(frequent('section'), maximumSectionTerms),
    ];
  }

  #use(term: string, kind: TermKind, { encounters, occurrences, squares }: Tally): TermUse {
    const mean = occurrences / this.#encounters;
    const variance = squares / this.#encounters - mean * mean;
    return { term, kind, encounters, mean, deviation: Math.sqrt(Math.max(variance, 0)) };
  }

  #lift(pair: string): number {
    const [first = '', second = ''] = pair.split(' ');
    const occurrences = (kind: TermKind, term: string): number =>
      this.#tallies[kind].get(term)?.occurrences ?? 0;
    const chance = (occurrences('word', first) * occurrences('word', second)) / this.#words;
    return chance === 0 ? 0 : occurrences('pair', pair) / chance;
  }
}

function tally(tallies: Map<string, Tally>, term: string, count: number): void {
  const known = tallies.get(term);
  if (known === undefined) {
    tallies.set(term, { encounters: 1, occurrences: count, squares: count * count });
    return;
  }
  known.encounters += 1;
  known.occurrences += count;
  known.squares += count * count;
}

/** Most distinct terms occur once; without this, memory would grow with the corpus. */
function forgetRarest(tallies: Map<string, Tally>): void {
  for (let threshold = 1; tallies.size > MAX_HELD; threshold += 1) {
    for (const [term, { encounters }] of tallies) if (encounters <= threshold) tallies.delete(term);
  }
}

/** The terms of most encounters; equal ones in alphabetical order. */
function mostUsed(uses: TermUse[], limit: number): TermUse[] {
  return uses.sort((a, b) => b.encounters - a.encounters || (a.term < b.term ? -1 : 1)).slice(0, limit);
}
