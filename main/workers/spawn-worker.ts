import { Worker, type ResourceLimits } from 'node:worker_threads';
import { createBirpc, type BirpcReturn } from 'birpc';
import { LacunaError } from '../errors.ts';
import { Cancellation } from '../jobs/cancellation.ts';
import type {
  HostSide,
  InputOf,
  Outcome,
  OutputOf,
  ProgressOf,
  WorkerFunctions,
  WorkerSide,
} from './messages.ts';
import { worded } from '../../models/wording.ts';

export interface CallOptions<Progress> {
  /** Tripping it asks the worker to stop; the call rejects once it has. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((value: Progress) => void) | undefined;
}

/** Calls into a worker thread; the thread starts with the first call, and again with the next after a crash. */
export interface WorkerHandle<Functions extends WorkerFunctions> {
  /**
   * @throws {LacunaError} what the function threw, `cancelled`, or `worker_crashed` when the thread ended under the
   * call or could not start.
   */
  call<Name extends keyof Functions & string>(
    name: Name,
    input: InputOf<Functions[Name]>,
    options?: CallOptions<ProgressOf<Functions[Name]>>,
  ): Promise<OutputOf<Functions[Name]>>;
  /** Cancels what runs, keeping checkpoints, waits for it, and ends the thread. A later call starts a new one. */
  close(): Promise<void>;
}

export interface SpawnOptions {
  readonly resourceLimits?: ResourceLimits;
  /** Shown in messages and in a debugger. */
  readonly name?: string;
}

interface Thread {
  readonly worker: Worker;
  readonly remote: BirpcReturn<WorkerSide, HostSide>;
  readonly ended: Promise<void>;
}

interface Call {
  readonly settled: Promise<unknown>;
  readonly abort: () => void;
  readonly onProgress: ((value: never) => void) | undefined;
}

/** How long a closing worker may take to stop its calls, write checkpoints and put its things away. */
const CLOSE_GRACE_MS = 15_000;

/**
 * A worker thread with typed functions, see `expose.ts` for its side.
 *
 * ```ts
 * const reader = spawnWorker<ReaderFunctions>(new URL('./reader.worker.ts', import.meta.url));
 * const rows = await reader.call('countRows', { path }, { signal, onProgress: (fraction) => ... });
 * await reader.close();
 * ```
 *
 * Write the URL in exactly this form, so that the bundler finds the worker. An idle worker does not keep the process
 * alive.
 * @typeParam Functions type of the object that the worker file exposes.
 */
export function spawnWorker<Functions extends WorkerFunctions>(
  url: URL,
  options: SpawnOptions = {},
): WorkerHandle<Functions> {
  return new WorkerThread(url, options);
}

class WorkerThread<Functions extends WorkerFunctions> implements WorkerHandle<Functions> {
  private readonly url: URL;
  private readonly options: SpawnOptions;
  private readonly calls = new Map<number, Call>();
  private thread: Thread | null = null;
  private lastCall = 0;

  constructor(url: URL, options: SpawnOptions) {
    this.url = url;
    this.options = options;
  }

  async call<Name extends keyof Functions & string>(
    name: Name,
    input: InputOf<Functions[Name]>,
    { signal, onProgress }: CallOptions<ProgressOf<Functions[Name]>> = {},
  ): Promise<OutputOf<Functions[Name]>> {
    signal?.throwIfAborted();
    const thread = (this.thread ??= this.spawn());
    const call = ++this.lastCall;
    const abort = (reason: unknown): void => {
      const keepCheckpoint = reason instanceof Cancellation && reason.keepCheckpoint;
      if (!thread.remote.$closed) void thread.remote.abort.asEvent(call, keepCheckpoint);
    };
    const onAbort = (): void => abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    thread.worker.ref();
    const settled = thread.remote.run(call, name, input).finally(() => {
      signal?.removeEventListener('abort', onAbort);
      this.calls.delete(call);
      if (this.calls.size === 0) thread.worker.unref();
    });
    this.calls.set(call, { settled, onProgress, abort: () => abort(new Cancellation(true)) });
    return unwrap(await settled) as OutputOf<Functions[Name]>;
  }

  async close(): Promise<void> {
    const { thread } = this;
    if (thread === null) return;
    this.thread = null;
    thread.worker.ref();
    const grace = setTimeout(() => void thread.worker.terminate(), CLOSE_GRACE_MS);
    const calls = [...this.calls.values()];
    for (const { abort } of calls) abort();
    try {
      await Promise.allSettled(calls.map(({ settled }) => settled));
      // The thread may have ended under one of them.
      if (!thread.remote.$closed) await Promise.race([thread.remote.close(), thread.ended]);
    } finally {
      clearTimeout(grace);
      await thread.worker.terminate();
      await thread.ended;
    }
  }

  private spawn(): Thread {
    const { resourceLimits, name } = this.options;
    const worker = new Worker(this.url, {
      ...(resourceLimits === undefined ? {} : { resourceLimits }),
      ...(name === undefined ? {} : { name }),
    });
    const remote = createBirpc<WorkerSide, HostSide>(
      { progress: (call, value) => this.calls.get(call)?.onProgress?.(value as never) },
      {
        post: (message: unknown) => worker.postMessage(message),
        on: (listener) => void worker.on('message', listener),
        timeout: -1,
      },
    );
    let cause: unknown;
    const remember = (error: unknown): void => {
      cause = error;
    };
    worker.on('error', remember).on('messageerror', remember);
    const ended = new Promise<void>((resolve) => {
      worker.once('exit', () => {
        if (this.thread?.worker === worker) this.thread = null;
        // First: for a closing handle this end is no failure.
        resolve();
        remote.$close(crashed(this.options.name ?? 'worker', cause));
      });
    });
    return { worker, remote, ended };
  }
}

function crashed(name: string, cause: unknown): LacunaError {
  const outOfMemory = (cause as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const message = outOfMemory
    ? worded`the background thread "${name}" ran out of memory`
    : worded`the background thread "${name}" stopped unexpectedly`;
  const hint = outOfMemory
    ? 'close other programs or choose a smaller cohort, then try again'
    : 'try again; it starts anew by itself';
  return new LacunaError('worker_crashed', message, { hint, cause });
}

function unwrap(outcome: Outcome): unknown {
  if (outcome.ok) return outcome.value;
  const { report, stack } = outcome;
  if (stack === undefined) throw LacunaError.from(report);
  const cause = new Error(report.message);
  cause.stack = stack;
  throw LacunaError.from(report, cause);
}
