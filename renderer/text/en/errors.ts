import type { FailureCode } from '../../app/failure.ts';
import { databaseErrors } from './database-errors.ts';
import { type ErrorText, NOT_IMPORTED, NOTHING_CHANGED, text } from './error-text.ts';
import { remedies } from './remedies.ts';
import { serverErrors } from './server-errors.ts';

const ROW_REJECTED = 'The row was left out and is listed with its file and line; all others were imported.';
const MEND_ROWS = 'Correct the rows in the source and import the folder again, or go on without them.';
const CHECK_PATH = 'Check the path, or choose the folder from the list.';
const EXPORT_AGAIN = 'Export or download this file again, then import the folder once more.';

const folders = {
  folder_not_found: text('The folder does not exist', NOTHING_CHANGED, CHECK_PATH),
  not_a_folder: text(
    'This is a file, not a folder',
    NOTHING_CHANGED,
    'Choose the folder that the file lies in.',
  ),
  folder_empty: text('The folder is empty', NOTHING_CHANGED, 'Choose the folder that holds the records.'),
  wrong_source: text(
    'The folder does not look like a source that can be read',
    NOTHING_CHANGED,
    'Choose the folder as published, or one that holds your own tables as CSV, Parquet or Excel files.',
  ),
  missing_file: text(
    'A required file is missing',
    NOT_IMPORTED,
    'Add the file that is named below to the folder.',
  ),
  file_unreadable: text(
    'A file cannot be read',
    NOT_IMPORTED,
    'Check that you may read it and that it is not open elsewhere.',
  ),
  file_changed: text(
    'A file changed while it was being read',
    NOT_IMPORTED,
    'Wait until it is complete, then import again.',
  ),
  corrupt_gzip: text('A compressed file is damaged or cut short', NOT_IMPORTED, EXPORT_AGAIN),
  corrupt_excel: text(
    'An Excel workbook cannot be read',
    NOT_IMPORTED,
    'Open it in Excel and save it anew as .xlsx, without a password.',
  ),
  bad_mapping: text('The mapping cannot be used', NOT_IMPORTED, 'Correct what the line below says.'),
  corrupt_parquet: text('A Parquet file is damaged or cut short', NOT_IMPORTED, EXPORT_AGAIN),
  corrupt_json: text('A JSON file is damaged or cut short', NOT_IMPORTED, EXPORT_AGAIN),
  bundle_too_large: text(
    'A bundle is too large to be read whole',
    NOT_IMPORTED,
    'Export the records as NDJSON, one resource a line: files of that kind are read at any size.',
  ),
  missing_column: text(
    'A required column is missing',
    NOT_IMPORTED,
    'Compare the header with the release that you downloaded.',
  ),
  duplicate_column: text('A column name occurs twice', NOT_IMPORTED, EXPORT_AGAIN),
  wrong_delimiter: text(
    'The file is not separated by commas',
    NOT_IMPORTED,
    'Save it as comma-separated text.',
  ),
  wrong_encoding: text('The file is not UTF-8 text', NOT_IMPORTED, 'Save it as UTF-8.'),
  unterminated_quote: text('A quote is opened and never closed', NOT_IMPORTED, EXPORT_AGAIN),
  bad_quoting: text('The quotes of a file do not match', NOT_IMPORTED, EXPORT_AGAIN),
  output_unwritable: text(
    'The output cannot be written',
    'What was made is lost; the database is as it was.',
    'Choose another place, or check that you may write there.',
  ),
  empty_file: text('The file has no header', NOT_IMPORTED, EXPORT_AGAIN),
};

