import type { Mapping } from '../api/mapping.ts';
import type { MappingPreview } from '../api/mapping-preview.ts';
import type { MappingProposal } from '../api/mapping-proposal.ts';
import type { Inspection, ServerInput, SourceKind, TrainingRequest } from '../api/services.ts';
import { auditModel } from '../audit/audit-model.ts';
import { compareModels } from '../audit/compare-models.ts';
import { diagnoseModel } from '../audit/diagnose-model.ts';
import { prepareDemo } from '../demo/prepare-demo.ts';
import type { SearchProgress } from '../../models/search/search-settings.ts';
import type { EpochReport } from '../../models/training/hooks.ts';
import { withLoadedModel, type LoadedModel } from '../prediction/loaded-model.ts';
import { scoreCohort } from '../prediction/score-cohort.ts';
import { saveAudit } from '../records/audit-results.ts';
import { saveComparison, saveDiagnosis } from '../records/model-findings.ts';
import { openDatabase, type Database } from '../records/database.ts';
import { importFolder, type ImportProgress } from '../records/importers/import-folder.ts';
import { inspectFolder } from '../records/importers/inspect-folder.ts';
import { importServer, inspectServer } from '../records/importers/postgres/import-server.ts';
import { proposeMapping } from '../records/importers/mapped/proposal/propose-mapping.ts';
import { previewMapping } from '../records/importers/mapped/preview-mapping.ts';
import { parseDraft, parseMapping } from '../records/importers/mapped/read-mapping.ts';
import { registeredModel } from '../records/models.ts';
import { type ListRequest, prepareList } from '../records/patients/prepare-list.ts';
import { resumeTraining } from '../training/resume-training.ts';
import { runTraining, type TrainingSteps } from '../training/run-training.ts';
import { expose } from './expose.ts';
import { nameDatabaseFailure } from './name-database-failure.ts';
import type { WorkerContext } from './messages.ts';
import { sentence, type Sentence } from '../../models/wording.ts';

/** What a running job says; the host turns it into `JobProgress`. */
export type JobStep =
  | { readonly kind: 'step'; readonly step: Sentence; readonly run?: string | undefined }
  | { readonly kind: 'scored' | 'listed'; readonly done: number; readonly total: number }
  | { readonly kind: 'import'; readonly progress: ImportProgress }
  | {
      readonly kind: 'search';
      readonly progress: SearchProgress;
      readonly seconds: number;
      readonly run?: string | undefined;
    }
  | { readonly kind: 'epoch'; readonly report: EpochReport; readonly run?: string | undefined };

type Context = WorkerContext<JobStep>;

/** Under which two models are compared in the window: as the command line does unless it is told otherwise. */
const COMPARED_MASKS = { rates: [0, 0.3, 0.5, 0.7], maskSeed: 1, masks: 5 };

/** The name that a mapping has in messages, where its text comes from the window. */
const MAPPING_NAME = 'mapping.yaml';

function mappingIn(text: string | undefined): Mapping | undefined {
  return text === undefined ? undefined : parseMapping(text, MAPPING_NAME);
}

