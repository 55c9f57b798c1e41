import type { ImportRun, Inspection } from '../../../main/api/services.ts';

const use: Record<Inspection['files'][number]['use'], string> = {
  required: 'required',
  used: 'used',
  names: 'names only',
  unused: 'not used',
};

const runState: Record<ImportRun['state'], string> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
};

/** What a table of the database holds. */
const tableName: Readonly<Record<string, string>> = {
  patient: 'Patients',
  encounter: 'Stays, hospital and ICU',
  transfer: 'Transfers between units',
  diagnosis: 'Diagnoses',
  procedure: 'Procedures',
  medication: 'Medications',
  note: 'Notes',
  concept: 'Names of codes',
  lab: 'Labs and vital signs',
};

const phase = { inspecting: 'Inspecting', reading: 'Reading', writing: 'Writing', committing: 'Finishing' };

/** Sources as they call themselves. */
const source: Record<Inspection['source'], string> = { 'mimic-iv': 'MIMIC-IV', eicu: 'eICU', fhir: 'FHIR' };

export const imports = {
  title: 'Import',
  subtitle:
    'Read a folder of MIMIC-IV, eICU or FHIR into the database on this machine. First you see what is in it; only then is anything read.',
  folder: {
    label:
      'Folder with hosp/, and icu/ and note/ where you have them; of eICU the one with patient.csv.gz; of FHIR the one with .ndjson files or bundles',
    placeholder: '/data/mimic-iv-3.1',
    choose: 'Choose folder',
    browse: 'Browse',
    inspect: 'Look inside',
    up: 'Parent folder',
    useThis: 'Use this folder',
    empty: 'There are no folders in here.',
    listing: (path: string) => `Folders in ${path}`,
  },
  inspection: {
    title: (kind: Inspection['source'], release: string) => `Found ${source[kind]} ${release}`,
    unknownRelease: 'of unknown release',
    file: 'File',
    use: 'Use',
    table: 'Table',
    size: 'Size',
    rows: 'Rows, about',
    problems: 'Problems',
    files: 'Files in the folder',
    absent: 'These modalities will be absent',
    nothingAbsent: 'All six modalities are there.',
    missing: 'Missing files',
    required: 'required',
    space: (needed: string, free: string) => `The database will need about ${needed}; ${free} are free.`,
    start: 'Start import',
    notReady: 'The import cannot start until the problems below are solved.',
  },
  target: {
    label: 'Into the database',
    fresh: 'a new one',
    name: 'Name of the new database',
    nameless: 'Give the new database a name, with a letter or a digit in it.',
    taken: 'There is a database of this name: choose it above, or take another name.',
  },
  use,
  phase,
  progress: {
    title: 'Importing',
    file: (index: string, count: string) => `File ${index} of ${count}`,
    rows: 'Rows of this file',
    rate: 'Rate',
    rejected: 'Rejected so far',
    cancel: 'Cancel import',
    note: 'You can leave this page; the import goes on. Cancelling leaves the database as it was.',
  },
  runs: {
    title: 'Earlier imports',
    none: 'Nothing was imported yet.',
    folder: 'Folder',
    release: 'Release',
    started: 'Started',
    state: 'State',
    rejected: 'Rejected rows',
    open: 'Summary',
  },
  runState,
  summary: {
    title: (kind: Inspection['source'], release: string) => `Import of ${source[kind]} ${release}`,
    finding: (imported: string, rejected: string, seconds: string) =>
      `${imported} rows imported in ${seconds}, ${rejected} rejected.`,
    tables: 'Rows in the database',
    tableName,
    table: 'Table',
    rows: 'Rows',
    files: 'Rows by file',
    read: 'Read',
    imported: 'Imported',
    rejected: 'Rejected',
    duplicate: 'Duplicate',
    unused: 'Not used',
    warnings: 'Worth knowing',
    warning: 'What',
    count: 'Rows',
    rejectedTitle: 'Rejected rows',
    rejectedNote:
      'Each was left out for the reason given; all others were imported. The row itself is never shown: it may hold data of a patient.',
    nothingRejected: 'No row was rejected.',
    reasons: 'Reasons',
    everything: 'All reasons',
    csv: 'Save all as CSV',
    line: 'Line',
    column: 'Column',
    reason: 'Reason',
    shown: (from: string, to: string, total: string) => `${from} to ${to} of ${total}`,
    previous: 'Previous',
    next: 'Next',
    toPatients: 'Go to the cohort',
  },
};
