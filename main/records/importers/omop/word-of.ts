import { literal } from '../sql-literal.ts';

/** The word of a concept, as SQL; NULL for a concept that has none. */
export function wordOf(concept: string, words: Readonly<Record<number, string>>): string {
  const cases = Object.entries(words).map(([id, word]) => `WHEN ${id} THEN ${literal(word)}`);
  return `CASE ${concept} ${cases.join(' ')} END`;
}
