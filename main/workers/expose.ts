import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { LacunaError, toErrorReport } from '../errors.ts';
import { Cancellation } from '../jobs/cancellation.ts';
import { asLacunaError } from '../model-errors.ts';
import type { HostSide, Outcome, WorkerContext, WorkerFunctions, WorkerSide } from './messages.ts';
import { worded } from '../../models/wording.ts';

/**
 * The worker's side of typed calls between threads. A worker file offers its functions once, at its end:
 *
 * ```ts
 * // main/workers/reader.worker.ts
 * const functions = {
 *   countRows: async (input: { path: string }, { signal, progress, pause }: WorkerContext<number>) => { ... },
 * };
 * export type ReaderFunctions = typeof functions;
 * expose({ functions, close: () => database.close() });
 * ```
 *
 * and the host calls them as `spawnWorker` in `spawn-worker.ts` shows. Input, progress and result are plain cloneable
 * data (typed arrays are copied); whatever a function throws reaches the caller as a `LacunaError`. An error outside any
 * call ends the thread, and every call in it with `worker_crashed`.
 */
export function expose(options: ExposeOptions, port: MessagePort | null = parentPort): void {
  if (port === null) throw new LacunaError('internal', 'a worker file was loaded outside a worker');
  const running = new Map<number, Running>();
  const lost = endAfterCalls(running);
  const side: WorkerSide = {
    run: async (call, name, input) => {
      if (lost.aborted) return unanswered();
      const controller = new AbortController();
      const context = contextOf(controller.signal, (value) => void host.progress.asEvent(call, value));
      const settled = settle(options, { name, input, context });
      running.set(call, { controller, settled });
      const outcome = await settled;
      running.delete(call);
      return lost.aborted ? unanswered() : outcome;
    },
    abort: (call, keepCheckpoint) => running.get(call)?.controller.abort(new Cancellation(keepCheckpoint)),
    close: async () => {
      await options.close?.();
    },
  };
  const host = createBirpc<HostSide, WorkerSide>(side, {
    post: (message: object) => port.postMessage(message, buffersIn(message)),
    on: (listener) => void port.on('message', listener),
    timeout: -1,
    // A result that cannot be cloned rejects its call instead of ending the thread.
    onGeneralError: () => true,
  });
}

interface Running {
  readonly controller: AbortController;
  readonly settled: Promise<Outcome>;
}

/** How long calls may take to stop once the thread is lost; one of them may wait for what the error kept from it. */
const LOST_GRACE_MS = 2_000;

/**
 * Lets an error outside any call end the thread only when its calls have stopped: a native module that is at work in a
 * thread that ends takes the whole process with it.
 * @returns trips when the thread is lost.
 */
function endAfterCalls(running: ReadonlyMap<number, Running>): AbortSignal {
  const lost = new AbortController();
  const onLost = (error: unknown): void => {
    if (lost.signal.aborted) return;
    lost.abort(error);
    for (const { controller } of running.values()) controller.abort(new Cancellation(true));
    const stopped = Promise.all([...running.values()].map(({ settled }) => settled));
    void Promise.race([stopped, wait(LOST_GRACE_MS)]).then(() => {
      process.off('uncaughtException', onLost);
      throw error;
    });
  };
  process.on('uncaughtException', onLost);
  return lost.signal;
}

/** Its caller hears of the end of the thread instead. */
function unanswered(): Promise<never> {
  return new Promise(() => undefined);
}

const buffersOfResults = new WeakMap<object, readonly ArrayBuffer[]>();

/** Marks a result whose buffers go over to the caller instead of being copied: the function must not keep them. */
export function handedOver<Result extends object>(
  result: Result,
  buffers: readonly ArrayBufferLike[],
): Result {
  buffersOfResults.set(
    result,
    buffers.filter((buffer) => buffer instanceof ArrayBuffer),
  );
  return result;
}

/** The buffers of the result in a message, if it is the answer to a call and has any. */
function buffersIn(message: object): ArrayBuffer[] {
  const outcome = 'r' in message ? (message.r as Outcome) : undefined;
  const value = outcome?.ok === true ? outcome.value : undefined;
  return typeof value === 'object' && value !== null ? [...(buffersOfResults.get(value) ?? [])] : [];
}

export interface ExposeOptions {
  readonly functions: WorkerFunctions;
  /** Names a failure that is none of ours, e.g. of the database that the input says. */
  readonly nameFailure?: (error: unknown, input: unknown) => unknown;
  /** Puts connections and tensors away before the thread ends. */
  readonly close?: () => void | Promise<void>;
}

function contextOf(signal: AbortSignal, progress: (value: unknown) => void): WorkerContext<unknown> {
  const pause = async (): Promise<void> => {
    await nextTurn();
    signal.throwIfAborted();
  };
  return { signal, progress, pause };
}

interface Call {
  readonly name: string;
  readonly input: unknown;
  readonly context: WorkerContext<unknown>;
}

async function settle(
  { functions, nameFailure = (error) => error }: ExposeOptions,
  { name, input, context }: Call,
): Promise<Outcome> {
  try {
    const work = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (work === undefined) throw new LacunaError('internal', worded`the worker has no function ${name}`);
    const value = await (work as (input: unknown, context: WorkerContext<unknown>) => unknown)(
      input,
      context,
    );
    return { ok: true, value };
  } catch (error) {
    const report = toErrorReport(asLacunaError(nameFailure(error, input)));
    const stack = error instanceof Error && report.code === 'internal' ? error.stack : undefined;
    return { ok: false, report, ...(stack === undefined ? {} : { stack }) };
  }
}
