-- Records of patients as read from a source. All times are wall-clock minutes (or days) since 1970-01-01, without zone.
-- Every row keeps the file it was read from and the physical line on which its record starts (the header is line 1).

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('mimic-iv')),
  name TEXT NOT NULL UNIQUE,              -- names the source in `source:id`
  release TEXT,                           -- guessed from the columns; NULL when it cannot be told
  synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  content_hash TEXT NOT NULL UNIQUE       -- SHA-256 over the names and contents of all files read
) STRICT;

-- Every file found in the folder, used or not: what the source covers is what its rows say here.
CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  path TEXT NOT NULL,                     -- inside the folder, e.g. hosp/labevents.csv.gz
  table_name TEXT,                        -- e.g. hosp/labevents; NULL for a file of no known table
  use TEXT NOT NULL CHECK (use IN ('required', 'used', 'names', 'unused')),
  size_bytes INTEGER NOT NULL,
  sha256 TEXT,                            -- NULL for an unused file
  rows_read INTEGER NOT NULL,
  rows_imported INTEGER NOT NULL,
  rows_rejected INTEGER NOT NULL,
  rows_duplicate INTEGER NOT NULL,
  rows_unused INTEGER NOT NULL,
  UNIQUE (source_id, path),
  CHECK (rows_read = rows_imported + rows_rejected + rows_duplicate + rows_unused)
) STRICT;

CREATE TABLE patient (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  source_key TEXT NOT NULL,               -- subject_id
  sex TEXT CHECK (sex IN ('F', 'M')),
  anchor_age INTEGER,
  anchor_year INTEGER,
  anchor_year_group TEXT,
  dod INTEGER,                            -- day of death
  death_followup_end INTEGER,             -- last day on which a death would be known; NULL when unknown
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  UNIQUE (source_id, source_key)
) STRICT;
CREATE INDEX patient_source_key ON patient (source_key);

CREATE TABLE encounter (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  parent_id INTEGER REFERENCES encounter (id),
  kind TEXT NOT NULL CHECK (kind IN ('admission', 'icu_stay')),
  source_key TEXT NOT NULL,               -- hadm_id or stay_id
  start_minute INTEGER NOT NULL,          -- admittime or intime
  end_minute INTEGER,                     -- dischtime or outtime; NULL while the stay lasts
  ed_start_minute INTEGER,                -- edregtime
  ed_end_minute INTEGER,                  -- edouttime
  death_minute INTEGER,                   -- deathtime
  hospital_expire_flag INTEGER CHECK (hospital_expire_flag IN (0, 1)),
  admission_type TEXT,
  admission_location TEXT,
  discharge_location TEXT,
  insurance TEXT,
  language TEXT,
  marital_status TEXT,
  race TEXT,
  first_unit TEXT,                        -- care unit at the start of the stay
  age_years INTEGER,                      -- at the start: year - anchor_year + anchor_age
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  UNIQUE (source_id, kind, source_key),
  CHECK ((kind = 'icu_stay') = (parent_id IS NOT NULL)),
  CHECK (end_minute >= start_minute)
) STRICT;
CREATE INDEX encounter_source_key ON encounter (source_key);
CREATE INDEX encounter_patient ON encounter (patient_id, kind, start_minute);
CREATE INDEX encounter_parent ON encounter (parent_id) WHERE parent_id IS NOT NULL;

-- Codes, items and drugs that occur in the records, with their names where a d_* file gives them.
CREATE TABLE concept (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source (id),
  system TEXT NOT NULL,                   -- ICD9CM, ICD10CM, ICD9PCS, ICD10PCS, HCPCS, MIMIC-ITEM, MIMIC-LAB, DRUG
  code TEXT NOT NULL,
  name TEXT,
  unit TEXT,
  UNIQUE (source_id, system, code)
) STRICT;

