import { describeSettings } from '../../main/training/describe-settings.ts';
import { DEFAULT_SPACE } from '../../models/search/search-space.ts';
import { LacunaError } from '../../main/errors.ts';
import { JobManager } from '../../main/jobs/job-manager.ts';
import type { CohortSpec } from '../../main/api/common.ts';
import type {
  CohortDescription,
  Disagreement,
  ModelDetails,
  SavedView,
  Services,
} from '../../main/api/services.ts';
import { choicesFor, describeCohort, FIXTURE_TASKS } from './fixture-cohort.ts';
import { lintReport, missingnessReport } from './fixture-checks.ts';
import { comparisonOf, diagnosisOf } from './fixture-findings.ts';
import {
  FIXTURE_ATTRITION,
  FIXTURE_IMPORT_RUNS,
  importSummary,
  inspect,
  rejectedCsv,
  rejectedRows,
} from './fixture-imports.ts';
import {
  FIXTURE_AUDIT,
  FIXTURE_MODELS,
  FIXTURE_PRESETS,
  FIXTURE_RUNS,
  fixtureEpochs,
} from './fixture-models.ts';
import { neighbourhoodOf } from './fixture-neighbourhood.ts';
import { findPatient, headerOf, listPatients, recordOf, seriesOf, thresholdsOf } from './fixture-patients.ts';
import { coalitionsOf } from './fixture-predictions.ts';
import {
  activityRows,
  FIXTURE_CONTACTS,
  FIXTURE_DATABASE,
  FIXTURE_DOCTOR,
  FIXTURE_INFO,
  FIXTURE_SETTINGS,
  listFolder,
} from './fixture-system.ts';
import { StubCohorts } from './stub-cohorts.ts';
import { StubJobs } from './stub-jobs.ts';

/** What the invented host holds: the demo cohort, nothing at all, or the demo with every answer failing. */
export type Scenario = 'demo' | 'empty' | 'failing';

