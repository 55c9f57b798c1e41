import { LacunaError, type ErrorCode } from '../errors.ts';
import { appendAuditLog, type AuditLogEntry } from '../records/audit-log.ts';
import { withWriter } from './database.ts';
import type { Terminal } from './terminal.ts';

/** Why a database that can be read may not be written just now. */
const NOT_WRITABLE: ReadonlySet<ErrorCode> = new Set(['database_in_use', 'database_read_only', 'disk_full']);

/**
 * Notes in the audit log who viewed or predicted what, as the window does. What was asked for is given even where the
 * log cannot be written, and that is said.
 */
export async function noteActivity(
  flag: string | undefined,
  entry: AuditLogEntry,
  terminal: Terminal,
): Promise<void> {
  try {
    await withWriter(flag, (db) => appendAuditLog(db, entry));
  } catch (error) {
    if (!(error instanceof LacunaError) || !NOT_WRITABLE.has(error.code)) throw error;
    terminal.note(`warning: this is not in the audit log: ${error.message}`);
  }
}
