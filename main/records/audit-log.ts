import { createHash } from 'node:crypto';
import { type Database, writeTransaction } from './database.ts';

/** An entry to add: ids only, never a clinical value. */
export interface AuditLogEntry {
  readonly action: string;
  readonly subject?: string | undefined;
  readonly model?: string | undefined;
}

interface Row extends AuditLogRow {
  readonly previousHash: string;
  readonly hash: string;
}

/** An entry as it is shown. */
export interface AuditLogRow {
  readonly id: number;
  readonly at: string;
  readonly action: string;
  readonly subject: string | null;
  readonly model: string | null;
}

/** What the first entry holds in place of the hash of one before. */
const NO_ENTRY_BEFORE = '0'.repeat(64);
const COLUMNS = 'id, at, action, subject, model, previous_hash AS previousHash, hash';

/** Adds an entry that holds the hash of the one before, so that none can be changed or taken out unnoticed. */
export function appendAuditLog(db: Database, { action, subject, model }: AuditLogEntry): void {
  writeTransaction(db, () => {
    const last = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM audit_log ORDER BY id DESC LIMIT 1`).get();
    const entry = {
      id: (last?.id ?? 0) + 1,
      at: new Date().toISOString(),
      action,
      subject: subject ?? null,
      model: model ?? null,
      previousHash: last?.hash ?? NO_ENTRY_BEFORE,
    };
    db.prepare(
      `INSERT INTO audit_log (id, at, action, subject, model, previous_hash, hash)
       VALUES (@id, @at, @action, @subject, @model, @previousHash, @hash)`,
    ).run({ ...entry, hash: hashOf(entry) });
  });
}

/** Entries, newest first. */
export function listAuditLog(
  db: Database,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: AuditLogRow[] } {
  const total = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM audit_log').get()?.n ?? 0;
  const rows = db
    .prepare<[number, number], AuditLogRow>(
      'SELECT id, at, action, subject, model FROM audit_log ORDER BY id DESC LIMIT ? OFFSET ?',
    )
    .all(limit, offset);
  return { total, rows };
}

/** Follows the chain from the first entry to the last. */
export function verifyAuditLog(db: Database): {
  intact: boolean;
  entries: number;
  firstBroken: number | null;
} {
  let entries = 0;
  let previousHash = NO_ENTRY_BEFORE;
  for (const row of db.prepare<[], Row>(`SELECT ${COLUMNS} FROM audit_log ORDER BY id`).iterate()) {
    entries += 1;
    const follows = row.id === entries && row.previousHash === previousHash;
    if (!follows || row.hash !== hashOf(row)) return { intact: false, entries, firstBroken: row.id };
    previousHash = row.hash;
  }
  return { intact: true, entries, firstBroken: null };
}

function hashOf({ id, at, action, subject, model, previousHash }: Omit<Row, 'hash'>): string {
  const text = JSON.stringify([id, at, action, subject, model, previousHash]);
  return createHash('sha256').update(text).digest('hex');
}
