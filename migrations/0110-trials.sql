-- What a search for settings tried, and what was found by looking into models.

CREATE TABLE training_trial (
  run_id TEXT NOT NULL REFERENCES training_run (id),
  trial INTEGER NOT NULL CHECK (trial >= 1),  -- 1: the run as it was asked for
  report TEXT NOT NULL,                       -- JSON of a Trial, as it was last
  PRIMARY KEY (run_id, trial)
) STRICT, WITHOUT ROWID;

-- The newest diagnosis of a model, and the newest comparison of it with each other one.
CREATE TABLE model_finding (
  model_id TEXT NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  other_id TEXT REFERENCES model (id) ON DELETE CASCADE,  -- NULL: of the model alone, its diagnosis
  report TEXT NOT NULL,                       -- JSON of a Diagnosis, or of a Comparison
  created_at TEXT NOT NULL                    -- ISO 8601, UTC
) STRICT;
CREATE UNIQUE INDEX model_finding_of ON model_finding (model_id, ifnull(other_id, ''));
CREATE INDEX model_finding_other ON model_finding (other_id);
