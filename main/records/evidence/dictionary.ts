import type { Database } from '../database.ts';

/** What a code, item or drug is called. */
export interface Concept {
  readonly system: string;
  readonly code: string;
  readonly name: string | null;
  readonly unit: string | null;
}

export const CONCEPT_SQL = 'SELECT system, code, name, unit FROM concept WHERE id = ?';
export const FILE_SQL = 'SELECT path FROM source_file WHERE id = ?';

/** Looks concepts and files up by row id, each once: rows that share one share its strings. */
export interface Dictionary {
  concept(id: number): Concept;
  /** `system:code` of a concept. */
  key(id: number): string;
  /** Path inside the imported folder. */
  file(id: number): string;
}

export function openDictionary(db: Database): Dictionary {
  const conceptRow = db.prepare<[number], Concept>(CONCEPT_SQL);
  const filePath = db.prepare<[number], string>(FILE_SQL).pluck();
  const concept = remembered((id) => required(conceptRow.get(id), 'concept'));
  return {
    concept,
    key: remembered((id) => `${concept(id).system}:${concept(id).code}`),
    file: remembered((id) => required(filePath.get(id), 'file')),
  };
}

function remembered<T>(look: (id: number) => T): (id: number) => T {
  const known = new Map<number, T>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const fresh = look(id);
    known.set(id, fresh);
    return fresh;
  };
}

/** Foreign keys hold in an open database, so a row that is not there is a defect and not bad input. */
function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`the database points to a ${what} that it does not hold`);
  return value;
}
