import type { CodeTerm } from '../../api/cohort-filters.ts';
import type { Database } from '../database.ts';

export const CONCEPTS_SQL = 'SELECT id, system, code, name FROM concept WHERE source_id = ?';

interface ConceptRow {
  readonly id: number;
  readonly system: string;
  readonly code: string;
  readonly name: string | null;
}

/** Whether a code is what a term asks for. */
type Matcher = (concept: ConceptRow) => boolean;

/**
 * The codes of a source that each term stands for.
 * @returns row ids in `concept`, a set a term in the order given.
 */
export function conceptsOf(db: Database, sourceId: number, terms: readonly CodeTerm[]): Set<number>[] {
  const found = terms.map((term) => ({ matches: matcherOf(term), ids: new Set<number>() }));
  for (const concept of db.prepare<[number], ConceptRow>(CONCEPTS_SQL).iterate(sourceId)) {
    for (const { matches, ids } of found) if (matches(concept)) ids.add(concept.id);
  }
  return found.map(({ ids }) => ids);
}

/** A term as it stands in the attrition table. */
export function termInWords(term: CodeTerm): string {
  if ('name' in term) return `"${term.name}"`;
  return term.system === undefined ? term.code : `${term.system} ${term.code}`;
}

/** A code by how it begins, a name by any part of it, both in whatever case; a code with or without its point. */
function matcherOf(term: CodeTerm): Matcher {
  if ('name' in term) {
    const words = term.name.toLowerCase();
    // Where a source gives no name its code is one, as the paths of eICU are.
    return ({ name, code }) => (name ?? code).toLowerCase().includes(words);
  }
  const start = plain(term.code);
  const system = term.system?.toLowerCase();
  return (concept) =>
    (system === undefined || concept.system.toLowerCase() === system) &&
    plain(concept.code).startsWith(start);
}

function plain(code: string): string {
  return code.replaceAll('.', '').trim().toLowerCase();
}