export function stubServices(scenario: Scenario): Services {
  const manager = new JobManager();
  let filled = scenario !== 'empty';
  let settings = FIXTURE_SETTINGS;
  let views: SavedView[] = [
    {
      name: 'Likely, no notes',
      search: { risk: '0.15-1', absent: 'notes' },
      createdAt: '2026-07-01T08:00:00.000Z',
    },
  ];
  let models: ModelDetails[] = filled ? [...FIXTURE_MODELS] : [];
  const jobs = new StubJobs(manager, () => {
    filled = true;
    models = [...FIXTURE_MODELS];
  });
  const modelOf = (id: string): ModelDetails => {
    const model = models.find((candidate) => candidate.id === id);
    if (model === undefined) throw new LacunaError('not_found', 'there is no such model');
    return model;
  };
  const savedCohorts = new StubCohorts();
  const disagreements: Disagreement[] = [];
  const cohortOf = (spec: CohortSpec): CohortDescription => {
    if (filled) return describeCohort(spec);
    throw new LacunaError('cohort_empty', 'the database holds no encounters');
  };
  const later = <T>(make: () => T): Promise<T> => Promise.resolve().then(make);
  const services: Services = {
    system: {
      info: () => later(() => FIXTURE_INFO),
      doctor: () => later(() => FIXTURE_DOCTOR),
      listFolder,
      updates: () => later(() => null),
      serverContacts: () => later(() => [...FIXTURE_CONTACTS]),
    },
    databases: {
      list: () => later(() => (filled ? [FIXTURE_DATABASE] : [])),
      open: () => later(() => FIXTURE_DATABASE),
      select: () => later(() => FIXTURE_DATABASE),
      prepareDemo: () => later(() => jobs.demo()),
      removeDemo: () =>
        later(() => {
          filled = false;
          models = [];
          return { removed: true };
        }),
    },
    imports: {
      inspect: ({ folder }) =>
        listFolder({ path: folder }).then(({ entries }) => {
          if (entries.length > 1) return inspect(folder);
          throw new LacunaError('folder_empty', 'the folder is empty', { file: folder });
        }),
      propose: ({ folder }) =>
        later(() => ({ folder, tables: [], problems: [], mapping: null, yaml: '', open: [] })),
      preview: ({ folder }) => later(() => ({ folder, faults: [], tables: [] })),
      start: () => later(() => jobs.import()),
      inspectServer: ({ address }) =>
        later(() => {
          if (settings.postgresAllowed) return inspect(address, FIXTURE_ATTRITION);
          throw new LacunaError('server_off', 'reading from a server is switched off', { file: address });
        }),
      startServer: () => later(() => jobs.import()),
      runs: () => later(() => (filled ? [...FIXTURE_IMPORT_RUNS] : [])),
      summary: ({ run }) => later(() => importSummary(run)),
      rejected: (input) => later(() => rejectedRows(input)),
      rejectedCsv: () => later(rejectedCsv),
    },
    jobs: manager,
    cohorts: {
      tasks: () => later(() => [...FIXTURE_TASKS]),
      choices: ({ task }) => later(() => choicesFor(task)),
      text: (spec) => later(() => `${Object.keys(spec).join('\n')}\n`),
      count: (spec) => later(() => cohortOf(spec)),
      describe: (spec) => later(() => cohortOf(spec)),
      saved: () => later(() => savedCohorts.list()),
      save: ({ name, spec }) => later(() => savedCohorts.save(name, spec, cohortOf(spec))),
      delete: (saved) => later(() => savedCohorts.delete(saved)),
    },
    checks: {
      lint: (spec) => later(() => lintReport(spec)),
      missingness: (spec) => later(() => missingnessReport(spec)),
    },
    patients: {
      list: (query) =>
        later(() => ({
          ...(filled ? listPatients(query) : { total: 0, scored: 0, rows: [] }),
          preparing: null,
        })),
      listCsv: () => later(() => 'encounter,risk\r\n'),
      views: () => later(() => views),
      saveView: (view) =>
        later(() => {
          const saved = { ...view, createdAt: '2026-07-01T08:00:00.000Z' };
          views = [...views.filter(({ name }) => name !== view.name), saved];
          return saved;
        }),
      deleteView: ({ name }) =>
        later(() => {
          views = views.filter((view) => view.name !== name);
          return { deleted: true };
        }),
      thresholds: ({ thresholds }) => later(() => thresholdsOf(thresholds)),
      header: ({ encounter }) => later(() => headerOf(encounter)),
      record: (input) => later(() => recordOf(input)),
      series: (input) => later(() => seriesOf(input)),
    },
    training: {
      settings: () => later(() => describeSettings()),
      searchSpaces: () => later(() => structuredClone(DEFAULT_SPACE)),
      trials: () => later(() => []),
      presets: () => later(() => [...FIXTURE_PRESETS]),
      estimate: ({ trainingPreset, task, encoders, fusion, seed }) =>
        later(() => ({
          seconds: { quick: 12, desktop: 95, paper: 26_000, reference: 3 }[trainingPreset],
          command: `npm run --silent lacuna -- train --database demo.sqlite --task ${task} --preset ${trainingPreset} --encoders ${encoders} --fusion ${fusion} --seed ${seed} --output model.lacuna`,
          warnings: [],
          rounds: [],
        })),
      check: () => later(() => []),
      start: (request) => later(() => jobs.training(request.name ?? `Training for ${request.task}`)),
      resume: () => later(() => jobs.training('Resumed training')),
      runs: () =>
        later(() => {
          const live = {
            ...FIXTURE_RUNS[0],
            run: 'run-live',
            model: null,
            state: 'running' as const,
            epochs: 12,
          };
          return filled ? ([...FIXTURE_RUNS, live] as (typeof FIXTURE_RUNS)[number][]) : [];
        }),
      epochs: ({ run }) =>
        later(() => fixtureEpochs({ 'run-done': 60, 'run-paused': 23 }[run] ?? jobs.liveEpochs, 60)),
    },
    models: {
      list: () => later(() => models),
      get: ({ model }) => later(() => modelOf(model)),
      card: ({ model }) =>
        later(
          () =>
            `# ${modelOf(model).name}\n\nResearch use only.\n\n## Data\n\n- 3,012 synthetic admissions\n- invented\n`,
        ),
      setState: ({ model, state }) =>
        later(() => {
          const changed = { ...modelOf(model), state };
          models = models.map((candidate) => (candidate.id === model ? changed : candidate));
          return changed;
        }),
      export: ({ path }) => later(() => ({ path })),
      inspect: ({ path }) => later(() => ({ ...modelOf('demo-mortality-ebr'), path })),
      import: () => later(() => modelOf('demo-mortality-ebr')),
      delete: ({ model }) =>
        later(() => {
          models = models.filter((candidate) => candidate.id !== model);
          return { deleted: true };
        }),
    },
    predictions: {
      run: () => Promise.reject(new LacunaError('internal', 'the window never asks for this')),
      coalitions: ({ encounter, model }) =>
        later(() => coalitionsOf(encounter, model, findPatient(encounter).states)),
      neighbourhood: ({ encounter }) => later(() => neighbourhoodOf(encounter)),
      disagree: ({ encounter: _encounter, estimate, comment, ...said }) =>
        later(() => {
          const at = '2026-07-02T10:00:00Z';
          disagreements.unshift({ ...said, at, estimate: estimate ?? null, comment: comment ?? null });
          return [...disagreements];
        }),
      disagreements: () => later(() => [...disagreements]),
      score: ({ model }) => later(() => jobs.audit(model)),
    },
    audits: {
      start: ({ model }) => later(() => jobs.audit(model)),
      get: ({ model }) => later(() => (model === FIXTURE_AUDIT.model ? FIXTURE_AUDIT : null)),
    },
    findings: {
      diagnose: () => later(() => jobs.audit('Diagnosing a model')),
      diagnosis: ({ model }) => later(() => diagnosisOf(model)),
      compare: () => later(() => jobs.audit('Comparing two models')),
      comparison: (pair) => later(() => comparisonOf(pair)),
    },
    activity: {
      list: ({ offset, limit }) => later(() => activityRows(offset, limit)),
      verify: () => later(() => ({ intact: true, entries: 240, firstBroken: null })),
    },
    settings: {
      get: () => later(() => settings),
      set: (changes) =>
        later(() => {
          const given = Object.entries(changes).filter(([, value]) => value !== undefined);
          settings = { ...settings, ...Object.fromEntries(given) };
          return settings;
        }),
    },
  };
  return scenario === 'failing' ? failing(services) : services;
}

/** Everything that a screen shows fails, with all that a named error can say; the shell around it works. */
function failing(services: Services): Services {
  const fail = () =>
    Promise.reject(
      new LacunaError('database_damaged', 'the database file is damaged', {
        file: 'hosp/labevents.csv.gz',
        line: 48_213,
        column: 'valuenum',
        hint: 'restore the copy that was made before the last update',
      }),
    );
  const broken = <T extends object>(topic: T): T => new Proxy(topic, { get: () => fail });
  const list = () => services.models.list();
  return {
    ...services,
    imports: broken(services.imports),
    cohorts: broken(services.cohorts),
    checks: broken(services.checks),
    patients: broken(services.patients),
    training: broken(services.training),
    predictions: broken(services.predictions),
    audits: broken(services.audits),
    activity: broken(services.activity),
    models: new Proxy(services.models, { get: (_, verb) => (verb === 'list' ? list : fail) }),
  };
}
