import type { Database } from '../database.ts';
import { AVAILABILITY, NEVER_FEATURES } from '../evidence/availability.ts';
import { LAB_BLOCKS_SQL } from '../evidence/lab-rows.ts';
import { EVIDENCE_SQL } from '../evidence/patient-record.ts';
import { type Check, type Finding, type LintRule, type LintSubject, settled } from './rule.ts';
import { type Sentence, sentence } from '../../../models/wording.ts';

/** Every statement that the record of a person is read by. */
export const RECORD_STATEMENTS: readonly string[] = [...Object.values(EVIDENCE_SQL), LAB_BLOCKS_SQL];

/** When something stopped, or how it ended, is written when it stops. */
const STOPS: readonly string[] = ['medication.stop_minute', 'procedure.end_minute', 'transfer.end_minute'];
const OUTCOMES = NEVER_FEATURES.filter((column) => !STOPS.includes(column));

/** Row ids place a row and say nothing of the person; what a source does not cover is no event. */
const WITHOUT_A_TIME = /\.(id|source_id|patient_id)$|^uncovered_modality\./;

/** Columns, `table.column`, that statements read, computed ones aside. */
function columnsRead(db: Database, statements: readonly string[]): Set<string> {
  const read = statements.flatMap((sql) =>
    db
      .prepare(sql)
      .columns()
      .flatMap(({ table, column }) => (table === null || column === null ? [] : [`${table}.${column}`])),
  );
  return new Set(read);
}

/** Columns that statements read although a model may never know them. */
export function forbiddenColumns(
  db: Database,
  statements: readonly string[],
  forbidden: readonly string[],
): Finding[] {
  const read = columnsRead(db, statements);
  return forbidden
    .filter((column) => read.has(column))
    .map((column) => ({
      severity: 'error',
      feature: column,
      detail: sentence`is read for what a model knows`,
      count: 1,
    }));
}

/** Columns that statements read without a rule that says from when their values are known. */
export function columnsWithoutRule(db: Database, statements: readonly string[]): Finding[] {
  const listed = new Set(AVAILABILITY.flatMap(({ columns }) => columns));
  return [...columnsRead(db, statements)]
    .filter((column) => !listed.has(column) && !WITHOUT_A_TIME.test(column))
    .map((column) => ({
      severity: 'error',
      feature: column,
      detail: sentence`is read, and no rule says from when it is known`,
      count: 1,
    }));
}

export const STOP_TIME_OR_STATUS: LintRule = {
  name: 'stop-time-or-status',
  title: 'Stop times and status',
  meaning:
    'When a drug or a procedure stopped, and whether an order was completed, is only known once it has: many orders stop because the patient died or went home.',
  reads: 'cohort',
  start: ({ db }) => settled(forbiddenColumns(db, RECORD_STATEMENTS, STOPS)),
};

export const OUTCOME_COLUMN: LintRule = {
  name: 'outcome-column',
  title: 'Columns that hold the outcome',
  meaning:
    'The place of discharge, the time of death and the flag for a death in hospital are the outcome itself and may never be read by a model.',
  reads: 'cohort',
  start: ({ db }) => settled(forbiddenColumns(db, RECORD_STATEMENTS, OUTCOMES)),
};

export const COLUMN_WITHOUT_RULE: LintRule = {
  name: 'column-without-rule',
  title: 'Columns without a time',
  meaning:
    'Every column that a model reads must say from when its values are known; one that does not could be from any time.',
  reads: 'cohort',
  start: ({ db }) => settled(columnsWithoutRule(db, RECORD_STATEMENTS)),
};

/** Tables of eICU that hold outcomes, and what was computed with them. */
const APACHE_TABLES: ReadonlySet<string> = new Set(['apachepatientresult', 'apachepredvar']);
/** Their columns that tell the outcome, without marks between the words. */
const APACHE_COLUMNS: ReadonlySet<string> = new Set([
  'predictedicumortality',
  'actualicumortality',
  'predictediculos',
  'actualiculos',
  'predictedhospitalmortality',
  'actualhospitalmortality',
  'predictedhospitallos',
  'actualhospitallos',
  'actualventdays',
  'predventdays',
  'unabridgedunitlos',
  'unabridgedhosplos',
  'unabridgedactualventdays',
  'diedinhospital',
  'dischargelocation',
  'var03hspxlos',
]);

export const FILES_READ_SQL = `SELECT path FROM source_file WHERE source_id = ? AND use IN ('required', 'used')`;
export const CONCEPTS_OF_SOURCE_SQL = 'SELECT system, code, name FROM concept WHERE source_id = ?';

function startApache({ db, source }: LintSubject): Check {
  if (source === null) return settled([]);
  const files = db.prepare<[number], string>(FILES_READ_SQL).pluck().all(source.id);
  const concepts = db
    .prepare<[number], { system: string; code: string; name: string | null }>(CONCEPTS_OF_SOURCE_SQL)
    .all(source.id);
  const isOutcome = (word: string | null) =>
    APACHE_COLUMNS.has((word ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
  const error = (feature: string, detail: Sentence): Finding => ({
    severity: 'error',
    feature,
    detail,
    count: 1,
  });
  return settled([
    ...files
      .filter(isApacheTable)
      .map((file) => error(file, sentence`is read, and holds how the stays ended`)),
    ...concepts
      .filter(({ code, name }) => isOutcome(code) || isOutcome(name))
      .map(({ system, code }) =>
        error(`${system} ${code}`, sentence`is in the record as a value, and holds how the stay ended`),
      ),
  ]);
}

/** @param path inside the imported folder. */
function isApacheTable(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return APACHE_TABLES.has(name.toLowerCase().replace(/\..*$/, ''));
}

export const APACHE_OUTCOME: LintRule = {
  name: 'apache-outcome',
  title: 'APACHE results',
  meaning:
    'The APACHE result tables hold the actual length of stay and death beside the predicted ones, so that a model that reads them is told the answer.',
  reads: 'cohort',
  start: startApache,
};
