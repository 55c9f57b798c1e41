-- Views of the list of patients that people keep: filters, order and model under a name. What a view finds is looked
-- up anew each time; nothing of a patient is kept in it but what was typed to search for.

CREATE TABLE saved_view (
  name TEXT PRIMARY KEY COLLATE NOCASE,
  search TEXT NOT NULL,                   -- JSON: names and texts, as in the address of the list
  created_at TEXT NOT NULL                -- ISO 8601, UTC
) STRICT, WITHOUT ROWID;
