import type { TaskName } from '../../api/common.ts';
import type { LabelCard } from '../../api/services.ts';
import type { Database } from '../database.ts';
import { listSources, unansweredReason } from './cohort-source.ts';
import { LABEL_CARDS } from './label-card-texts.ts';

/** The label cards of all tasks, each with whether the database can answer it. */
export function labelCards(db: Database): LabelCard[] {
  return Object.values(LABEL_CARDS).map(({ task }) => labelCard(db, task));
}

/** The label card of a task, with whether the database can answer it. */
export function labelCard(db: Database, task: TaskName): LabelCard {
  return { ...LABEL_CARDS[task], unsupported: unsupportedReason(db, task) };
}

/** Why no source of the database can answer a task; `null` where one can, or where there are no records yet. */
export function unsupportedReason(db: Database, task: TaskName): string | null {
  const reasons = listSources(db).map((source) => unansweredReason(source, task));
  return reasons.includes(null) || reasons.length === 0 ? null : [...new Set(reasons)].join(' ');
}
