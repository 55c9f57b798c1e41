-- Sources that say of every event when it was: FHIR, OMOP, MEDS and mapped files. Their notes are of more kinds than the
-- two of MIMIC-IV, and which modalities they cover is what the import found, not what their files are called.

CREATE TABLE note_new (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  encounter_id INTEGER REFERENCES encounter (id),
  source_key TEXT NOT NULL,               -- note_id
  kind TEXT NOT NULL,                     -- discharge, radiology, other
  chart_minute INTEGER NOT NULL,
  store_minute INTEGER,
  text TEXT NOT NULL,
  PRIMARY KEY (patient_id, file_id, line)
) STRICT, WITHOUT ROWID;
INSERT INTO note_new SELECT patient_id, file_id, line, encounter_id, source_key, kind, chart_minute, store_minute, text FROM note;
DROP TABLE note;
ALTER TABLE note_new RENAME TO note;

-- Modalities of which an encounter without a row has none recorded.
CREATE TABLE covered_modality (
  source_id INTEGER NOT NULL REFERENCES source (id),
  modality TEXT NOT NULL,
  PRIMARY KEY (source_id, modality)
) STRICT, WITHOUT ROWID;

-- A row of a mapped file may hold several codes, so a row of events is told apart by its code as well.
CREATE TABLE stay_event_new (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  concept_id INTEGER NOT NULL REFERENCES concept (id),
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  modality TEXT NOT NULL CHECK (modality IN ('diagnoses', 'procedures', 'medications', 'notes')),
  event_minute INTEGER NOT NULL,
  entered_minute INTEGER,                 -- NULL where the source has no second time: entered as it happened
  care_limit TEXT CHECK (care_limit IN ('none', 'some', 'no_resuscitation')), -- what it says about limits of care
  PRIMARY KEY (patient_id, file_id, line, concept_id)
) STRICT, WITHOUT ROWID;
INSERT INTO stay_event_new
  SELECT patient_id, file_id, line, concept_id, encounter_id, modality, event_minute, entered_minute, care_limit
  FROM stay_event;
DROP TABLE stay_event;
ALTER TABLE stay_event_new RENAME TO stay_event;
