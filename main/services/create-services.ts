import type { Services } from '../api/services.ts';
import { fixEngineEnvironment } from '../engine/environment.ts';
import { JobJournal } from '../jobs/job-journal.ts';
import { JobManager } from '../jobs/job-manager.ts';
import { knownDatabases } from '../settings/known-databases.ts';
import { readSettings, updateSettings } from '../settings/settings.ts';
import type { JobFunctions } from '../workers/job.worker.ts';
import type { ReaderFunctions } from '../workers/reader.worker.ts';
import type { ScoringFunctions } from '../workers/scoring.worker.ts';
import type { WriterFunctions } from '../workers/writer.worker.ts';
import { spawnWorker } from '../workers/spawn-worker.ts';
import { ActivityLog } from './activity-log.ts';
import { auditServices } from './audits.ts';
import { checkServices } from './checks.ts';
import { CurrentDatabase } from './current-database.ts';
import { DatabaseJobs } from './database-jobs.ts';
import { databaseServices, startDemo } from './databases.ts';
import { findingServices } from './findings.ts';
import { importServices } from './imports.ts';
import { againOf } from './job-again.ts';
import { modelServices } from './models.ts';
import { predictionServices } from './predictions.ts';
import { recordServices } from './records.ts';
import { systemServices } from './system.ts';
import { trainingServices } from './training.ts';
import type { HostParts, HostThreads } from './host-parts.ts';

export interface ServiceOptions {
  readonly home: string;
  readonly window: 'electron' | 'browser';
  /** The password that the user asked to keep for the address of a server, if any. */
  readonly passwordOf?: (address: string) => Promise<string | undefined>;
  /** Told of failures that have no name, for the log. */
  readonly onUnexpected?: (error: unknown) => void;
}

/** The use cases behind the router, and what a host needs to end them well. */
export interface RunningServices {
  readonly services: Services;
  readonly jobs: JobManager;
  /** Starts preparing the synthetic demo where no database is known yet; `null` where one is. */
  prepareFirstDemo(): { readonly job: string } | null;
  /** Stops jobs, keeping checkpoints, and ends the threads. */
  close(): Promise<void>;
}

/** Puts the application together: threads, jobs and settings behind the services of the contract. */
export function createServices(options: ServiceOptions): RunningServices {
  // Before any worker: the native engine reads its number of threads from the process, not from a worker's copy.
  fixEngineEnvironment();
  const threads = spawnThreads();
  const onFailure = (error: unknown): void => options.onUnexpected?.(error);
  const journal = new JobJournal(options.home, onFailure);
  let isClosing = false;
  const jobs = new JobManager({
    onFailure: (_job, error) => onFailure(error),
    onEnd: ({ id }) => {
      if (!isClosing) journal.end(id);
    },
  });
  const current = new CurrentDatabase(options.home);
  const log = new ActivityLog({ current, writer: threads.writer, onFailure });
  const databaseJobs = new DatabaseJobs(jobs, journal);
  const parts: HostParts = { ...options, ...threads, databaseJobs, current, log };
  const services: Services = {
    system: systemServices(parts),
    databases: databaseServices(parts),
    imports: importServices(parts),
    jobs,
    ...recordServices(parts),
    predictions: predictionServices(parts),
    checks: checkServices(parts),
    training: trainingServices(parts),
    models: modelServices(parts),
    audits: auditServices(parts),
    findings: findingServices(parts),
    settings: {
      get: () => readSettings(options.home),
      set: (input) => updateSettings(options.home, input),
    },
  };
  for (const left of journal.left) {
    const { id, kind, title, startedAt } = left;
    jobs.recall({ id, kind, title, startedAt, again: againOf(services, left) });
  }
  const close = async (): Promise<void> => {
    isClosing = true;
    journal.leave();
    await jobs.close();
    await log.settled();
    const handles: readonly { close(): Promise<void> }[] = Object.values(threads);
    await Promise.all(handles.map((handle) => handle.close()));
  };
  const prepareFirstDemo = (): { job: string } | null =>
    knownDatabases(options.home).databases.length === 0 ? startDemo(parts, {}) : null;
  return { services, jobs, prepareFirstDemo, close };
}

/** A thread for each kind of work, so that none waits on another; each starts with its first call. */
function spawnThreads(): HostThreads {
  const jobs = (name: string): HostThreads['training'] =>
    spawnWorker<JobFunctions>(new URL('../workers/job.worker.ts', import.meta.url), { name });
  const scoring = (name: string): HostThreads['scoring'] =>
    spawnWorker<ScoringFunctions>(new URL('../workers/scoring.worker.ts', import.meta.url), { name });
  return {
    reader: spawnWorker<ReaderFunctions>(new URL('../workers/reader.worker.ts', import.meta.url), {
      name: 'reader',
    }),
    checking: spawnWorker<ReaderFunctions>(new URL('../workers/reader.worker.ts', import.meta.url), {
      name: 'checks',
    }),
    scoring: scoring('scoring'),
    comparing: scoring('comparing'),
    writer: spawnWorker<WriterFunctions>(new URL('../workers/writer.worker.ts', import.meta.url), {
      name: 'writer',
    }),
    importing: jobs('import'),
    training: jobs('training'),
    auditing: jobs('audit'),
    listing: jobs('lists'),
  };
}
