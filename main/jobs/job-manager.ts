import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { jobKind, jobProgress } from '../api/jobs.ts';
import type { Job, JobLogLine, JobRef, Services } from '../api/services.ts';
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
  /** Called when a job has ended in any way, and when an interrupted one was resumed or given up. */
  readonly onEnd?: (job: Job) => void;
}

/** A job that another host left, and what asks for it again; `null` where nothing can. */
export interface InterruptedJob extends Pick<Job, 'id' | 'kind' | 'title' | 'startedAt'> {
  readonly again: (() => Promise<JobRef>) | null;
}

interface Entry {
  job: Job;
  readonly work: JobWork;
  readonly log: JobLogLine[];
  readonly again: InterruptedJob['again'];
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
  list: 'list',
};
const ANNOUNCE_MS = 500;
const KEPT_ENDED_JOBS = 50;
const KEPT_LOG_LINES = 400;
const ENDED: ReadonlySet<Job['state']> = new Set(['done', 'failed', 'cancelled', 'interrupted']);

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
    const entry = entryOf({ id: randomUUID(), kind, title, startedAt: new Date().toISOString() }, work);
    this.entries.push(entry);
    this.anyChange.announce();
    this.runNext();
    return { job: entry.job.id };
  }

  /** Puts a job that another host left on the list. */
  recall({ again, ...job }: InterruptedJob): void {
    const entry = entryOf(job, () => Promise.resolve({}), again);
    entry.job = { ...entry.job, state: 'interrupted', resumable: again !== null };
    this.entries.push(entry);
    this.anyChange.announce();
  }

  /**
   * Asks for an interrupted job again; the new one takes its place.
   * @throws {LacunaError} `not_found` also for a job that was not interrupted, or that nothing can ask for again.
   */
  async resume({ id }: { readonly id: string }): Promise<JobRef> {
    const { again } = this.find(id);
    if (again === null) throw new LacunaError('not_found', 'there is nothing to resume');
    const started = await again();
    await this.dismiss({ id });
    return started;
  }

  /** Takes a job that has ended off the list; one that has not stays. */
  dismiss({ id }: { readonly id: string }): Promise<{ dismissed: boolean }> {
    const entry = this.entries.find(({ job }) => job.id === id && ENDED.has(job.state));
    if (entry === undefined) return Promise.resolve({ dismissed: false });
    this.entries = this.entries.filter((candidate) => candidate !== entry);
    if (entry.job.state === 'interrupted') this.options.onEnd?.(entry.job);
    this.anyChange.announce();
    return Promise.resolve({ dismissed: true });
  }

  /** @throws {LacunaError} `not_found` */
  log({ id }: { readonly id: string }): Promise<JobLogLine[]> {
    return Promise.resolve().then(() => [...this.find(id).log]);
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
    if (entry.job.progress?.step !== progress.step) note(entry, progress.step);
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

function entryOf(
  job: Pick<Job, 'id' | 'kind' | 'title' | 'startedAt'>,
  work: JobWork,
  again: InterruptedJob['again'] = null,
): Entry {
  const begun = { endedAt: null, progress: null, result: null, error: null, resumable: false } as const;
  return {
    job: { ...job, ...begun, state: 'queued' },
    work,
    log: [],
    again,
    controller: new AbortController(),
    changes: new Changes(),
    stopped: Promise.resolve(),
    announcement: undefined,
  };
}

/** The beginning and the latest are kept, if a job says more than anybody reads. */
function note({ log }: Entry, text: string): void {
  log.push({ at: new Date().toISOString(), text });
  if (log.length > KEPT_LOG_LINES) log.splice(1, log.length - KEPT_LOG_LINES);
}
