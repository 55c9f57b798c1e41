import type { CohortSpec } from '../api/common.ts';
import { atOneMoment, type Database } from './database.ts';
import { basisOf } from './patients/prepared-lists.ts';
import { Recent } from './patients/recent.ts';

/** Of some kB each. */
const KEPT_ANSWERS = 32;

/**
 * Keeps what was answered of the cohorts asked about last. To answer takes seconds where a cohort is large, and one
 * comes back to it more often than its records change; when they do, it is answered anew.
 */
export function kept<Answer>(
  answer: (db: Database, spec: CohortSpec) => Answer,
): (db: Database, spec: CohortSpec) => Answer {
  const byDatabase = new WeakMap<Database, Recent<Answer>>();
  return (db, spec) => {
    const answers = byDatabase.get(db) ?? new Recent<Answer>(KEPT_ANSWERS);
    byDatabase.set(db, answers);
    return atOneMoment(db, () => answers.get(JSON.stringify([spec, basisOf(db)]), () => answer(db, spec)));
  };
}
