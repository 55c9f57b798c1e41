import { fromQuery } from '../records/sqlite-errors.ts';

/** Gives what SQLite throws in the midst of a call its name and the database that the call is about. */
export function nameDatabaseFailure(error: unknown, input: unknown): unknown {
  const { database } = (input ?? {}) as { readonly database?: unknown };
  return typeof database === 'string' ? fromQuery(error, database) : error;
}
