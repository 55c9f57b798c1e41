import { audit } from '../api/audits.ts';
import type { Audit } from '../api/services.ts';
import { type Database, writeTransaction } from './database.ts';

export function saveAudit(db: Database, result: Audit): void {
  writeTransaction(db, () =>
    db
      .prepare('INSERT INTO audit_result (model_id, created_at, audit) VALUES (?, ?, ?)')
      .run(result.model, new Date().toISOString(), JSON.stringify(result)),
  );
}

/** The newest audit of a model, `null` when there is none yet. */
export function latestAudit(db: Database, model: string): Audit | null {
  const row = db
    .prepare<[string], { audit: string }>(
      'SELECT audit FROM audit_result WHERE model_id = ? ORDER BY created_at DESC LIMIT 1',
    )
    .get(model);
  return row === undefined ? null : audit.parse(JSON.parse(row.audit));
}