-- Events are clustered by patient: one range holds all that a person's record says, in the order of the files.
CREATE TABLE transfer (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  encounter_id INTEGER REFERENCES encounter (id), -- NULL: a visit to the emergency department alone
  event TEXT NOT NULL,                    -- ED, admit, transfer, discharge
  unit TEXT,
  start_minute INTEGER NOT NULL,
  end_minute INTEGER,
  PRIMARY KEY (patient_id, file_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE diagnosis (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  concept_id INTEGER NOT NULL REFERENCES concept (id),
  sequence INTEGER NOT NULL,              -- seq_num: priority of the code
  PRIMARY KEY (patient_id, file_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE procedure (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  encounter_id INTEGER REFERENCES encounter (id),
  concept_id INTEGER NOT NULL REFERENCES concept (id),
  origin TEXT NOT NULL CHECK (origin IN ('procedures_icd', 'hcpcsevents', 'procedureevents')),
  chart_minute INTEGER,                   -- chartdate at midnight (procedures_icd, hcpcsevents)
  start_minute INTEGER,                   -- starttime (procedureevents)
  end_minute INTEGER,
  store_minute INTEGER,
  sequence INTEGER,
  PRIMARY KEY (patient_id, file_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE medication (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  encounter_id INTEGER REFERENCES encounter (id),
  concept_id INTEGER NOT NULL REFERENCES concept (id),
  start_minute INTEGER,
  stop_minute INTEGER,
  entered_minute INTEGER,                 -- pharmacy.entertime of the same pharmacy_id
  route TEXT,
  dose TEXT,                              -- value and unit as written
  PRIMARY KEY (patient_id, file_id, line)
) STRICT, WITHOUT ROWID;

-- Laboratory results and vital signs: one BLOB a patient, encounter and file; encounter_id NULL holds the rows of no
-- encounter. The layout of `data` is main/records/labs/block.ts; it names items, texts and ranges by their ordinals below.
CREATE TABLE lab_block (
  id INTEGER PRIMARY KEY,
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  encounter_id INTEGER REFERENCES encounter (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  row_count INTEGER NOT NULL CHECK (row_count > 0),
  data BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX lab_block_patient ON lab_block (patient_id, ifnull(encounter_id, 0), file_id);

CREATE TABLE lab_item (
  source_id INTEGER NOT NULL REFERENCES source (id),
  ordinal INTEGER NOT NULL,
  concept_id INTEGER NOT NULL REFERENCES concept (id),
  row_count INTEGER NOT NULL,
  numeric_count INTEGER NOT NULL,
  patient_count INTEGER NOT NULL,
  PRIMARY KEY (source_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE lab_text (
  source_id INTEGER NOT NULL REFERENCES source (id),
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (source_id, ordinal)
) STRICT, WITHOUT ROWID;

-- Units and reference ranges as they occur together.
CREATE TABLE lab_range (
  source_id INTEGER NOT NULL REFERENCES source (id),
  ordinal INTEGER NOT NULL,
  unit TEXT,
  low REAL,
  high REAL,
  PRIMARY KEY (source_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  encounter_id INTEGER REFERENCES encounter (id),
  source_key TEXT NOT NULL,               -- note_id
  kind TEXT NOT NULL CHECK (kind IN ('discharge', 'radiology')),
  chart_minute INTEGER NOT NULL,
  store_minute INTEGER,
  text TEXT NOT NULL,
  PRIMARY KEY (patient_id, file_id, line)
) STRICT, WITHOUT ROWID;

-- Modalities that the source is known not to cover in an admission; synthetic cohorts state them, MIMIC-IV cannot.
CREATE TABLE uncovered_modality (
  patient_id INTEGER NOT NULL REFERENCES patient (id),
  encounter_id INTEGER NOT NULL REFERENCES encounter (id),
  modality TEXT NOT NULL,
  file_id INTEGER NOT NULL REFERENCES source_file (id),
  line INTEGER NOT NULL,
  PRIMARY KEY (patient_id, encounter_id, modality)
) STRICT, WITHOUT ROWID;
