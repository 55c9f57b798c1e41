import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { LacunaError } from '../errors.ts';
import { changeContent, readContent, type KnownDatabase } from './settings-file.ts';

export type { KnownDatabase } from './settings-file.ts';

/** The databases opened before, oldest first, and which of them is selected. */
export function knownDatabases(dataFolder: string): {
  readonly databases: readonly KnownDatabase[];
  readonly current: KnownDatabase | null;
} {
  const { databases, current } = readContent(dataFolder);
  return { databases, current: databases.find(({ id }) => id === current) ?? null };
}

/** Path of the selected database, `null` when none is. */
export function currentDatabasePath(dataFolder: string): string | null {
  return knownDatabases(dataFolder).current?.path ?? null;
}

/** Remembers a database under its path and selects it; one already known keeps its id. */
export async function rememberDatabase(
  dataFolder: string,
  database: Omit<KnownDatabase, 'id'>,
): Promise<KnownDatabase> {
  const path = resolve(database.path);
  let remembered: KnownDatabase = { ...database, path, id: randomUUID() };
  await changeContent(dataFolder, (before) => {
    const known = before.databases.find((candidate) => candidate.path === path);
    remembered = { ...remembered, id: known?.id ?? remembered.id };
    const others = before.databases.filter((candidate) => candidate !== known);
    return { ...before, databases: [...others, remembered], current: remembered.id };
  });
  return remembered;
}

/** @throws {LacunaError} `not_found` for an id that is not in the list. */
export async function selectDatabase(dataFolder: string, id: string): Promise<KnownDatabase> {
  const { databases } = await changeContent(dataFolder, (before) => {
    if (!before.databases.some((database) => database.id === id)) throw unknownDatabase();
    return { ...before, current: id };
  });
  const selected = databases.find((database) => database.id === id);
  if (selected === undefined) throw unknownDatabase();
  return selected;
}

/** Takes a database off the list; the file itself is not touched. The newest of the others is selected instead. */
export async function forgetDatabase(dataFolder: string, id: string): Promise<void> {
  await changeContent(dataFolder, (before) => {
    const databases = before.databases.filter((database) => database.id !== id);
    const current = before.current === id ? (databases.at(-1)?.id ?? null) : before.current;
    return { ...before, databases, current };
  });
}

function unknownDatabase(): LacunaError {
  return new LacunaError('not_found', 'the database is not in the list of known databases');
}
