import type { z } from 'zod';
import type { activityEntry } from './activity.ts';
import type { audit } from './audits.ts';
import type { lintReport } from './checks.ts';
import type { cohortChoices, cohortCounts, cohortDescription, labelCard, savedCohort } from './cohorts.ts';
import type { CohortSpec, jobRef, SavedName } from './common.ts';
import type { databaseSummary } from './databases.ts';
import type { comparison, diagnosis } from './findings.ts';
import type { importRun, importSummary, inspection, rejectedRow, sourceKind } from './imports.ts';
import type { epochReport, job, jobLogLine } from './jobs.ts';
import type { missingnessReport } from './missingness.ts';
import type { MappingPreview } from './mapping-preview.ts';
import type { MappingProposal } from './mapping-proposal.ts';
import type { modelDetails, modelSummary } from './models.ts';
import type {
  encounterHeader,
  labSeries,
  patientQuery,
  patientRow,
  recordRow,
  savedView,
  thresholdFigures,
} from './patients.ts';
import type {
  coalitions,
  disagreement,
  disagreementInput,
  neighbourhood,
  prediction,
  predictionRequest,
} from './predictions.ts';
import type { patientChoice, serverAccount, serverInput } from './servers.ts';
import type { trial } from './search.ts';
import type { settings } from './settings.ts';
import type { directoryListing, doctorReport, systemInfo, serverContact, updateSource } from './system.ts';
import type { presetDescription, settingDescription, trainingRequest, trainingRun } from './training.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';

export type Audit = z.infer<typeof audit>;
export type Coalitions = z.infer<typeof coalitions>;
export type CohortChoices = z.infer<typeof cohortChoices>;
export type CohortCounts = z.infer<typeof cohortCounts>;
export type CohortDescription = z.infer<typeof cohortDescription>;
export type ComparisonReport = z.infer<typeof comparison>;
export type Diagnosis = z.infer<typeof diagnosis>;
export type DatabaseSummary = z.infer<typeof databaseSummary>;
export type Disagreement = z.infer<typeof disagreement>;
export type DisagreementInput = z.infer<typeof disagreementInput>;
export type DoctorReport = z.infer<typeof doctorReport>;
export type EncounterHeader = z.infer<typeof encounterHeader>;
export type EpochReport = z.infer<typeof epochReport>;
export type ImportRun = z.infer<typeof importRun>;
export type ImportSummary = z.infer<typeof importSummary>;
export type Inspection = z.infer<typeof inspection>;
export type Job = z.infer<typeof job>;
export type JobLogLine = z.infer<typeof jobLogLine>;
export type JobRef = z.infer<typeof jobRef>;
export type LabSeries = z.infer<typeof labSeries>;
export type LabelCard = z.infer<typeof labelCard>;
export type LintReport = z.infer<typeof lintReport>;
export type MissingnessReport = z.infer<typeof missingnessReport>;
export type ModelDetails = z.infer<typeof modelDetails>;
export type ModelSummary = z.infer<typeof modelSummary>;
export type Neighbourhood = z.infer<typeof neighbourhood>;
export type PatientChoice = z.infer<typeof patientChoice>;
export type PatientQuery = z.infer<typeof patientQuery>;
export type PatientRow = z.infer<typeof patientRow>;
export type Prediction = z.infer<typeof prediction>;
export type PredictionRequest = z.infer<typeof predictionRequest>;
export type PresetDescription = z.infer<typeof presetDescription>;
export type RecordRow = z.infer<typeof recordRow>;
export type RejectedRow = z.infer<typeof rejectedRow>;
export type SavedCohort = z.infer<typeof savedCohort>;
export type SettingDescription = z.infer<typeof settingDescription>;
export type SavedView = z.infer<typeof savedView>;
export type Settings = z.infer<typeof settings>;
export type ServerAccount = z.infer<typeof serverAccount>;
export type ServerContact = z.infer<typeof serverContact>;
export type ServerInput = z.infer<typeof serverInput>;
export type SourceKind = z.infer<typeof sourceKind>;
export type SystemInfo = z.infer<typeof systemInfo>;
export type UpdateSource = z.infer<typeof updateSource>;
export type ThresholdFigures = z.infer<typeof thresholdFigures>;
export type TrainingRequest = z.infer<typeof trainingRequest>;
export type TrainingRun = z.infer<typeof trainingRun>;
export type Trial = z.infer<typeof trial>;

type FolderInput = {
  readonly folder: string;
  readonly source?: SourceKind | undefined;
  readonly mapping?: string | undefined;
};
type Page = { readonly offset: number; readonly limit: number };
type Rows<T> = { total: number; rows: T[] };

