import type { CohortSpec } from '../api/common.ts';
import type { RejectedReasons } from '../api/rejected.ts';
import { cohortSource } from './cohorts/cohort-source.ts';
import type { Database } from './database.ts';

/**
 * What was left out of the records of a cohort before any of its rules: rejected rows of all imports of its source.
 * @throws {LacunaError} as `cohortSource`.
 */
export function rejectedBefore(db: Database, spec: CohortSpec): RejectedReasons {
  const source = cohortSource(db, spec);
  if (source === null) return [];
  return db
    .prepare<[number], RejectedReasons[number]>(
      `SELECT w.file, w.code, count(*) AS count
       FROM import_run AS r JOIN rejected_row AS w ON w.run_id = r.id
       WHERE r.source_id = ? GROUP BY w.file, w.code ORDER BY count DESC, w.file, w.code`,
    )
    .all(source.id);
}
