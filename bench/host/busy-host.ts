import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { HostProcess } from '../../e2e/host-process.ts';
import type { Job, JobRef } from '../../main/api/services.ts';
import type { LoopDelay } from './loop-delay.ts';

/** How often the window is played that asks for a screenful while work goes on. */
const ASK_EVERY_MS = 100;

type Calls = Awaited<ReturnType<HostProcess['connect']>>;

/** Work of the host, from when to when (milliseconds since 1970), and what reads took meanwhile. */
export interface Work {
  readonly from: number;
  readonly to: number;
  readonly readsMs: readonly number[];
}

/** A host whose event loop is watched. */
export class BusyHost {
  private readonly host: HostProcess;
  private readonly calls: Calls;
  private readonly delays: string;

  private constructor(host: HostProcess, calls: Calls, delays: string) {
    this.host = host;
    this.calls = calls;
    this.delays = delays;
  }

  /** @param delays - file that the delays of its event loop are written to. */
  static async start(delays: string): Promise<BusyHost> {
    const watcher = new URL('./loop-delay.ts', import.meta.url).href;
    const env = { NODE_OPTIONS: `--import ${watcher}`, LACUNA_LOOP_DELAYS: delays };
    const host = await HostProcess.start({ demo: false, env });
    return new BusyHost(host, await host.connect(), delays);
  }

  /** A new database, which is the one that is worked in from now on. */
  async openDatabase(path: string): Promise<void> {
    const { id } = await this.calls.databases.open.mutate({ path, create: true });
    await this.calls.databases.select.mutate({ id });
  }

  importFolder(folder: string): Promise<JobRef> {
    return this.calls.imports.start.mutate({ folder, source: 'mimic-iv' });
  }

  train(epochs: number): Promise<JobRef> {
    return this.calls.training.start.mutate({
      task: 'mortality-90d',
      preset: 'default',
      trainingPreset: 'quick',
      name: 'bench',
      settings: { epochs },
    });
  }

  /** Asks for what a window shows, again and again, until the job ends. @throws {Error} when it was not done. */
  async during({ job }: JobRef): Promise<Work> {
    const from = Date.now();
    const readsMs: number[] = [];
    let state = await this.calls.jobs.get.query({ id: job });
    while (state.endedAt === null) {
      const started = performance.now();
      const [now] = await Promise.all([
        this.calls.jobs.get.query({ id: job }),
        this.calls.databases.list.query(),
        this.calls.training.runs.query(),
        this.calls.models.list.query(),
      ]);
      readsMs.push(performance.now() - started);
      state = now;
      await setTimeout(ASK_EVERY_MS);
    }
    if (state.state !== 'done') throw new Error(`${state.title} was not done:\n${this.host.log}`);
    return { from, to: Date.now(), readsMs };
  }

  /** Cancels the job once it is well under way. @returns milliseconds until it has ended. */
  async cancel({ job }: JobRef, underWay: (job: Job) => boolean): Promise<number> {
    for await (const state of await this.calls.jobs.progress.query({ id: job })) {
      if (state.endedAt !== null) throw new Error(`${state.title} ended before it could be cancelled`);
      if (underWay(state)) break;
    }
    const started = performance.now();
    const { state } = await this.calls.jobs.cancel.mutate({ id: job });
    if (state !== 'cancelled') throw new Error(`a cancelled job is ${state}`);
    return performance.now() - started;
  }

  async stop(): Promise<void> {
    await this.host.stop();
  }

  /** How late the timers of its event loop came; of a host that was stopped. */
  loopDelays(): readonly LoopDelay[] {
    return JSON.parse(readFileSync(this.delays, 'utf8')) as LoopDelay[];
  }
}
