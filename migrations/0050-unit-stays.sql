-- Sources other than MIMIC-IV: hospitals, stays in a unit as what tasks are about, and events that are known by the minute.
-- `source` is made anew without the list of kinds in its CHECK: each importer names its own (main/api/imports.ts).

CREATE TABLE source_new (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                     -- mimic-iv, eicu
  name TEXT NOT NULL UNIQUE,              -- names the source in `source:id`
  release TEXT,                           -- guessed from the columns; NULL when it cannot be told
  synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  content_hash TEXT NOT NULL UNIQUE       -- SHA-256 over the names and contents of all files read
) STRICT;
INSERT INTO source_new SELECT id, kind, name, release, synthetic, content_hash FROM source;
DROP TABLE source;
ALTER TABLE source_new RENAME TO source;

CREATE TABLE hospital (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  source_key TEXT NOT NULL,               -- hospitalid
  beds TEXT,                              -- numbedscategory
  teaching INTEGER CHECK (teaching IN (0, 1)),
  region TEXT,
  UNIQUE (source_id, source_key)
) STRICT;

-- What a stay in a unit says beyond `encounter`. Its encounter is of the kind 'admission', which is what tasks are
-- about, whatever a source calls its stays; the stays of one hospital stay share `hospital_stay_key`.
CREATE TABLE unit_stay (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  hospital_id INTEGER NOT NULL REFERENCES hospital (id),
  hospital_stay_key TEXT NOT NULL,        -- patienthealthsystemstayid
  hospital_start_minute INTEGER NOT NULL,
  hospital_admission_source TEXT,
  unit_type TEXT,
  stay_type TEXT,                         -- admit, readmit, transfer, stepdown/other
  visit_number INTEGER,                   -- unitvisitnumber
  unit_expired INTEGER CHECK (unit_expired IN (0, 1)), -- NULL: how the person left the unit is not known
  PRIMARY KEY (patient_id, encounter_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX unit_stay_encounter ON unit_stay (encounter_id);

-- Coded events with the minute of the event and that of its being entered, of sources that know both.
CREATE TABLE stay_event (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  modality TEXT NOT NULL CHECK (modality IN ('diagnoses', 'procedures', 'medications', 'notes')),
  concept_id INTEGER NOT NULL REFERENCES concept (id),
  event_minute INTEGER NOT NULL,
  entered_minute INTEGER,                 -- NULL where the source has no second time: entered as it happened
  care_limit TEXT CHECK (care_limit IN ('none', 'some', 'no_resuscitation')), -- what it says about limits of care
  PRIMARY KEY (patient_id, file_id, line)
) STRICT, WITHOUT ROWID;
