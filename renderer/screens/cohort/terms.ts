import type { CohortSpec } from '../../../main/api/common.ts';
import { wordsOf, wordsText } from '../../app/search.ts';

/** A code by how it begins, or a name by words in it. */
export type Term = NonNullable<NonNullable<NonNullable<CohortSpec['filters']>['diagnoses']>['with']>[number];

const TERM = /^(code|name):(.+)$/;
const SYSTEM = /^(.+)@([^@]+)$/;

/** Terms as they stand in an address, e.g. `code:428@ICD9CM;name:heart failure`. */
export function parseTerms(text: unknown): Term[] {
  return wordsOf(text).flatMap((word): Term[] => {
    const [, kind, value = ''] = TERM.exec(word) ?? [];
    if (kind === 'name') return [{ name: value }];
    if (kind !== 'code') return [];
    const [, code, system] = SYSTEM.exec(value) ?? [];
    return code === undefined || system === undefined ? [{ code: value }] : [{ code, system }];
  });
}

export function termsText(terms: readonly Term[]): string | undefined {
  return wordsText(terms.map(termText));
}

function termText(term: Term): string {
  if ('name' in term) return `name:${term.name}`;
  return term.system === undefined ? `code:${term.code}` : `code:${term.code}@${term.system}`;
}

/** As the host writes a term where it counts its codes. */
export function termInWords(term: Term): string {
  if ('name' in term) return `"${term.name}"`;
  return term.system === undefined ? term.code : `${term.system} ${term.code}`;
}
