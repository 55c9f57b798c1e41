-- Who did what, when, with which model. Append-only: each entry holds the SHA-256 of the one before.
-- Entries hold ids, never clinical values.

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,                       -- ISO 8601, UTC
  action TEXT NOT NULL,
  subject TEXT,                           -- id of an encounter, source, file or setting
  model TEXT,
  previous_hash TEXT NOT NULL,            -- hash of the entry before; 64 zeros for the first
  hash TEXT NOT NULL                      -- SHA-256 over all other columns
) STRICT;

CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;

CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;

-- INSERT OR REPLACE would delete without firing the trigger above.
CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)
BEGIN
  SELECT raise(ABORT, 'the audit log is append-only');
END;
