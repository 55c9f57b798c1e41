import type { Database } from '../database.ts';
import { openDictionary } from './dictionary.ts';
import { openLabDictionary } from './lab-dictionary.ts';
import type { SelectedEvents } from './select-events.ts';

/** A code, drug or measured item that comes with the outcome suspiciously often. */
export interface TellingFeature {
  readonly feature: string;
  /** Training encounters that have it. */
  readonly encounters: number;
  readonly positives: number;
}

const FEWEST_ENCOUNTERS = 10;
const TELLING_RATE = 0.5;
const TELLING_AUROC = 0.85;
const MOST_LISTED = 20;

interface Seen {
  encounters: number;
  positives: number;
}

/**
 * Counts how often a code, drug or measured item comes with the outcome. One that nearly tells it may have been written
 * because of it, which only a person can judge.
 */
export class TellingFeatures {
  readonly #codes;
  readonly #labs;
  readonly #seen = new Map<number, Seen>();
  readonly #total: Seen = { encounters: 0, positives: 0 };

  constructor(db: Database) {
    this.#codes = openDictionary(db);
    this.#labs = openLabDictionary(db);
  }

  /** Adds a labelled training encounter. */
  add(selected: SelectedEvents, label: 0 | 1): void {
    const { diagnoses, procedures, medications, entries, labs } = selected;
    const concepts = new Set<number>();
    for (const rows of [diagnoses, procedures, medications, entries]) {
      for (const { row } of rows) concepts.add(row.conceptId);
    }
    for (const row of labs) concepts.add(this.#labs.conceptOf(row));
    count(this.#total, label);
    for (const concept of concepts) {
      const seen = this.#seen.get(concept) ?? { encounters: 0, positives: 0 };
      this.#seen.set(concept, seen);
      count(seen, label);
    }
  }

  /** What comes with the outcome in half of ten or more encounters, or has an AUROC of .85 alone; strongest first. */
  list(): TellingFeature[] {
    const telling = [...this.#seen].filter(
      ([, seen]) =>
        seen.encounters >= FEWEST_ENCOUNTERS &&
        (seen.positives / seen.encounters >= TELLING_RATE ||
          aurocOfPresence(seen, this.#total) >= TELLING_AUROC),
    );
    telling.sort(([, a], [, b]) => b.positives / b.encounters - a.positives / a.encounters);
    return telling.slice(0, MOST_LISTED).map(([concept, { encounters, positives }]) => {
      const { system, code, name } = this.#codes.concept(concept);
      const feature = name === null || name === code ? `${system} ${code}` : `${name} (${system} ${code})`;
      return { feature, encounters, positives };
    });
  }
}

function count(seen: Seen, label: 0 | 1): void {
  seen.encounters += 1;
  seen.positives += label;
}

/** AUROC of being there or not, in whichever direction it tells more; .5 where one class is missing. */
function aurocOfPresence(seen: Seen, total: Seen): number {
  const negatives = total.encounters - total.positives;
  if (total.positives === 0 || negatives === 0) return 0.5;
  const sensitivity = seen.positives / total.positives;
  const falsePositives = (seen.encounters - seen.positives) / negatives;
  return 0.5 + Math.abs(sensitivity - falsePositives) / 2;
}
