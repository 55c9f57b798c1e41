import { NOTHING_CHANGED, text } from './error-text.ts';

/** Of databases and their files. */
export const databaseErrors = {
  database_not_found: text(
    'The database file does not exist',
    NOTHING_CHANGED,
    'Choose another database or create a new one.',
  ),
  database_newer: text(
    'The database was made by a newer version of Lacuna',
    'It was not opened, so that nothing in it is lost.',
    'Update Lacuna, or choose another database.',
  ),
  database_older: text(
    'The database is of an older version of Lacuna',
    'It was not changed.',
    'Open it where it may be written, which brings it up to date.',
  ),
  database_damaged: text(
    'The database file is damaged, or is not a database',
    'Nothing was written to it.',
    'Restore a copy, or import the source again into a new database.',
  ),
  database_in_use: text(
    'Another process is writing to the database',
    NOTHING_CHANGED,
    'Let it finish, or close it, then try again.',
  ),
  database_read_only: text(
    'The database cannot be written',
    NOTHING_CHANGED,
    'Check the rights of the file and its folder.',
  ),
  disk_full: text(
    'There is not enough free space',
    'The database is as it was before.',
    'Free some space, then try again.',
  ),
  records_memory: text(
    'Reading the records takes more memory than it may use',
    'The database is as it was before.',
    'Close other programs, choose a smaller part of the records, or allow more: start Lacuna with LACUNA_MEMORY_LIMIT=2GB.',
  ),
  already_imported: text(
    'These files were imported before',
    NOTHING_CHANGED,
    'Nothing needs to be done; the data are there.',
  ),
  migration_failed: text(
    'The database could not be brought up to date',
    'It was put back as it was; a copy lies beside it.',
    'Report this with the details below.',
  ),
};
