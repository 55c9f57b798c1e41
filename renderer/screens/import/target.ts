import type { DatabaseSummary, SourceKind } from '../../../main/api/services.ts';
import { fileName } from '../../app/file-name.ts';
import { joined } from './paths.ts';

/** Where the rows of an import go: a database that is there, or one that is made for them. */
export interface Target {
  /** Of the database that is there; `null` for a new one. */
  readonly id: string | null;
  /** What a new one is to be called. */
  readonly name: string;
}

/** The databases that take records: all but the demo, whose records are synthetic and go with it. */
export function targetsOf(databases: readonly DatabaseSummary[]): DatabaseSummary[] {
  return databases.filter(({ kind }) => kind !== 'demo');
}

/**
 * The open database if it takes records and holds none of another kind of source, else a new one that is called as the
 * records are where they lie.
 */
export function firstTarget(
  databases: readonly DatabaseSummary[],
  { name, source }: { readonly name: string; readonly source: SourceKind },
): Target {
  const open = targetsOf(databases).find(({ current }) => current);
  const isAlike = open?.sources.every(({ kind }) => kind === source) ?? false;
  return { id: isAlike ? (open?.id ?? null) : null, name };
}

/** The file of a new database in the data folder; `null` where the name has nothing that a file can be called. */
export function databaseFile(dataFolder: string, name: string): string | null {
  const file = fileName(name, 'sqlite');
  return file === '.sqlite' ? null : joined(dataFolder, file);
}
