import type { ErrorReport } from '../errors.ts';

/** What a function in a worker receives beside its input. */
export interface WorkerContext<Progress = never> {
  /** Trips with a `Cancellation` when the caller's signal does. Synchronous stretches hear of it in the next `pause`. */
  readonly signal: AbortSignal;
  /** Tells the caller how far the work is. */
  readonly progress: (value: Progress) => void;
  /**
   * Lets waiting messages in and throws the `Cancellation` if one was among them. Long loops call it every few
   * milliseconds of work.
   */
  readonly pause: () => Promise<void>;
}

/** A function that a worker offers: one cloneable input, one cloneable output. */
export type WorkerFunction<Input, Output, Progress = never> = (
  input: Input,
  context: WorkerContext<Progress>,
) => Output | Promise<Output>;

// `never` as input and `unknown` as progress admit functions of any input and progress.
export type WorkerFunctions = Readonly<
  Record<string, (input: never, context: WorkerContext<unknown>) => unknown>
>;

export type InputOf<F> = F extends (input: infer Input, ...rest: never[]) => unknown ? Input : never;
export type OutputOf<F> = F extends (...args: never[]) => infer Output ? Awaited<Output> : never;
export type ProgressOf<F> = F extends (input: never, context: WorkerContext<infer Progress>) => unknown
  ? Progress
  : never;

/** How a call ended. Errors cross as data, the stack of an unnamed one for the log only. */
export type Outcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly report: ErrorReport; readonly stack?: string };

/** What the worker answers to; `call` numbers are given by the host. */
export interface WorkerSide {
  run(call: number, name: string, input: unknown): Promise<Outcome>;
  abort(call: number, keepCheckpoint: boolean): void;
  /** Lets the worker put its things away; it is terminated afterwards. */
  close(): Promise<void>;
}

/** What the host answers to. */
export interface HostSide {
  progress(call: number, value: unknown): void;
}
