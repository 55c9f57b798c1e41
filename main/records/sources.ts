import type { DatabaseSummary } from '../api/services.ts';
import type { Database } from './database.ts';

/** What a database holds, by source, with the number of people and admissions. */
export function databaseCounts(db: Database): Pick<DatabaseSummary, 'sources' | 'patients' | 'encounters'> {
  const sources = db
    .prepare<[], DatabaseSummary['sources'][number]>('SELECT kind, name, release FROM source ORDER BY id')
    .all();
  const patients = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM patient').get();
  const encounters = db
    .prepare<[], { n: number }>(`SELECT count(*) AS n FROM encounter WHERE kind = 'admission'`)
    .get();
  return { sources, patients: patients?.n ?? 0, encounters: encounters?.n ?? 0 };
}

/** Whether every record of the database is synthetic. */
export function isSynthetic(db: Database): boolean {
  const counts = db
    .prepare<[], { n: number; synthetic: number | null }>(
      'SELECT count(*) AS n, sum(synthetic) AS synthetic FROM source',
    )
    .get();
  return counts !== undefined && counts.n > 0 && counts.synthetic === counts.n;
}
