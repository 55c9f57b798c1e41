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

/** Whom each rule leaves, e.g. of the value 65. */
const choiceRule: Record<
  NonNullable<Inspection['server']>['attrition'][number]['rule'],
  (value: string) => string
> = {
  all: () => 'All on the server',
  ids: (count) => `Among the ${count} listed`,
  query: () => 'Found by the query',
  minimumAge: (age) => `Aged ${age} or over at the admission`,
  since: (date) => `Admitted on ${date} or later`,
  before: (date) => `Admitted before ${date}`,
  careUnits: (words) => `Through a unit called ${words}`,
  whole: () => 'Read, with all of their admissions',
};

/** Sources as they call themselves. */
const source: Record<Inspection['source'], string> = {
  'mimic-iv': 'MIMIC-IV',
  eicu: 'eICU',
  fhir: 'FHIR',
  omop: 'OMOP',
  meds: 'MEDS',
  csv: 'Your own tables',
};

const server = {
  title: 'PostgreSQL server',
  note: 'MIMIC-IV as mimic-code loads it: in the schemas mimiciv_hosp, mimiciv_icu and so on. Lacuna only reads, and all tables as of one moment.',
  off: 'Reading from a server is switched off, so that nothing on the network is contacted. It can be turned on under',
  settings: 'Settings',
  host: 'Host',
  port: 'Port',
  database: 'Database',
  user: 'User',
  password: 'Password',
  passwordNote:
    'The password is kept in memory for this import only, unless you ask to have it kept; leave it empty if ~/.pgpass has it or none is needed. The way to another computer is encrypted and the certificate of the server checked, unless you choose less.',
  security: 'Security of the connection',
  byHost: 'As the host asks for',
  require: 'Encrypted only',
  verify: 'Encrypted and checked',
  disable: 'Not encrypted',
  contacts: 'Lacuna contacts this address, and no other, when you look inside and when you import.',
  patients: 'Only patients with an admission such as this, each with all of their admissions',
  minimumAge: 'Minimum age',
  since: 'Admitted since',
  before: 'Admitted before',
  careUnit: 'Care unit',
  contacted: (address: string, moment: string) => `Contacted ${address}. All tables are as of ${moment}.`,
  attrition: 'Counted on the server',
  rule: 'Who',
  patientCount: 'Patients',
  admissionCount: 'Admissions',
  rules: choiceRule,
};

export const imports = {
  title: 'Import',
  subtitle:
    'Read a folder of MIMIC-IV, eICU, FHIR, OMOP or MEDS, your own tables, or a PostgreSQL server of yours, into the database on this machine. First you see what is in it; only then is anything read.',
  place: { label: 'Where the records are', folder: 'In a folder', server: 'On a PostgreSQL server' },
  server,
  folder: {
    label: 'Folder',
    contents:
      'MIMIC-IV: the folder with hosp/, and icu/, note/ and ed/ where you have them. eICU: with patient.csv.gz. FHIR: with .ndjson files or bundles. OMOP: with person. MEDS: with data and metadata. Or that of your own tables.',
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
    published: 'Rows as published',
    problems: 'Problems',
    files: 'Files in the folder',
    tables: 'Tables on the server',
    absent: 'These modalities will be absent',
    nothingAbsent: 'All six modalities are there.',
    missing: 'Missing files',
    required: 'required',
    shortfalls: 'Fewer rows than published, which is fine where they were left out on purpose',
    shortfall: (found: string, published: string) => `${found} of ${published} rows`,
    shortfallAbout: (found: string, published: string) => `about ${found} of ${published} rows`,
    noShortfall: 'No file is shorter than published, as far as can be told before reading.',
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
    folder: 'Folder or server',
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
