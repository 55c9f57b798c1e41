import type { CohortSpec } from '../api/common.ts';
import type { DisagreementInput, ModelSummary, SavedView } from '../api/services.ts';
import { appendAuditLog } from '../records/audit-log.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { addDisagreement } from '../records/disagreements.ts';
import { setModelState } from '../records/models.ts';
import { deleteCohort, saveCohort } from '../records/saved-cohorts.ts';
import { deleteView, saveView } from '../records/saved-views.ts';
import { deleteModel, importModel } from '../training/model-registry.ts';
import { expose } from './expose.ts';
import { nameDatabaseFailure } from './name-database-failure.ts';

/** The window's small writes, in a thread of their own: none of them holds up a read, a score or a job. */

/** What is noted of an action: ids only, never a clinical value. */
export interface Activity {
  readonly action: string;
  readonly subject?: string | undefined;
  readonly model?: string | undefined;
}

async function writing<T>(database: string, work: (db: Database) => T | Promise<T>): Promise<T> {
  const db = openDatabase(database);
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const functions = {
  /** Makes the file when it is not there, and brings an older one up to date. */
  prepareDatabase: ({ database, create }: { database: string; create: boolean }): void => {
    openDatabase(database, { create }).close();
  },
  note: ({ database, activity }: { database: string; activity: Activity }) =>
    writing(database, (db) => appendAuditLog(db, activity)),
  saveCohort: ({ database, name, spec }: { database: string; name: string; spec: CohortSpec }) =>
    writing(database, (db) => saveCohort(db, name, spec)),
  deleteCohort: ({ database, name, version }: { database: string; name: string; version: number }) =>
    writing(database, (db) => deleteCohort(db, name, version)),
  disagree: ({ database, input }: { database: string; input: DisagreementInput }) =>
    writing(database, (db) => addDisagreement(db, input)),
  saveView: ({ database, ...view }: { database: string } & Omit<SavedView, 'createdAt'>) =>
    writing(database, (db) => saveView(db, view)),
  deleteView: ({ database, name }: { database: string; name: string }) =>
    writing(database, (db) => deleteView(db, name)),
  setModelState: (input: { database: string; model: string; state: ModelSummary['state'] }) =>
    writing(input.database, (db) => setModelState(db, input.model, input.state)),
  importModel: ({ database, path }: { database: string; path: string }) =>
    writing(database, (db) => importModel(db, path)),
  deleteModel: ({ database, model }: { database: string; model: string }) =>
    writing(database, (db) => deleteModel(db, model)),
};
export type WriterFunctions = typeof functions;

expose({ functions, nameFailure: nameDatabaseFailure });
