import type { PatientQuery, TrainingRequest } from '../api/services.ts';
import type { CohortSpec } from '../api/common.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { comparisonOf, diagnosisOf } from '../records/model-findings.ts';
import { latestAudit } from '../records/audit-results.ts';
import { listAuditLog, verifyAuditLog } from '../records/audit-log.ts';
import { cohortChoices } from '../records/cohorts/cohort-choices.ts';
import { countCohort } from '../records/cohorts/count-cohort.ts';
import { describeCohort } from '../records/cohorts/describe-cohort.ts';
import { labelCards } from '../records/cohorts/label-cards.ts';
import type { Database } from '../records/database.ts';
import { listDisagreements } from '../records/disagreements.ts';
import { openReader } from '../records/open-reader.ts';
import { importSummaryOf, listImportRuns } from '../records/import-runs.ts';
import { kept } from '../records/kept-answers.ts';
import { listRejectedRows, rejectedRowsCsv } from '../records/rejected-rows.ts';
import { lintCohort } from '../records/lint/lint-cohort.ts';
import { missingnessReport } from '../records/missingness/missingness-report.ts';
import { encounterHeader } from '../records/patients/encounter-header.ts';
import { labSeries } from '../records/patients/lab-series.ts';
import { listPatients } from '../records/patients/list-patients.ts';
import { isListReady } from '../records/patients/prepare-list.ts';
import { recordRows } from '../records/patients/record-rows.ts';
import { thresholdFigures } from '../records/patients/threshold-figures.ts';
import { worklistCsv } from '../records/patients/worklist-csv.ts';
import { listSavedCohorts } from '../records/saved-cohorts.ts';
import { listViews } from '../records/saved-views.ts';
import { databaseCounts } from '../records/sources.ts';
import { epochsOf, listTrainingRuns } from '../records/training-runs.ts';
import { listTrials } from '../records/trials.ts';
import { registeredModel } from '../records/models.ts';
import { estimateTraining } from '../training/estimate-training.ts';
import { checkTraining } from '../training/training-warnings.ts';
import { exportModel, inspectBundle, listModels, readModelCard } from '../training/model-registry.ts';
import { expose } from './expose.ts';
import type { WorkerContext } from './messages.ts';
import { nameDatabaseFailure } from './name-database-failure.ts';

/** Everything the window reads of a database, in a thread of its own so that no query holds up the host. */

interface InDatabase {
  readonly database: string;
}
type Page = { readonly offset: number; readonly limit: number };

/** One read-only connection, to the database asked for last. */
let open: { readonly path: string; readonly db: Database } | null = null;

function reading(path: string): Database {
  if (open?.path === path) return open.db;
  open?.db.close();
  open = null;
  const db = openReader(path);
  open = { path, db };
  return db;
}

/** Lets go of the connection, e.g. before the file is deleted. */
function release(): void {
  open?.db.close();
  open = null;
}

/** A read of one database. */
function read<Input, Output>(
  query: (db: Database, input: Input) => Output,
): (input: InDatabase & { readonly input: Input }) => Output {
  return ({ database, input }) => query(reading(database), input);
}

let lastTurn: Promise<unknown> = Promise.resolve();

/**
 * A read that is asked anew with every change of a cohort. Each lets messages in once the one before it has ended, so
 * that one which was given up meanwhile is not begun.
 */
function inTurn<Input, Output>(
  answer: (input: Input) => Output,
): (input: Input, context: WorkerContext) => Promise<Output> {
  return (input, { pause }) => {
    const turn = lastTurn.then(pause).then(() => answer(input));
    lastTurn = turn.catch(() => undefined);
    return turn;
  };
}

const functions = {
  release: (_input: null) => release(),
  databaseCounts: read((db, _input: null) => databaseCounts(db)),
  importRuns: read((db, _input: null) => listImportRuns(db)),
  importSummary: read((db, input: { run: string }) => importSummaryOf(db, input.run)),
  rejectedRows: read(
    (db, input: Page & { run: string; code?: string | undefined; file?: string | undefined }) =>
      listRejectedRows(db, input),
  ),
  rejectedRowsCsv: read((db, input: { run: string }) => rejectedRowsCsv(db, input.run)),
  labelCards: read((db, _input: null) => labelCards(db)),
  cohortChoices: read((db, input: CohortSpec) => cohortChoices(db, input)),
  countCohort: inTurn(read(kept(countCohort))),
  describeCohort: inTurn(read(kept(describeCohort))),
  savedCohorts: read((db, _input: null) => listSavedCohorts(db)),
  missingness: read((db, input: CohortSpec) => missingnessReport(db, input)),
  lintCohort: read((db, input: CohortSpec) => lintCohort(db, input)),
  /** `null`: the list is too large to be put together at once, unless that is asked for. */
  listPatients: read((db, { query, atOnce }: { query: PatientQuery; atOnce: boolean }) =>
    atOnce || isListReady(db, query) ? listPatients(db, query) : null,
  ),
  worklistCsv: read((db, input: PatientQuery) => worklistCsv(db, input)),
  savedViews: read((db, _input: null) => listViews(db)),
  thresholdFigures: read((db, input: { model: string; thresholds: readonly number[] }) =>
    thresholdFigures(db, input),
  ),
  encounterHeader: read((db, input: { encounter: string }) => encounterHeader(db, input.encounter)),
  recordRows: read((db, input: Page & { encounter: string; modality: ModalityName }) =>
    recordRows(db, input),
  ),
  labSeries: read((db, input: { encounter: string; item: string }) => labSeries(db, input)),
  trainingRuns: read((db, _input: null) => listTrainingRuns(db)),
  epochs: read((db, input: { run: string; after: number }) => epochsOf(db, input.run, input.after)),
  trials: read((db, input: { run: string }) => listTrials(db, input.run)),
  checkTraining: read((db, input: TrainingRequest) => checkTraining(db, input)),
  estimateTraining: read((db, input: TrainingRequest) => estimateTraining(db, input)),
  models: read((db, _input: null) => listModels(db)),
  model: read((db, input: { model: string }) => registeredModel(db, input.model)),
  modelCard: read((db, input: { model: string }) => readModelCard(db, input.model)),
  exportModel: read((db, input: { model: string; path: string }) => exportModel(db, input.model, input.path)),
  inspectBundle: ({ path }: { path: string }) => inspectBundle(path),
  latestAudit: read((db, input: { model: string }) => latestAudit(db, input.model)),
  disagreements: read((db, input: { encounter: string }) => listDisagreements(db, input.encounter)),
  diagnosis: read((db, input: { model: string }) => diagnosisOf(db, input)),
  comparison: read((db, input: { first: string; second: string }) => comparisonOf(db, input)),
  auditLog: read((db, input: Page) => listAuditLog(db, input)),
  verifyAuditLog: read((db, _input: null) => verifyAuditLog(db)),
};
export type ReaderFunctions = typeof functions;

expose({ functions, nameFailure: nameDatabaseFailure, close: release });
