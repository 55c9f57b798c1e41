import path from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { appendAuditLog } from '../records/audit-log.ts';
import { openDatabase } from '../records/database.ts';
import { runLacuna } from '../testing/lacuna-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder();

it('log verify fails when an entry was changed, and says which', async () => {
  const database = path.join(folder, 'records.sqlite');
  const db = openDatabase(database, { create: true });
  for (const action of ['import.done', 'training.done']) appendAuditLog(db, { action });
  db.close();
  const tampering = new SQLite(database);
  tampering.exec("DROP TRIGGER audit_log_no_update; UPDATE audit_log SET action = 'x' WHERE id = 2");
  tampering.close();

  const { code, stdout, stderr } = await runLacuna(['log', 'verify', '--database', database, '--json'], {
    home: folder,
  });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual({ intact: false, entries: 2, firstBroken: 2 });
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'database_damaged', file: database } });
});