const rows = {
  bad_number: text('A number cannot be read', ROW_REJECTED, MEND_ROWS),
  bad_date: text('A date or time cannot be read', ROW_REJECTED, MEND_ROWS),
  unknown_word: text(
    'A word is not one of those that the mapping names',
    ROW_REJECTED,
    'Say in the mapping what the word stands for, and import the folder again.',
  ),
  missing_value: text('A required value is empty', ROW_REJECTED, MEND_ROWS),
  duplicate_key: text('The key occurs before', ROW_REJECTED, MEND_ROWS),
  unknown_patient: text(
    'The patient is not in the database',
    ROW_REJECTED,
    'Check the id, or import the patients first.',
  ),
  unknown_encounter: text(
    'There is no such stay in this database',
    NOTHING_CHANGED,
    'Check the id, or choose another database.',
  ),
  discharge_before_admission: text('The stay ends before it starts', ROW_REJECTED, MEND_ROWS),
  impossible_value: text('The value lies outside what is possible', ROW_REJECTED, MEND_ROWS),
  ragged_row: text('The row has more or fewer fields than the header', ROW_REJECTED, MEND_ROWS),
  bad_json: text('The record is not a JSON object', ROW_REJECTED, MEND_ROWS),
  bad_element: text('An element is not as FHIR R4 defines it', ROW_REJECTED, MEND_ROWS),
  modifier_extension: text('An extension may change what the record means', ROW_REJECTED, MEND_ROWS),
  unknown_medication: text('The medication is not in the files', ROW_REJECTED, MEND_ROWS),
  record_too_large: text('The record is longer than any that is read', ROW_REJECTED, MEND_ROWS),
};

const training = {
  cohort_empty: text(
    'No stay is left after the rules of the cohort',
    NOTHING_CHANGED,
    'Import records, or choose another task or cohort.',
  ),
  labels_unsupported: text(
    'The source cannot answer this task',
    NOTHING_CHANGED,
    'Choose another task; the label card says why.',
  ),
  cohort_in_use: text(
    'Something was made with this cohort',
    NOTHING_CHANGED,
    'Delete the model that is named below first, or keep the cohort.',
  ),
  leakage: text(
    'Something not yet known at the prediction time would be used',
    'It was refused, because figures made with it would be too good to be true.',
    'Change the filter or the timing, or see the leakage check of the cohort.',
  ),
  one_class: text(
    'All training labels are the same',
    'No model can be learned from them.',
    'Choose another task or a larger cohort.',
  ),
  too_few_positives: text(
    'There are too few positive labels',
    'No model can be learned from them.',
    'Choose another task or a larger cohort.',
  ),
  training_diverged: text(
    'The training did not converge',
    'The best weights before it were kept, where there were any.',
    'Lower the learning rate, or use another preset.',
  ),
  adversarial_collapse: text(
    'The adversary has emptied a modality',
    'Its latents are the same for everyone, so that it cannot stand in for another.',
    'Train with a smaller lambda, or leave the modality out.',
  ),
  learned_late: text(
    'Fusing earlier may help (Zhang, Latham and Saxe 2024)',
    'A modality would be learned much later than another under plain gradient descent; it does not hold under Adam.',
    'Choose an earlier depth of the fusion.',
  ),
  feature_not_finite: text(
    'A feature is not a finite number',
    'Nothing was trained.',
    'Correct the values of the modality that is named, or leave it out.',
  ),
  not_enough_memory: text(
    'The training needs more memory than there is',
    'Nothing was trained.',
    'Close other programs, take a smaller preset, or lower components, batch size or members.',
  ),
  run_not_resumable: text(
    'This run cannot be resumed',
    'It left no checkpoint.',
    'Start it again; the same seed gives the same numbers.',
  ),
  bad_configuration: text(
    'The configuration is not valid',
    NOTHING_CHANGED,
    'Correct the setting that is named below.',
  ),
};

