-- What each import did: counts, rejected rows, warnings. The rows themselves are in the tables of 0010.
-- A run outlives its source: removing a source keeps the account of how it came.

CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  source_id INTEGER REFERENCES source (id) ON DELETE SET NULL,
  kind TEXT NOT NULL,
  release TEXT,
  folder TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  pid INTEGER NOT NULL,                   -- tells a run that lives from one that was killed
  started_at TEXT NOT NULL,               -- ISO 8601, UTC
  ended_at TEXT,
  rejected INTEGER NOT NULL,
  error TEXT,                             -- JSON of an ErrorReport
  summary TEXT                            -- JSON of an ImportSummary without its errors and warnings
) STRICT;
CREATE INDEX import_run_started ON import_run (started_at);
CREATE INDEX import_run_source ON import_run (source_id);

-- The row itself is never kept: `reason` holds no value of a patient.
CREATE TABLE rejected_row (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES import_run (id),
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  column_name TEXT,
  code TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX rejected_row_run ON rejected_row (run_id, code, file);

CREATE TABLE import_warning (
  run_id TEXT NOT NULL REFERENCES import_run (id),
  code TEXT NOT NULL,
  file TEXT NOT NULL,
  message TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (run_id, code, file, message)
) STRICT, WITHOUT ROWID;
