-- Cohorts, training runs, models, their predictions and audits. Runs and predictions are only ever added.
-- JSON columns hold the shapes of main/api; what is filtered or sorted by is a column of its own.

CREATE TABLE cohort (
  id INTEGER PRIMARY KEY,
  spec TEXT NOT NULL,                     -- JSON of a CohortSpec
  data_fingerprint TEXT NOT NULL,         -- of the records it was computed from
  description TEXT NOT NULL,              -- JSON of a CohortDescription
  created_at TEXT NOT NULL,
  UNIQUE (spec, data_fingerprint)
) STRICT;

CREATE TABLE cohort_encounter (
  cohort_id INTEGER NOT NULL REFERENCES cohort (id) ON DELETE CASCADE,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  prediction_minute INTEGER NOT NULL,
  label INTEGER CHECK (label IN (0, 1)),  -- NULL: unlabelled
  split TEXT NOT NULL CHECK (split IN ('train', 'validation', 'calibration', 'test')),
  present INTEGER NOT NULL,               -- bit i: modality i of the fixed order is present
  none_recorded INTEGER NOT NULL,         -- bit i: the source covers it and holds nothing
  PRIMARY KEY (cohort_id, encounter_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE model (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  path TEXT NOT NULL,                     -- of the bundle: a folder or a .lacuna file
  state TEXT NOT NULL CHECK (state IN ('candidate', 'active', 'retired')),
  task TEXT NOT NULL,
  synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  details TEXT NOT NULL,                  -- JSON of a ModelDetails
  manifest_sha256 TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX model_task ON model (task, created_at);

CREATE TABLE training_run (
  id TEXT PRIMARY KEY,
  model_id TEXT REFERENCES model (id) ON DELETE SET NULL,
  request TEXT NOT NULL,                  -- JSON of a TrainingRequest
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled', 'interrupted')),
  pid INTEGER NOT NULL,
  output_path TEXT NOT NULL,
  checkpoint_path TEXT,                   -- folder of the last checkpoint; NULL when there is none to resume from
  data_fingerprint TEXT,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  error TEXT                              -- JSON of an ErrorReport
) STRICT;
CREATE INDEX training_run_started ON training_run (started_at);
CREATE INDEX training_run_model ON training_run (model_id);

CREATE TABLE training_epoch (
  run_id TEXT NOT NULL REFERENCES training_run (id),
  member INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  report TEXT NOT NULL,                   -- JSON of an EpochReport
  PRIMARY KEY (run_id, member, epoch)
) STRICT, WITHOUT ROWID;

-- One score of the record as found for each model and encounter; a model never changes, so neither does its score.
CREATE TABLE prediction (
  model_id TEXT NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  probability REAL,                       -- calibrated; NULL: nothing present
  logit REAL,
  present INTEGER NOT NULL,               -- bit i: modality i was used
  details TEXT,                           -- JSON of a Prediction
  created_at TEXT NOT NULL,
  PRIMARY KEY (model_id, encounter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX prediction_probability ON prediction (model_id, probability);

CREATE TABLE audit_result (
  model_id TEXT NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  audit TEXT NOT NULL,                    -- JSON of an Audit
  PRIMARY KEY (model_id, created_at)
) STRICT, WITHOUT ROWID;
