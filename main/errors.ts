import { inEnglish, type Said, sentence, worded, type Wording } from '../models/wording.ts';

/** Why a row is rejected, which is all that is kept of it where the import has no more to say. */
export const ROW_CODES = {
  bad_number: sentence`a number cannot be read`,
  bad_date: sentence`a date or time cannot be read`,
  unknown_word: sentence`a word is none of those that the mapping names`,
  missing_value: sentence`a required value is empty`,
  duplicate_key: sentence`the key occurs before`,
  unknown_patient: sentence`the patient is not in the database`,
  unknown_encounter: sentence`the encounter is not in the database`,
  discharge_before_admission: sentence`the stay ends before it starts`,
  impossible_value: sentence`the value lies outside what is possible`,
  bad_quoting: sentence`a quote stands where none may`,
  ragged_row: sentence`the row has another number of fields than the header`,
  bad_json: sentence`the record is not a JSON object`,
  bad_element: sentence`an element is not as FHIR R4 defines it`,
  modifier_extension: sentence`an extension may change what the record means`,
  unknown_medication: sentence`the medication is not in the files`,
  record_too_large: sentence`the record is longer than any that is read`,
  wrong_encoding: sentence`the file is not UTF-8 text`,
  bad_configuration: sentence`the configuration is not valid`,
} as const;

export type RowCode = keyof typeof ROW_CODES;

/**
 * Every failure a user can meet has a code from this closed list. A message says what happened, `hint` what to do;
 * neither ever holds a value of a patient.
 */
export const ERROR_CODES = {
  // usage
  usage: 'wrong usage',
  not_found: 'the thing asked for does not exist',
  unknown_modality: 'not the name of one of the six modalities',
  unknown_task: 'not the name of a task',
  unknown_setting: 'not the name of a setting',
  // folders and files
  folder_not_found: 'the folder does not exist',
  not_a_folder: 'the path is not a folder',
  folder_empty: 'the folder is empty',
  output_unwritable: 'the output cannot be written',
  wrong_source: 'the folder does not look like the named source',
  missing_file: 'a required file is missing',
  file_unreadable: 'a file cannot be read',
  file_changed: 'a file changed while it was being read',
  corrupt_gzip: 'a compressed file is damaged or truncated',
  corrupt_parquet: 'a Parquet file is damaged or truncated',
  corrupt_json: 'a JSON file is damaged or truncated',
  bundle_too_large: 'a bundle is too large to be read whole',
  corrupt_excel: 'an Excel workbook is damaged or in another form',
  bad_mapping: 'the mapping cannot be used',
  missing_column: 'a required column is missing',
  duplicate_column: 'a column name occurs twice',
  wrong_delimiter: 'the file is not separated by commas',
  unterminated_quote: 'a quote is opened and never closed',
  empty_file: 'the file has no header',
  // rows
  ...ROW_CODES,
  // database
  database_not_found: 'the database file does not exist',
  database_newer: 'the database was made by a newer version of Lacuna',
  database_older: 'the database is of an older version of Lacuna',
  database_damaged: 'the database file is damaged or is not a database',
  database_in_use: 'another process is writing to the database',
  database_read_only: 'the database cannot be written',
  disk_full: 'there is not enough free space',
  records_memory: 'reading the records takes more memory than it may use',
  already_imported: 'the same files were imported before',
  migration_failed: 'the database could not be brought up to date',
  // servers
  server_off: 'reading from a server is switched off',
  server_unreachable: 'the server does not answer',
  server_untrusted: 'the connection to the server cannot be secured',
  server_password: 'the server asks for a password',
  server_login: 'the server does not let this user in',
  server_database: 'the server has no such database',
  server_schema: 'the server has no schema with the tables of MIMIC-IV',
  server_permission: 'the user may not read a table of the server',
  server_type: 'a column of the server has a type that cannot be read',
  server_query: 'the server refused a query',
  server_timeout: 'the server took too long',
  server_lost: 'the connection to the server was lost',
  // cohorts and training
  cohort_empty: 'no encounter is left after the rules of the cohort',
  labels_unsupported: 'the source cannot answer this task',
  cohort_in_use: 'something was made with the saved cohort',
  leakage: 'a value that was not yet available reached a feature',
  one_class: 'all training labels are the same',
  too_few_positives: 'too few positive labels',
  training_diverged: 'the loss is no longer a finite number',
  adversarial_collapse: 'the latents of a modality say nothing any more',
  learned_late: 'a modality would be learned much later than another',
  feature_not_finite: 'a feature is not a finite number',
  not_enough_memory: 'the training needs more memory than there is',
  run_not_resumable: 'the training run has no checkpoint to resume from',
  // models
  bundle_not_found: 'the model bundle does not exist',
  bundle_damaged: 'the model bundle is damaged',
  bundle_newer: 'the model bundle was made by a newer version of Lacuna',
  bundle_exists: 'there is something at the output path already',
  model_mismatch: 'the model does not fit this task or database',
  note_model_missing: 'the text model of the notes is not where it was',
  note_model_differs: 'the text model of the notes is another',
  note_model_unfit: 'the text model of the notes cannot be used',
  nothing_present: 'no modality is present, so there is no score',
  // host
  engine_unavailable: 'the compute engine cannot be loaded',
  settings_damaged: 'the settings file cannot be understood',
  worker_crashed: 'a background thread of Lacuna stopped unexpectedly',
  port_taken: 'the port is taken',
  unauthorized: 'the window is not signed in to this host',
  forbidden_origin: 'the request comes from somewhere else',
  too_large: 'the request is too large',
  locked: 'the application is locked',
  wrong_passphrase: 'the passphrase is not right',
  job_running: 'a job of this kind is running already',
  cancelled: 'cancelled',
  internal: 'an unexpected failure',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * Where in the user's files a failure lies. `line` is physical, the header is 1; `column` is a header name, or, in a
 * file without columns, how far into the line.
 */
export interface ErrorPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
}

