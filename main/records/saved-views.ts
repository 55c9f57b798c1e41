import { savedView } from '../api/patients.ts';
import type { SavedView } from '../api/services.ts';
import { type Database, writeTransaction } from './database.ts';

const LIST_SQL = 'SELECT name, search, created_at AS createdAt FROM saved_view ORDER BY name';
const SAVE_SQL = `
  INSERT INTO saved_view (name, search, created_at) VALUES (?, ?, ?)
  ON CONFLICT (name) DO UPDATE SET name = excluded.name, search = excluded.search, created_at = excluded.created_at`;
const DELETE_SQL = 'DELETE FROM saved_view WHERE name = ?';

interface Row {
  readonly name: string;
  readonly search: string;
  readonly createdAt: string;
}

/** The kept views of the list of patients, by name. */
export function listViews(db: Database): SavedView[] {
  return db
    .prepare<[], Row>(LIST_SQL)
    .all()
    .map((row) => savedView.parse({ ...row, search: JSON.parse(row.search) as unknown }));
}

/** Keeps a view; one of the same name, whatever the case of its letters, is replaced. */
export function saveView(db: Database, { name, search }: Omit<SavedView, 'createdAt'>): SavedView {
  const view = { name, search, createdAt: new Date().toISOString() };
  writeTransaction(db, () => db.prepare(SAVE_SQL).run(name, JSON.stringify(search), view.createdAt));
  return view;
}

export function deleteView(db: Database, name: string): { deleted: boolean } {
  return { deleted: writeTransaction(db, () => db.prepare(DELETE_SQL).run(name).changes > 0) };
}
