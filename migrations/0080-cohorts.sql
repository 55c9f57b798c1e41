-- Cohorts that people save by name. A saved cohort never changes: saved under the same name it is a new version.
-- The tables that 0030 meant for cohorts were never written; who is in one is selected anew each time.

DROP TABLE cohort_encounter;
DROP TABLE cohort;

CREATE TABLE cohort (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  version INTEGER NOT NULL CHECK (version >= 1),
  spec TEXT NOT NULL,                     -- JSON of a CohortSpec
  counts TEXT NOT NULL,                   -- JSON of a CohortCounts, as they were at saving
  data_fingerprint TEXT NOT NULL,         -- SHA-256 of its stays with prediction times, labels and splits, at saving
  created_at TEXT NOT NULL,               -- ISO 8601, UTC
  UNIQUE (name, version)
) STRICT;

CREATE TRIGGER cohort_no_update BEFORE UPDATE ON cohort
BEGIN
  SELECT raise(ABORT, 'a saved cohort never changes');
END;
