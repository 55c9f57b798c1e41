import { existsSync } from 'node:fs';
import { modelDetails } from '../api/models.ts';
import type { ModelDetails, ModelSummary } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import { type Database, writeTransaction } from './database.ts';

/** A model as it enters the registry. */
export interface RegisteredModel {
  readonly details: ModelDetails;
  /** SHA-256 of the bundle's files. */
  readonly hash: string;
}

/** Adds a model; registering the same bundle again moves it to the new path. */
export function registerModel(db: Database, { details, hash }: RegisteredModel): void {
  writeTransaction(db, () =>
    db
      .prepare(
        `INSERT INTO model (id, name, path, state, task, synthetic, details, manifest_sha256, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET path = excluded.path, details = excluded.details`,
      )
      .run(
        details.id,
        details.name,
        details.path,
        details.state,
        details.task,
        details.synthetic ? 1 : 0,
        JSON.stringify(details),
        hash,
        details.createdAt,
      ),
  );
}

interface Row {
  readonly path: string;
  readonly state: ModelSummary['state'];
  readonly details: string;
}

/** Newest first; a bundle that is no longer at its path is marked missing. */
export function listRegisteredModels(db: Database): ModelDetails[] {
  return db
    .prepare<[], Row>('SELECT path, state, details FROM model ORDER BY created_at DESC, id')
    .all()
    .map(detailsOf);
}

/** @throws {LacunaError} `not_found` */
export function registeredModel(db: Database, id: string): ModelDetails {
  const row = db.prepare<[string], Row>('SELECT path, state, details FROM model WHERE id = ?').get(id);
  if (row === undefined) throw new LacunaError('not_found', 'there is no such model in this database');
  return detailsOf(row);
}

export function setModelState(db: Database, id: string, state: ModelSummary['state']): void {
  writeTransaction(db, () => db.prepare('UPDATE model SET state = ? WHERE id = ?').run(state, id));
}

/** Forgets a model and, with it, its predictions and audits. */
export function unregisterModel(db: Database, id: string): void {
  writeTransaction(db, () => db.prepare('DELETE FROM model WHERE id = ?').run(id));
}

function detailsOf({ path, state, details }: Row): ModelDetails {
  const parsed = modelDetails.parse(JSON.parse(details));
  return { ...parsed, path, state, missing: !existsSync(path) };
}
