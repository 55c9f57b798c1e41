import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createTRPCClient, httpBatchStreamLink, type TRPCClient } from '@trpc/client';
import type { AppRouter } from '../main/api/router.ts';
import type { Job, JobRef, TrainingRequest } from '../main/api/services.ts';
import { requestLink } from '../main/host/control-file.ts';

/** The gates name the bundle that they made, which starts sooner; else the source. */
const CLI = process.env['LACUNA_CLI'] ?? path.resolve(import.meta.dirname, '../main/cli.ts');
const START_MS = 60_000;

export interface HostOptions {
  /** Prepare the demo at the first start, as a fresh installation does. */
  readonly demo: boolean;
  /** Beside the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The real host in a process of its own, over a data folder of its own. */
export class HostProcess {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** Its data folder, which goes when it stops. */
  readonly home: string;
  private readonly child: ChildProcess;
  private readonly lines: string[];

  private constructor(child: ChildProcess, home: string, started: { address: string; lines: string[] }) {
    this.child = child;
    this.home = home;
    this.address = started.address;
    this.lines = started.lines;
  }

  static async start({ demo, env }: HostOptions): Promise<HostProcess> {
    const home = mkdtempSync(path.join(tmpdir(), 'lacuna-e2e-'));
    const args = [CLI, 'serve', '--port', '0', '--no-browser', '--json', '--debug'];
    const child = spawn(process.execPath, demo ? args : [...args, '--no-demo'], {
      env: { ...process.env, ...env, LACUNA_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
    const ready = once(createInterface({ input: child.stdout }), 'line', {
      signal: AbortSignal.timeout(START_MS),
    });
    const ended = once(child, 'exit').then(() => {
      throw new Error(`the host ended before it was ready:\n${lines.join('\n')}`);
    });
    const [line] = (await Promise.race([ready, ended])) as [string];
    ended.catch(() => undefined);
    const { address } = JSON.parse(line) as { address: string };
    return new HostProcess(child, home, { address, lines });
  }

  /** What the host said on standard error. */
  get log(): string {
    return this.lines.join('\n');
  }

  /** A fresh link that signs one window in, as `lacuna open` prints it. */
  link(): Promise<string> {
    return requestLink(this.home);
  }

  /** A path for a file that the host is to write; it goes with the data folder. */
  scratch(name: string): string {
    return path.join(this.home, name);
  }

  /** The host's calls, signed in as a second window of the same user. */
  async connect(): Promise<TRPCClient<AppRouter>> {
    const signedIn = await fetch(await this.link(), { redirect: 'manual' });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const headers = { cookie, origin: this.address };
    return createTRPCClient<AppRouter>({
      links: [httpBatchStreamLink({ url: `${this.address}/api/trpc`, maxItems: 1, headers })],
    });
  }

  /** Starts a demo of this size and waits for its end. */
  async prepareDemo(admissions: number): Promise<Job> {
    const calls = await this.connect();
    return this.ended(calls, await calls.databases.prepareDemo.mutate({ admissions }));
  }

  /** Audits the only model and waits for the end. @returns ids that deep links are made of. */
  async auditModel(): Promise<{ readonly model: string; readonly run: string }> {
    const calls = await this.connect();
    const [[model], [run]] = await Promise.all([calls.models.list.query(), calls.training.runs.query()]);
    if (model === undefined || run === undefined) throw new Error('there is no model to audit');
    await this.ended(calls, await calls.audits.start.mutate({ model: model.id }));
    return { model: model.id, run: run.run };
  }

  /** Trains a quick model on the cohort of the demo. @returns its id. */
  async trainModel({ encoders, name }: Pick<TrainingRequest, 'encoders' | 'name'>): Promise<string> {
    const calls = await this.connect();
    const { job } = await calls.training.start.mutate({
      task: 'mortality-90d',
      preset: 'default',
      trainingPreset: 'quick',
      encoders,
      name,
    });
    const { result } = await this.ended(calls, { job });
    if (result?.model === undefined) throw new Error('the run made no model');
    return result.model;
  }

  /** Looks into a model and waits for the end. */
  async diagnoseModel(model: string): Promise<void> {
    const calls = await this.connect();
    await this.ended(calls, await calls.findings.diagnose.mutate({ model }));
  }

  /** Compares two models on the test stays that they share and waits for the end. */
  async compareModels(first: string, second: string): Promise<void> {
    const calls = await this.connect();
    await this.ended(calls, await calls.findings.compare.mutate({ first, second }));
  }

  /** Waits until a job is done. */
  async ended(calls: TRPCClient<AppRouter>, { job }: JobRef): Promise<Job> {
    let last: Job | undefined;
    for await (const state of await calls.jobs.progress.query({ id: job })) last = state;
    if (last?.state !== 'done') throw new Error(`${last?.title ?? 'a job'} was not done:\n${this.log}`);
    return last;
  }

  /** Asks the host to end as Ctrl-C does. @returns its exit code; `null` when it had to be killed, or had crashed. */
  async stop(): Promise<number | null> {
    const { exitCode, signalCode } = this.child;
    const code = exitCode === null && signalCode === null ? await this.end() : exitCode;
    rmSync(this.home, { recursive: true, force: true });
    return code;
  }

  private async end(): Promise<number | null> {
    const ended = once(this.child, 'exit') as Promise<[number | null]>;
    this.child.kill('SIGINT');
    const killer = setTimeout(() => this.child.kill('SIGKILL'), 60_000);
    const [code] = await ended;
    clearTimeout(killer);
    return code;
  }
}