const models = {
  bundle_not_found: text('The model file does not exist', NOTHING_CHANGED, CHECK_PATH),
  bundle_damaged: text(
    'The model file is damaged',
    'It was not loaded: its contents do not match their checksums.',
    'Export or copy it again.',
  ),
  bundle_newer: text(
    'The model was made by a newer version of Lacuna',
    'It was not loaded.',
    'Update Lacuna.',
  ),
  bundle_exists: text(
    'There is something at that place already',
    'It was not overwritten.',
    'Choose another name.',
  ),
  model_mismatch: text(
    'The model does not fit this task or database',
    'No score was computed.',
    'Choose a model for this task.',
  ),
  note_model_missing: text(
    'The text model that reads the notes is not there',
    'Nothing was trained or scored.',
    'Put its folder back where it was, or name another one in Train.',
  ),
  note_model_differs: text(
    'The text model that reads the notes is another',
    'Nothing was scored: its vectors would mean something else.',
    'Put back the files that the model was trained with, or train it again.',
  ),
  note_model_unfit: text(
    'The text model cannot be used',
    'Nothing was trained or scored.',
    'Name a folder with model.onnx, a text encoder, and its tokenizer.json or vocab.txt.',
  ),
  nothing_present: text(
    'No modality is present',
    'There is no score for this stay.',
    'Look at the record to see what the source holds.',
  ),
};

const host = {
  usage: text('The request was not understood', NOTHING_CHANGED, 'Check the fields that you filled in.'),
  not_found: text(
    'This does not exist',
    NOTHING_CHANGED,
    'It may have been deleted; go back and choose again.',
  ),
  unknown_modality: text(
    'This is not one of the six modalities',
    NOTHING_CHANGED,
    'Check the address of this page.',
  ),
  unknown_task: text('This task is not known', NOTHING_CHANGED, 'Check the address of this page.'),
  unknown_setting: text('This setting is not known', NOTHING_CHANGED, 'Reload the window.'),
  engine_unavailable: text(
    'The compute engine cannot be loaded',
    'Data can be read; nothing can be trained or scored.',
    'Run “lacuna doctor”: it names the command that mends it.',
  ),
  settings_damaged: text(
    'The settings file cannot be understood',
    'Records and models are not touched.',
    'Mend or delete the file that is named below.',
  ),
  worker_crashed: text(
    'A background part of Lacuna stopped',
    'The work it did is lost; what was saved is safe.',
    'Try again; restart Lacuna if it comes back.',
  ),
  port_taken: text('The port is taken', NOTHING_CHANGED, 'Start Lacuna with another port.'),
  unauthorized: text(
    'This window is not signed in',
    NOTHING_CHANGED,
    'Press Enter in the terminal where Lacuna runs, or run “lacuna open”, and use the new link.',
  ),
  forbidden_origin: text(
    'The request came from somewhere else',
    NOTHING_CHANGED,
    'Open Lacuna by its own address.',
  ),
  too_large: text('The request is too large', NOTHING_CHANGED, 'Shorten what you entered.'),
  locked: text('Lacuna is locked', NOTHING_CHANGED, 'Unlock it with the passphrase.'),
  wrong_passphrase: text(
    'The passphrase is not right',
    NOTHING_CHANGED,
    'Type it again; after each wrong one it takes longer until the next is read.',
  ),
  job_running: text(
    'Work of this kind is already running',
    NOTHING_CHANGED,
    'Wait until it ends, or cancel it in the list of running work.',
  ),
  cancelled: text('Cancelled', 'What was complete before is kept.', 'Start it again whenever you like.'),
  internal: text(
    'Something unexpected went wrong',
    'What was saved before is safe.',
    'Try again; if it comes back, restart Lacuna and report it.',
  ),
  unreachable: text(
    'Lacuna does not answer',
    'The window lost its connection to the program; nothing is lost by that.',
    'Check that Lacuna still runs, then try again.',
  ),
};

const byCode: Record<FailureCode, ErrorText> = {
  ...folders,
  ...rows,
  ...databaseErrors,
  ...serverErrors,
  ...training,
  ...models,
  ...host,
};

export const errors = {
  byCode,
  code: 'Code',
  file: 'File',
  line: 'Line',
  column: 'Column',
  retry: 'Try again',
  remedies,
};
