-- The units in which each item of a source is given, and how a value in one of them is turned into the usual one: value * scale + shift.
-- Results themselves stay as they were written.
CREATE TABLE lab_unit (
  source_id INTEGER NOT NULL REFERENCES source (id),
  item INTEGER NOT NULL,                  -- ordinal in lab_item
  unit TEXT NOT NULL,                     -- as written
  row_count INTEGER NOT NULL,             -- results with a number
  usual INTEGER NOT NULL CHECK (usual IN (0, 1)), -- the unit of most results of the item
  scale REAL,                             -- NULL: no known way from this unit to the usual one
  shift REAL,
  PRIMARY KEY (source_id, item, unit),
  FOREIGN KEY (source_id, item) REFERENCES lab_item (source_id, ordinal)
) STRICT, WITHOUT ROWID;
