import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendAuditLog, listAuditLog, verifyAuditLog } from './audit-log.ts';
import { openDatabase, type Database } from './database.ts';

const opened = (): Database =>
  openDatabase(path.join(mkdtempSync(path.join(tmpdir(), 'lacuna-log-')), 'records.sqlite'), {
    create: true,
  });

function withEntries(): Database {
  const db = opened();
  appendAuditLog(db, { action: 'patient.view', subject: '20000001' });
  appendAuditLog(db, { action: 'prediction.run', subject: '20000001', model: 'm1' });
  appendAuditLog(db, { action: 'import.start' });
  return db;
}

/** Changes what the triggers protect, as somebody with a hex editor could. */
function tamper(db: Database, sql: string): void {
  db.exec('DROP TRIGGER audit_log_no_update; DROP TRIGGER audit_log_no_delete;');
  db.exec(sql);
}

describe('audit log', () => {
  it('lists the newest first and is intact', () => {
    const db = withEntries();
    const { total, rows } = listAuditLog(db, { offset: 0, limit: 2 });
    expect(total).toBe(3);
    expect(rows.map(({ action }) => action)).toEqual(['import.start', 'prediction.run']);
    expect(verifyAuditLog(db)).toEqual({ intact: true, entries: 3, firstBroken: null });
    expect(verifyAuditLog(opened())).toEqual({ intact: true, entries: 0, firstBroken: null });
  });

  it('cannot be changed, emptied or replaced by a statement', () => {
    const db = withEntries();
    expect(() => db.exec("UPDATE audit_log SET action = 'x'")).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM audit_log')).toThrow(/append-only/);
    expect(() => db.exec("INSERT OR REPLACE INTO audit_log VALUES (1, '', 'x', NULL, NULL, '', '')")).toThrow(
      /append-only/,
    );
  });

  it.each([
    ['a changed entry', "UPDATE audit_log SET subject = '20000002' WHERE id = 2", 2],
    ['an entry taken out', 'DELETE FROM audit_log WHERE id = 2', 3],
    ['the first entry taken out', 'DELETE FROM audit_log WHERE id = 1', 2],
  ])('notices %s', (_what, sql, firstBroken) => {
    const db = withEntries();
    tamper(db, sql);
    expect(verifyAuditLog(db)).toMatchObject({ intact: false, firstBroken });
  });
});
