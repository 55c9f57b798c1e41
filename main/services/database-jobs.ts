import type { JobRef } from '../api/services.ts';
import type { JobKind, JobManager, JobResult } from '../jobs/job-manager.ts';
import type { JobStep } from '../workers/job.worker.ts';
import { jobProgressOf } from './job-progress.ts';

export interface DatabaseJob {
  /** Path of the database that the job reads or writes. */
  readonly database: string;
  readonly kind: JobKind;
  readonly title: string;
}

/** How a worker's function is called for a job. */
export interface WorkerCall {
  readonly signal: AbortSignal;
  readonly onProgress: (step: JobStep) => void;
}

/** The host's jobs by the database they work on, so that none outlives it. */
export class DatabaseJobs {
  private readonly jobs: JobManager;
  private readonly databases = new Map<string, string>();

  constructor(jobs: JobManager) {
    this.jobs = jobs;
  }

  start({ database, kind, title }: DatabaseJob, work: (call: WorkerCall) => Promise<JobResult>): JobRef {
    const started = this.jobs.start(kind, title, ({ signal, progress }) =>
      work({ signal, onProgress: (step) => progress(jobProgressOf(step)) }),
    );
    this.databases.set(started.job, database);
    return started;
  }

  /** Cancels every job on a database for good, and waits until all have stopped. */
  async cancelAll(database: string): Promise<void> {
    const jobs = await this.jobs.list();
    const own = jobs.filter(({ id }) => this.databases.get(id) === database);
    await Promise.all(own.map(({ id }) => this.jobs.cancel({ id, keepCheckpoint: false })));
  }
}
