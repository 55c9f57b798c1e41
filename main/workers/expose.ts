import { setImmediate as nextTurn } from 'node:timers/promises';
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
 * data (typed arrays are copied); whatever a function throws reaches the caller as a `LacunaError`.
 */
export function expose(options: ExposeOptions, port: MessagePort | null = parentPort): void {
  if (port === null) throw new LacunaError('internal', 'a worker file was loaded outside a worker');
  const running = new Map<number, AbortController>();
  const side: WorkerSide = {
    run: async (call, name, input) => {
      const controller = new AbortController();
      running.set(call, controller);
      const context = contextOf(controller.signal, (value) => void host.progress.asEvent(call, value));
      const outcome = await settle(options, { name, input, context });
      running.delete(call);
      return outcome;
    },
    abort: (call, keepCheckpoint) => running.get(call)?.abort(new Cancellation(keepCheckpoint)),
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
