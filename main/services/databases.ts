import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSummary, Services } from '../api/services.ts';
import { demoDatabase } from '../demo/demo-folder.ts';
import { rememberFile } from '../demo/remember-file.ts';
import { removeDemo } from '../demo/remove-demo.ts';
import { LacunaError } from '../errors.ts';
import { knownDatabases, selectDatabase, type KnownDatabase } from '../settings/known-databases.ts';
import type { HostParts } from './host-parts.ts';
import { sentence } from '../../models/wording.ts';

export function databaseServices(parts: HostParts): Services['databases'] {
  const { home, reader, checking, scoring, comparing, writer, databaseJobs, log } = parts;
  return {
    list: async () => {
      const { databases } = knownDatabases(home);
      const there = databases.filter((database) => existsSync(database.path));
      return Promise.all(there.map((database) => summaryOf(parts, database)));
    },
    open: async ({ path: file, create }) => {
      await writer.call('prepareDatabase', { database: path.resolve(file), create });
      const known = await rememberFile(home, file);
      log.note({ action: 'database.open' });
      return summaryOf(parts, known);
    },
    select: async ({ id }) => summaryOf(parts, await selectDatabase(home, id)),
    prepareDemo: (request) => Promise.resolve(startDemo(parts, request)),
    removeDemo: async () => {
      await databaseJobs.cancelAll(demoDatabase(home));
      await log.settled();
      await Promise.all([
        ...[reader, checking].map((thread) => thread.call('release', null)),
        ...[scoring, comparing].map((thread) => thread.call('release', null)),
      ]);
      return removeDemo(home);
    },
  };
}

/** Starts the preparation of the demo; it is selected when it is ready, unless another was chosen meanwhile. */
export function startDemo(
  { home, databaseJobs, training }: HostParts,
  request: { readonly admissions?: number | undefined; readonly seed?: number | undefined },
): { job: string } {
  const selected = knownDatabases(home).current?.id;
  const job = {
    database: demoDatabase(home),
    kind: 'demo',
    title: sentence`Preparing the synthetic demo`,
    request: { kind: 'demo', ...request },
  } as const;
  return databaseJobs.start(job, async (call) => {
    const { model, encounter, database } = await training.call('demo', { home, ...request }, call);
    const chosenMeanwhile = knownDatabases(home).current?.id;
    await rememberFile(home, database);
    if (chosenMeanwhile !== undefined && chosenMeanwhile !== selected) {
      await selectDatabase(home, chosenMeanwhile);
    }
    return { model, encounter };
  });
}

async function summaryOf(
  { home, reader }: HostParts,
  { id, path: file, name, kind }: KnownDatabase,
): Promise<DatabaseSummary> {
  if (!existsSync(file)) {
    throw new LacunaError('database_not_found', 'the database is no longer at its path', { file });
  }
  const counts = await reader.call('databaseCounts', { database: file, input: null });
  const current = knownDatabases(home).current?.id === id;
  return { id, path: file, name, kind, current, sizeBytes: statSync(file).size, ...counts };
}
