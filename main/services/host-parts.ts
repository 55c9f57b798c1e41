import type { JobFunctions } from '../workers/job.worker.ts';
import type { ReaderFunctions } from '../workers/reader.worker.ts';
import type { ScoringFunctions } from '../workers/scoring.worker.ts';
import type { WriterFunctions } from '../workers/writer.worker.ts';
import type { WorkerHandle } from '../workers/spawn-worker.ts';
import type { ActivityLog } from './activity-log.ts';
import type { CurrentDatabase } from './current-database.ts';
import type { DatabaseJobs } from './database-jobs.ts';

export interface HostThreads {
  /** Reads of the database; never holds up a score or a job. */
  readonly reader: WorkerHandle<ReaderFunctions>;
  /** Reads of every record of a cohort, which take their time. */
  readonly checking: WorkerHandle<ReaderFunctions>;
  /** Scores of single patients. */
  readonly scoring: WorkerHandle<ScoringFunctions>;
  /** Compares a stay with others, which takes seconds the first time: no score waits on it. */
  readonly comparing: WorkerHandle<ScoringFunctions>;
  /** Small writes of the window. */
  readonly writer: WorkerHandle<WriterFunctions>;
  /** One thread for each lane of long jobs: a cancel of one is heard while another computes. */
  readonly importing: WorkerHandle<JobFunctions>;
  readonly training: WorkerHandle<JobFunctions>;
  readonly auditing: WorkerHandle<JobFunctions>;
  /** Prepares lists of patients while they are waited for. */
  readonly listing: WorkerHandle<JobFunctions>;
}

/** What every group of services is made from. */
export interface HostParts extends HostThreads {
  readonly home: string;
  readonly window: 'electron' | 'browser';
  /** The password that the user asked to keep for the address of a server, if any. */
  readonly passwordOf?: (address: string) => Promise<string | undefined>;
  readonly databaseJobs: DatabaseJobs;
  readonly current: CurrentDatabase;
  readonly log: ActivityLog;
}