const functions = {
  inspect: (input: {
    folder: string;
    source?: SourceKind | undefined;
    mapping?: string | undefined;
    database: string;
  }): Promise<Inspection> =>
    inspectFolder(input.folder, input.source, input.database, mappingIn(input.mapping)),
  propose: ({ folder }: { folder: string }): Promise<MappingProposal> => proposeMapping(folder),
  preview: (
    { folder, mapping, rows }: { folder: string; mapping: string; rows: number },
    { signal }: Context,
  ): Promise<MappingPreview> => previewMapping(folder, parseDraft(mapping, MAPPING_NAME), { rows, signal }),
  import: async (
    input: {
      database: string;
      folder: string;
      source?: SourceKind | undefined;
      mapping?: string | undefined;
    },
    context: Context,
  ) => {
    const { run } = await importFolder({
      ...input,
      mapping: mappingIn(input.mapping),
      signal: context.signal,
      onProgress: (progress) => context.progress({ kind: 'import', progress }),
    });
    return { run };
  },
  inspectServer: (
    input: { server: ServerInput; database: string },
    { signal }: Context,
  ): Promise<Inspection> => inspectServer(input.server, input.database, signal),
  importServer: async (input: { database: string; server: ServerInput }, context: Context) => {
    const { run } = await importServer({
      ...input,
      signal: context.signal,
      onProgress: (progress) => context.progress({ kind: 'import', progress }),
    });
    return { run };
  },
  demo: async (
    input: { home: string; admissions?: number | undefined; seed?: number | undefined },
    context: Context,
  ) => {
    const prepared = await prepareDemo(input, {
      ...stepsOf(context),
      onImport: (progress) => context.progress({ kind: 'import', progress }),
    });
    return prepared;
  },
  train: async (input: { database: string; request: TrainingRequest }, context: Context) => {
    const { run, model } = await runTraining(input, stepsOf(context));
    return { run, model };
  },
  resume: async (input: { database: string; run: string }, context: Context) => {
    const { run, model } = await resumeTraining(input, stepsOf(context));
    return { run, model };
  },
  audit: async (input: { database: string; model: string; smallestCell: number }, context: Context) =>
    withModel(input, async (db, model) => {
      const audit = await auditModel(db, model, {
        smallestCell: input.smallestCell,
        signal: context.signal,
        onProgress: (step) => context.progress({ kind: 'step', step }),
      });
      saveAudit(db, audit);
      return { model: input.model };
    }),
  score: async ({ database, model }: { database: string; model: string }, context: Context) => {
    const db = openDatabase(database);
    try {
      await scoreCohort(db, registeredModel(db, model).path, {
        signal: context.signal,
        onProgress: (done, total) => context.progress({ kind: 'scored', done, total }),
      });
    } finally {
      db.close();
    }
    return { model };
  },
  prepareList: async (
    { database, request }: { database: string; request: ListRequest },
    context: Context,
  ) => {
    const db = openDatabase(database);
    try {
      await prepareList(db, request, {
        signal: context.signal,
        onProgress: (done, total) => context.progress({ kind: 'listed', done, total }),
      });
    } finally {
      db.close();
    }
  },
  diagnose: async (input: { database: string; model: string }, context: Context) =>
    withModel(input, (db, model) => {
      context.progress({ kind: 'step', step: sentence`looking into the model` });
      saveDiagnosis(db, diagnoseModel(db, model));
      return { model: input.model };
    }),
  compare: async (input: { database: string; first: string; second: string }, context: Context) =>
    withModel({ ...input, model: input.first }, (db, first) =>
      withLoadedModel(registeredModel(db, input.second).path, async (second) => {
        const comparison = await compareModels(db, [[first, second]], {
          ...COMPARED_MASKS,
          signal: context.signal,
          onProgress: (step) => context.progress({ kind: 'step', step }),
        });
        saveComparison(db, input, comparison);
        return { model: input.first };
      }),
    ),
};
export type JobFunctions = typeof functions;

async function withModel<T>(
  { database, model: id }: { database: string; model: string },
  work: (db: Database, model: LoadedModel) => T | Promise<T>,
): Promise<T> {
  const db = openDatabase(database);
  try {
    return await withLoadedModel(registeredModel(db, id).path, (model) => work(db, model));
  } finally {
    db.close();
  }
}

/** Each report names the run, once it is known: who starts to watch now sees only the last one. */
function stepsOf(context: Context): TrainingSteps {
  let run: string | undefined;
  const started = performance.now();
  return {
    signal: context.signal,
    onRun: (id) => {
      run = id;
    },
    onStep: (step) => context.progress({ kind: 'step', step, run }),
    onSearch: (progress) =>
      context.progress({ kind: 'search', progress, seconds: (performance.now() - started) / 1000, run }),
    onEpoch: (report) => context.progress({ kind: 'epoch', report, run }),
  };
}

expose({ functions, nameFailure: nameDatabaseFailure });
