import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { jobKind, jobProgress } from '../api/jobs.ts';
import type { Job, JobRef, Services } from '../api/services.ts';
import { LacunaError, toErrorReport } from '../errors.ts';
import { Cancellation } from './cancellation.ts';
import { Changes } from './changes.ts';

export type JobKind = z.infer<typeof jobKind>;
export type JobProgress = z.infer<typeof jobProgress>;
export type JobResult = NonNullable<Job['result']>;

/** What the work of a job receives. */
export interface JobContext {
  readonly id: string;
  /** Trips with a `Cancellation`; `keepsCheckpoint(signal)` says whether to leave a checkpoint. */
  readonly signal: AbortSignal;
  /** May be called as often as convenient: watchers hear of it ten times a second at most. */
  readonly progress: (progress: JobProgress) => void;
}
export type JobWork = (context: JobContext) => Promise<JobResult>;

export interface JobManagerOptions {
  /** Told of each job that failed, for the log; the window gets the report only. */
  readonly onFailure?: (job: Job, error: unknown) => void;
  /** Called when a job has ended in any way. */
  readonly onEnd?: (job: Job) => void;
}

interface Entry {
  job: Job;
  readonly work: JobWork;
  readonly controller: AbortController;
  readonly changes: Changes;
  /** Settles, never rejecting, when the work has really stopped. */
  stopped: Promise<void>;
  announcement: NodeJS.Timeout | undefined;
}

/** Jobs of one lane run one after the other: tensors have one worker, the database one writer. */
const LANES: Readonly<Record<JobKind, string>> = {
  training: 'training',
  demo: 'training',
  import: 'import',
  audit: 'audit',
  diagnosis: 'audit',
  comparison: 'audit',
  scoring: 'scoring',
};
const ANNOUNCE_MS = 100;
const KEPT_ENDED_JOBS = 50;
const ENDED: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled']);

/** Runs the host's long jobs. A job belongs to the host: whoever watches it may come and go. */
export class JobManager {
  private entries: Entry[] = [];
  private readonly anyChange = new Changes();
  private readonly options: JobManagerOptions;
  private closing = false;

  constructor(options: JobManagerOptions = {}) {
    this.options = options;
  }

  /**
   * Adds a job and runs it as soon as its lane is free; until then it is seen as `queued`.
   * @throws {LacunaError} `cancelled` once the host is closing.
   */
  start(kind: JobKind, title: string, work: JobWork): JobRef {
    if (this.closing) throw new LacunaError('cancelled', 'Lacuna is closing and starts no new work');
    const job: Job = {
      id: randomUUID(),
      kind,
      title,
      state: 'queued',
      startedAt: new Date().toISOString(),
      endedAt: null,
      progress: null,
      result: null,
      error: null,
    };
    this.entries.push({
      job,
      work,
      controller: new AbortController(),
      changes: new Changes(),
      stopped: Promise.resolve(),
      announcement: undefined,
    });
    this.anyChange.announce();
    this.runNext();
    return { job: job.id };
  }

  /** Running and queued jobs and the last ended ones, oldest first. */
  list(): Promise<Job[]> {
    return Promise.resolve(this.snapshot());
  }

  /** @throws {LacunaError} `not_found` */
  get({ id }: { readonly id: string }): Promise<Job> {
    return Promise.resolve().then(() => this.find(id).job);
  }

  /** Whether work would be lost or paused by closing now. */
  get busy(): boolean {
    return this.entries.some(({ job }) => !ENDED.has(job.state));
  }

  /**
   * Asks a job to stop; it is `cancelled` once its work has stopped. A job that has ended stays as it is.
   * @throws {LacunaError} `not_found`
   */
  async cancel({
    id,
    keepCheckpoint,
  }: {
    readonly id: string;
    readonly keepCheckpoint: boolean;
  }): Promise<Job> {
    const entry = this.find(id);
    if (entry.job.state === 'queued') this.end(entry, { state: 'cancelled' });
    else if (entry.job.state === 'running') entry.controller.abort(new Cancellation(keepCheckpoint));
    await entry.stopped;
    return entry.job;
  }

