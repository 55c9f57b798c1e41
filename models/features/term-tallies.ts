/** How often a term occurs in training. */
export interface TermTally {
  /** Encounters that hold it. */
  readonly encounters: number;
  readonly occurrences: number;
  /** Sum over encounters of the squared number of occurrences. */
  readonly squares: number;
}

/** A tally with what the encounter at hand has added so far. */
interface OpenTally {
  encounters: number;
  occurrences: number;
  squares: number;
  /** Number of the encounter that added last, and how often. */
  last: number;
  here: number;
}

/** Terms held in memory; beyond it the rarest are forgotten. */
const MAX_HELD = 1_000_000;

/**
 * Counts terms of two parts, such as a pair of words. They are looked up part by part: no text is made of a term that
 * was seen before.
 */
export class TermTallies {
  readonly #separator: string | null;
  readonly #byFirst = new Map<string, Map<string, OpenTally>>();
  #held = 0;
  #first: string | null = null;
  #bySecond = new Map<string, OpenTally>();

  /** @param separator of the parts, where the second may hold it as well. */
  constructor(separator: string | null = null) {
    this.#separator = separator;
  }

  /** @param encounter number of the encounter; they come one after the other. */
  add(first: string, second: string, encounter: number): void {
    // What a form answers may hold the separator: a term is one and the same however it came to be parted.
    if (this.#separator !== null && second.includes(this.#separator)) {
      const at = second.lastIndexOf(this.#separator);
      this.add(first + this.#separator + second.slice(0, at), second.slice(at + 1), encounter);
      return;
    }
    const tallies = this.#after(first);
    const known = tallies.get(second);
    if (known === undefined) {
      this.#held += 1;
      tallies.set(second, { encounters: 1, occurrences: 1, squares: 1, last: encounter, here: 1 });
    } else {
      addTo(known, encounter);
    }
  }

  /** How often a term occurs. */
  occurrences(first: string, second: string): number {
    return this.#byFirst.get(first)?.get(second)?.occurrences ?? 0;
  }

  /** Most distinct terms occur once; without this, memory would grow with the corpus. */
  forgetRarest(): void {
    for (let threshold = 1; this.#held > MAX_HELD; threshold += 1) {
      for (const tallies of this.#byFirst.values()) this.#forget(tallies, threshold);
    }
  }

  *[Symbol.iterator](): Generator<[first: string, second: string, tally: TermTally]> {
    for (const [first, tallies] of this.#byFirst) {
      for (const [second, tally] of tallies) yield [first, second, tally];
    }
  }

  /** Neighbouring terms mostly begin alike. */
  #after(first: string): Map<string, OpenTally> {
    if (first === this.#first) return this.#bySecond;
    const tallies = this.#byFirst.get(first) ?? new Map<string, OpenTally>();
    if (tallies.size === 0) this.#byFirst.set(first, tallies);
    this.#first = first;
    this.#bySecond = tallies;
    return tallies;
  }

  #forget(tallies: Map<string, OpenTally>, threshold: number): void {
    for (const [second, { encounters }] of tallies) {
      if (encounters > threshold) continue;
      tallies.delete(second);
      this.#held -= 1;
    }
  }
}

function addTo(tally: OpenTally, encounter: number): void {
  if (tally.last !== encounter) {
    tally.last = encounter;
    tally.here = 0;
    tally.encounters += 1;
  }
  tally.occurrences += 1;
  // (n + 1)^2 - n^2
  tally.squares += 2 * tally.here + 1;
  tally.here += 1;
}
