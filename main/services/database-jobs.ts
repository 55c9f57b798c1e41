import type { Job, JobRef } from '../api/services.ts';
import type { JobJournal, JobRequest } from '../jobs/job-journal.ts';
import type { JobKind, JobManager, JobResult } from '../jobs/job-manager.ts';
import type { JobStep } from '../workers/job.worker.ts';
import { jobProgressOf } from './job-progress.ts';
import type { Sentence } from '../../models/wording.ts';

export interface DatabaseJob {
  /** Path of the database that the job reads or writes. */
  readonly database: string;
  readonly kind: JobKind;
  readonly title: Sentence;
  /**
   * What asks for the same again after a restart; `null` where it cannot be kept, absent where nobody need ask: what
   * needs its outcome does so anyway.
   */
  readonly request?: JobRequest | null;
}

/** How a worker's function is called for a job. */
export interface WorkerCall {
  readonly signal: AbortSignal;
  readonly onProgress: (step: JobStep) => void;
}

/** The host's jobs by the database they work on, so that none outlives it. */
export class DatabaseJobs {
  private readonly jobs: JobManager;
  private readonly journal: Pick<JobJournal, 'begin' | 'names'>;
  private readonly databases = new Map<string, string>();

  constructor(jobs: JobManager, journal: Pick<JobJournal, 'begin' | 'names'>) {
    this.jobs = jobs;
    this.journal = journal;
  }

  start(job: DatabaseJob, work: (call: WorkerCall) => Promise<JobResult>): JobRef {
    const { database, kind, title, request } = job;
    const started = this.jobs.start(kind, title, ({ id, signal, progress }) =>
      work({
        signal,
        onProgress: (step) => {
          const now = jobProgressOf(step);
          if (now.run !== undefined) this.journal.names(id, now.run);
          progress(now);
        },
      }),
    );
    this.databases.set(started.job, database);
    if (request !== undefined) {
      const startedAt = new Date().toISOString();
      this.journal.begin({ id: started.job, kind, title, startedAt, database, request });
    }
    return started;
  }

  /** A job as it is now; `undefined` once it is off the list. */
  async find(id: string): Promise<Job | undefined> {
    return (await this.jobs.list()).find((job) => job.id === id);
  }

  /** Cancels every job on a database for good, and waits until all have stopped. */
  async cancelAll(database: string): Promise<void> {
    const jobs = await this.jobs.list();
    const own = jobs.filter(({ id }) => this.databases.get(id) === database);
    await Promise.all(own.map(({ id }) => this.jobs.cancel({ id, keepCheckpoint: false })));
  }
}
