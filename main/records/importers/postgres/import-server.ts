import type { ImportSummary, Inspection, ServerInput } from '../../../api/services.ts';
import { appendAuditLog } from '../../audit-log.ts';
import { openDatabase } from '../../database.ts';
import { announce, type ImportOptions, importSurvey } from '../import-folder.ts';
import { inspectionOf } from '../inspect-folder.ts';
import { parseServerAddress } from './server-address.ts';
import { ServerSnapshot } from './server-snapshot.ts';
import { surveyServer } from './survey-server.ts';

export interface ServerImportRequest extends ImportOptions {
  readonly server: ServerInput;
}

/**
 * Imports the tables of a server as a new source, all of one moment, in the same way as files. That the server is
 * contacted is noted in the audit log of the database beforehand; nothing else is.
 * @throws {LacunaError} `usage` for the address, what `ServerSnapshot` and `surveyServer` throw, and what `importFolder`
 * throws of its files.
 */
export async function importServer(request: ServerImportRequest): Promise<ImportSummary> {
  const { server, database, signal } = request;
  const startedMs = performance.now();
  const address = parseServerAddress(server.address);
  signal?.throwIfAborted();
  const db = openDatabase(database, { create: true });
  try {
    appendAuditLog(db, { action: 'server.contact', subject: address.text });
    const snapshot = await ServerSnapshot.open({ address, password: server.password }, signal);
    try {
      const survey = await surveyServer(snapshot, server);
      announce(survey, request);
      return await importSurvey(db, { request, survey, startedMs });
    } finally {
      await snapshot.close();
    }
  } finally {
    db.close();
  }
}

/**
 * Says what an import from a server would find, as the server counts and plans; nothing is copied.
 * @param place the database, or a folder, whose disk the free space is of.
 * @throws {LacunaError} as `importServer`.
 */
export async function inspectServer(
  server: ServerInput,
  place: string,
  signal?: AbortSignal,
): Promise<Inspection> {
  const login = { address: parseServerAddress(server.address), password: server.password };
  const snapshot = await ServerSnapshot.open(login, signal);
  try {
    return inspectionOf(await surveyServer(snapshot, server), place);
  } finally {
    await snapshot.close();
  }
}