  /**
   * The job's state now and after each change, until it ends. Leaving only detaches.
   * @throws {LacunaError} `not_found`
   */
  async *watch({ id, signal }: Parameters<Services['jobs']['watch']>[0]): AsyncGenerator<Job, void> {
    const entry = this.find(id);
    while (signal?.aborted !== true) {
      const seen = entry.changes.version;
      yield entry.job;
      if (ENDED.has(entry.job.state) && entry.changes.version === seen) return;
      await entry.changes.after(seen, signal);
    }
  }

  /** The whole list now and after each change of any job. */
  async *watchAll({ signal }: Parameters<Services['jobs']['watchAll']>[0]): AsyncGenerator<Job[], void> {
    while (signal?.aborted !== true) {
      const seen = this.anyChange.version;
      yield this.snapshot();
      await this.anyChange.after(seen, signal);
    }
  }

  /** Cancels everything, keeping checkpoints, and waits until all work has stopped. */
  async close(): Promise<void> {
    this.closing = true;
    const open = this.entries.filter(({ job }) => !ENDED.has(job.state));
    await Promise.all(open.map(({ job }) => this.cancel({ id: job.id, keepCheckpoint: true })));
  }

  private snapshot(): Job[] {
    return this.entries.map(({ job }) => job);
  }

  private find(id: string): Entry {
    const entry = this.entries.find(({ job }) => job.id === id);
    if (entry === undefined) throw new LacunaError('not_found', 'there is no such job');
    return entry;
  }

  private runNext(): void {
    const taken = new Set(
      this.entries.filter(({ job }) => job.state === 'running').map(({ job }) => LANES[job.kind]),
    );
    for (const entry of this.entries) {
      const lane = LANES[entry.job.kind];
      if (entry.job.state !== 'queued' || taken.has(lane)) continue;
      taken.add(lane);
      entry.stopped = this.run(entry);
    }
  }

  private async run(entry: Entry): Promise<void> {
    this.update(entry, { state: 'running', startedAt: new Date().toISOString() });
    const { signal } = entry.controller;
    try {
      const result = await entry.work({
        id: entry.job.id,
        signal,
        progress: (progress) => this.report(entry, progress),
      });
      // Cancelled work may still have made something, e.g. the best model so far.
      this.end(entry, { state: signal.aborted ? 'cancelled' : 'done', result });
    } catch (error) {
      if (signal.aborted && toErrorReport(error).code === 'cancelled')
        this.end(entry, { state: 'cancelled' });
      else this.fail(entry, error);
    }
  }

  private fail(entry: Entry, error: unknown): void {
    this.end(entry, { state: 'failed', error: toErrorReport(error) });
    this.options.onFailure?.(entry.job, error);
  }

  private report(entry: Entry, progress: JobProgress): void {
    if (ENDED.has(entry.job.state)) return;
    entry.job = { ...entry.job, progress };
    entry.announcement ??= setTimeout(() => this.announce(entry), ANNOUNCE_MS);
  }

  private end(entry: Entry, outcome: Partial<Job>): void {
    this.update(entry, { ...outcome, endedAt: new Date().toISOString() });
    const ended = this.entries.filter(({ job }) => ENDED.has(job.state));
    const dropped = new Set(ended.slice(0, Math.max(0, ended.length - KEPT_ENDED_JOBS)));
    this.entries = this.entries.filter((candidate) => !dropped.has(candidate));
    this.options.onEnd?.(entry.job);
    this.runNext();
  }

  private update(entry: Entry, change: Partial<Job>): void {
    entry.job = { ...entry.job, ...change };
    this.announce(entry);
  }

  private announce(entry: Entry): void {
    clearTimeout(entry.announcement);
    entry.announcement = undefined;
    entry.changes.announce();
    this.anyChange.announce();
  }
}
