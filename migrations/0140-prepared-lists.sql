-- Lists of stays as the window shows them, kept so that a large one opens at once: who is in a cohort, what they are
-- filtered and sorted by, and which modalities are there at each prediction time. All of it follows from the records; a
-- list is used for as long as its basis is that of the database, and goes with every import and removal of a source.
-- Columns are arrays over the stays of the list, in its order; main/records/patients/list-columns.ts says of what.

CREATE TABLE prepared_list (
  id TEXT PRIMARY KEY,                    -- never given twice: a list that is open would be taken for another
  cohort TEXT NOT NULL UNIQUE,            -- JSON of a CohortSpec; null: every admission of the database
  basis TEXT NOT NULL,                    -- SHA-256 over the sources and the version of Lacuna that read them
  prepared_at TEXT NOT NULL,              -- ISO 8601, UTC
  encounter_ids BLOB NOT NULL,            -- row ids in encounter, 4 bytes each
  encounter_keys TEXT NOT NULL,           -- the source's ids, one behind the other
  encounter_ends BLOB NOT NULL,           -- where each of them ends, 4 bytes
  patient_keys TEXT NOT NULL,
  patient_ends BLOB NOT NULL,
  labels BLOB NOT NULL,                   -- 1 byte
  splits BLOB NOT NULL,                   -- 1 byte
  by_age BLOB NOT NULL,                   -- positions in this list, 4 bytes each: the youngest first
  by_age_descending BLOB NOT NULL,
  by_length_of_stay BLOB NOT NULL,
  by_length_of_stay_descending BLOB NOT NULL,
  present BLOB NOT NULL,                  -- 1 byte; bit i: modality i of the fixed order is present
  none_recorded BLOB NOT NULL             -- 1 byte; bit i: the source covers it and holds nothing
) STRICT;

-- The scores of a model by position in a list.
CREATE TABLE prepared_risk (
  list_id TEXT NOT NULL REFERENCES prepared_list (id) ON DELETE CASCADE,
  model_id TEXT NOT NULL REFERENCES model (id) ON DELETE CASCADE,
  scored INTEGER NOT NULL,                -- scores that the model had given when they were put together
  risks BLOB NOT NULL,                    -- probabilities, 8 bytes each
  by_risk BLOB NOT NULL,                  -- positions in the list, 4 bytes each
  by_risk_descending BLOB NOT NULL,
  UNIQUE (list_id, model_id)
) STRICT;
CREATE INDEX prepared_risk_model ON prepared_risk (model_id);