export interface ErrorDetails extends ErrorPlace {
  readonly hint?: Said;
  readonly cause?: unknown;
}

/** The error as it crosses threads, the API and `--json`: data only, no stack. */
export interface ErrorReport extends ErrorPlace {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  /** Of a message and a hint with values in them, how they are put together. */
  readonly wording?: { readonly message?: Wording; readonly hint?: Wording };
}

export class LacunaError extends Error {
  readonly code: ErrorCode;
  readonly file?: string;
  readonly line?: number;
  readonly column?: string;
  readonly hint?: string;
  readonly wording: NonNullable<ErrorReport['wording']>;

  constructor(code: ErrorCode, message: Said, details: ErrorDetails = {}) {
    super(inEnglish(message), { cause: details.cause });
    this.name = 'LacunaError';
    this.code = code;
    this.wording = { ...wordingAs('message', message), ...wordingAs('hint', details.hint) };
    if (details.file !== undefined) this.file = details.file;
    if (details.line !== undefined) this.line = details.line;
    if (details.column !== undefined) this.column = details.column;
    if (details.hint !== undefined) this.hint = inEnglish(details.hint);
  }

  /** The error as plain data. */
  report(): ErrorReport {
    const { code, message, file, line, column, hint, wording } = this;
    return {
      code,
      message,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(hint === undefined ? {} : { hint }),
      ...(Object.keys(wording).length === 0 ? {} : { wording }),
    };
  }

  /** Rebuilds an error that crossed a thread or process as data. */
  static from({ code, message, hint, wording = {}, ...place }: ErrorReport, cause?: unknown): LacunaError {
    return new LacunaError(code, wording.message ?? message, {
      ...place,
      cause,
      ...(hint === undefined ? {} : { hint: wording.hint ?? hint }),
    });
  }
}

/** What was said in one piece has no wording of its own. */
function wordingAs<Part extends 'message' | 'hint'>(part: Part, said: Said | undefined) {
  return typeof said === 'object' ? { [part]: said } : {};
}

/** Any thrown value as a report; what is not a `LacunaError` becomes `internal`, without its message's details. */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof LacunaError) return error.report();
  if (error instanceof DOMException && error.name === 'AbortError') {
    return { code: 'cancelled', message: 'cancelled' };
  }
  const name = error instanceof Error ? error.name : typeof error;
  return {
    code: 'internal',
    message: `unexpected failure (${name})`,
    wording: { message: worded`unexpected failure (${name})` },
    hint: 'run the command again with --debug for the details, and report it',
  };
}
