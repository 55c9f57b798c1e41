import type { TaskName } from '../../api/common.ts';
import type { LabelCard } from '../../api/services.ts';
import { LacunaError } from '../../errors.ts';
import type { Database } from '../database.ts';
import { LABEL_CARDS } from './label-card-texts.ts';

const RELEASE_WITHOUT_DEATHS = /^v?1\.0\b/;

/** The label cards of all tasks, each with whether the database can answer it. */
export function labelCards(db: Database): LabelCard[] {
  return Object.values(LABEL_CARDS).map(({ task }) => labelCard(db, task));
}

/** The label card of a task, with whether the database can answer it. */
export function labelCard(db: Database, task: TaskName): LabelCard {
  return { ...LABEL_CARDS[task], unsupported: unsupportedReason(db, task) };
}

/** Why the database cannot answer a task, in a sentence; `null` where it can. */
export function unsupportedReason(db: Database, task: TaskName): string | null {
  if (task !== 'mortality-90d') return null;
  const releases = db.prepare<[], string | null>('SELECT release FROM source').pluck().all();
  return releases.some((release) => release !== null && RELEASE_WITHOUT_DEATHS.test(release))
    ? 'MIMIC-IV v1.0 holds no deaths outside hospital, so nobody is known to have survived.'
    : null;
}

/** @throws {LacunaError} `labels_unsupported` where the database cannot answer the task. */
export function requireSupport(db: Database, task: TaskName): void {
  const reason = unsupportedReason(db, task);
  if (reason === null) return;
  throw new LacunaError('labels_unsupported', reason, {
    hint: 'choose another task, or import MIMIC-IV v2.0 or later',
  });
}