/** The use cases behind the router, one group a topic. The host implements them; tests may stub them. */
export interface Services {
  readonly system: {
    info(): Promise<SystemInfo>;
    doctor(): Promise<DoctorReport>;
    listFolder(input: { path?: string | undefined }): Promise<z.infer<typeof directoryListing>>;
    serverContacts(): Promise<ServerContact[]>;
    updates(): Promise<UpdateSource | null>;
  };
  readonly databases: {
    list(): Promise<DatabaseSummary[]>;
    open(input: { path: string; create: boolean }): Promise<DatabaseSummary>;
    select(input: { id: string }): Promise<DatabaseSummary>;
    prepareDemo(input: { admissions?: number | undefined; seed?: number | undefined }): Promise<JobRef>;
    removeDemo(): Promise<{ removed: boolean }>;
  };
  readonly imports: {
    inspect(input: FolderInput): Promise<Inspection>;
    propose(input: { folder: string }): Promise<MappingProposal>;
    preview(
      input: { folder: string; mapping: string; rows: number },
      signal?: AbortSignal,
    ): Promise<MappingPreview>;
    start(input: FolderInput): Promise<JobRef>;
    inspectServer(input: ServerInput): Promise<Inspection>;
    startServer(input: ServerInput): Promise<JobRef>;
    runs(): Promise<ImportRun[]>;
    summary(input: { run: string }): Promise<ImportSummary>;
    rejected(
      input: Page & { run: string; code?: string | undefined; file?: string | undefined },
    ): Promise<Rows<RejectedRow> & { byReason: { code: string; file: string; count: number }[] }>;
    rejectedCsv(input: { run: string }): Promise<string>;
  };
  readonly jobs: {
    list(): Promise<Job[]>;
    get(input: { id: string }): Promise<Job>;
    cancel(input: { id: string; keepCheckpoint: boolean }): Promise<Job>;
    log(input: { id: string }): Promise<JobLogLine[]>;
    resume(input: { id: string }): Promise<JobRef>;
    dismiss(input: { id: string }): Promise<{ dismissed: boolean }>;
    watch(input: { id: string; signal?: AbortSignal | undefined }): AsyncIterable<Job>;
    watchAll(input: { signal?: AbortSignal | undefined }): AsyncIterable<Job[]>;
  };
  readonly cohorts: {
    tasks(): Promise<LabelCard[]>;
    choices(input: CohortSpec): Promise<CohortChoices>;
    text(input: CohortSpec): Promise<string>;
    count(input: CohortSpec, signal?: AbortSignal): Promise<CohortCounts>;
    describe(input: CohortSpec, signal?: AbortSignal): Promise<CohortDescription>;
    saved(): Promise<SavedCohort[]>;
    save(input: { name: string; spec: CohortSpec }): Promise<SavedCohort>;
    delete(input: SavedName): Promise<{ deleted: SavedName[] }>;
  };
  readonly checks: {
    lint(input: CohortSpec): Promise<LintReport>;
    missingness(input: CohortSpec): Promise<MissingnessReport>;
  };
  readonly patients: {
    list(input: PatientQuery): Promise<Rows<PatientRow> & { scored: number; preparing: string | null }>;
    listCsv(input: PatientQuery): Promise<string>;
    views(): Promise<SavedView[]>;
    saveView(input: Omit<SavedView, 'createdAt'>): Promise<SavedView>;
    deleteView(input: Pick<SavedView, 'name'>): Promise<{ deleted: boolean }>;
    thresholds(input: { model: string; thresholds: number[] }): Promise<ThresholdFigures>;
    header(input: { encounter: string }): Promise<EncounterHeader>;
    record(input: Page & { encounter: string; modality: ModalityName }): Promise<Rows<RecordRow>>;
    series(input: { encounter: string; item: string }): Promise<LabSeries>;
  };
  readonly training: {
    settings(): Promise<SettingDescription[]>;
    searchSpaces(): Promise<Record<TrainingRequest['encoders'], Record<string, string>>>;
    presets(): Promise<PresetDescription[]>;
    estimate(input: TrainingRequest): Promise<{
      seconds: number | null;
      command: string;
      warnings: string[];
      rounds: { trials: number; epochs: number }[];
    }>;
    check(input: TrainingRequest): Promise<string[]>;
    start(input: TrainingRequest): Promise<JobRef>;
    resume(input: { run: string }): Promise<JobRef>;
    runs(): Promise<TrainingRun[]>;
    epochs(input: { run: string; after: number }): Promise<EpochReport[]>;
    trials(input: { run: string }): Promise<Trial[]>;
  };
  readonly models: {
    list(): Promise<ModelSummary[]>;
    get(input: { model: string }): Promise<ModelDetails>;
    card(input: { model: string }): Promise<string>;
    setState(input: { model: string; state: ModelSummary['state'] }): Promise<ModelSummary>;
    export(input: { model: string; path: string }): Promise<{ path: string }>;
    inspect(input: { path: string }): Promise<ModelSummary>;
    import(input: { path: string }): Promise<ModelSummary>;
    delete(input: { model: string }): Promise<{ deleted: boolean }>;
  };
  readonly predictions: {
    run(input: PredictionRequest): Promise<Prediction>;
    coalitions(input: { encounter: string; model: string }): Promise<Coalitions>;
    neighbourhood(input: { encounter: string; model: string }): Promise<Neighbourhood>;
    disagree(input: DisagreementInput): Promise<Disagreement[]>;
    disagreements(input: { encounter: string }): Promise<Disagreement[]>;
    score(input: { model: string }): Promise<JobRef>;
  };
  readonly audits: {
    start(input: { model: string }): Promise<JobRef>;
    get(input: { model: string }): Promise<Audit | null>;
  };
  readonly findings: {
    diagnose(input: { model: string }): Promise<JobRef>;
    diagnosis(input: { model: string }): Promise<Diagnosis | null>;
    compare(input: { first: string; second: string }): Promise<JobRef>;
    comparison(input: { first: string; second: string }): Promise<ComparisonReport | null>;
  };
  readonly activity: {
    list(input: Page): Promise<Rows<z.infer<typeof activityEntry>>>;
    verify(): Promise<{ intact: boolean; entries: number; firstBroken: number | null }>;
  };
  readonly settings: {
    get(): Promise<Settings>;
    set(input: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<Settings>;
  };
}
