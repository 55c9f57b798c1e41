import type { ColumnType } from '../column-types.ts';
import { literal } from '../sql-literal.ts';

/** Words of the source for each meaning. */
export type Words = Readonly<Record<string, readonly string[] | undefined>>;

export const SEX_WORDS: Words = {
  F: ['f', 'female', 'w', 'weiblich', 'frau'],
  M: ['m', 'male', 'männlich', 'maennlich', 'mann'],
  other: ['d', 'divers', 'x', 'u', 'o', 'other', 'unknown', 'unbekannt'],
};

export const DIED_WORDS: Words = {
  yes: ['1', 'true', 'yes', 'y', 'ja', 'j', 'died', 'dead', 'expired', 'deceased', 'verstorben', 'tot'],
  no: ['0', 'false', 'no', 'n', 'nein', 'alive', 'lebend'],
};

/** The meaning of a text `x`, NULL where it is none of the words, as SQL. Case does not matter. */
export function meaningSql(x: string, words: Words): string {
  const cases = Object.entries(words).flatMap(([meaning, spelt = []]) =>
    spelt.length === 0
      ? []
      : [`WHEN lower(trim(${x})) IN (${spelt.map(lowered).join(', ')}) THEN ${literal(meaning)}`],
  );
  return cases.length === 0 ? 'NULL::VARCHAR' : `CASE ${cases.join(' ')} END`;
}

function lowered(word: string): string {
  return literal(word.trim().toLowerCase());
}

/** A text that must be one of the words; its value is the meaning. */
export function wordType(words: Words): ColumnType {
  return { sql: 'VARCHAR', cast: (x) => meaningSql(x, words), strict: (k) => k, fault: 'unknown_word' };
}
