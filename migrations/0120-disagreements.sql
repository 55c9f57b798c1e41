-- What people who know the patient think of a score, with their reason. Only ever added; the score stays as it is.

CREATE TABLE disagreement (
  id INTEGER PRIMARY KEY,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  model_id TEXT NOT NULL,                 -- kept when the model is deleted
  at TEXT NOT NULL,                       -- ISO 8601, UTC
  probability REAL NOT NULL,              -- the score as found that is disagreed with
  direction TEXT NOT NULL CHECK (direction IN ('higher', 'lower')),
  reason TEXT NOT NULL CHECK (reason IN
    ('record_incomplete', 'record_wrong', 'not_in_record', 'limits_of_care', 'implausible', 'other')),
  estimate REAL CHECK (estimate > 0 AND estimate < 1),  -- their own risk; NULL: none given
  comment TEXT CHECK (length(comment) <= 500)
) STRICT;
CREATE INDEX disagreement_encounter ON disagreement (encounter_id, id);

CREATE TRIGGER disagreement_no_update BEFORE UPDATE ON disagreement
BEGIN
  SELECT raise(ABORT, 'a disagreement never changes');
END;
