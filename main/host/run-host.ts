import { fileURLToPath } from 'node:url';
import openInBrowser from 'open';
import { createHandler } from '../api/handler.ts';
import type { Job } from '../api/services.ts';
import { createServices, type RunningServices } from '../services/create-services.ts';
import { printLinkOnEnter } from './link-on-enter.ts';
import { openLock } from './passphrase-lock.ts';
import { serve } from './serve.ts';
import { unexpectedLine } from './unexpected-line.ts';

/** The built window, beside this program's sources and its bundle alike. */
const WINDOW_FILES = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

export interface RunHostOptions {
  readonly home: string;
  readonly port: number;
  readonly openBrowser: boolean;
  /** Prepare the synthetic demo when there is no database yet. */
  readonly prepareDemo: boolean;
  /** Tripping it ends the host well: jobs are stopped, keeping checkpoints. */
  readonly signal: AbortSignal;
  readonly onReady: (host: { readonly address: string; readonly url: string }) => void;
  /** A line that stays. */
  readonly print: (line: string) => void;
  /** A line that the next one replaces. */
  readonly progress: (line: string) => void;
}

/** Runs the application for browsers of this computer until the signal trips. */
export async function runHost(options: RunHostOptions): Promise<void> {
  const onUnexpected = (error: unknown): void => options.print(unexpectedLine(error));
  const lock = openLock(options.home);
  const running = createServices({ home: options.home, window: 'browser', onUnexpected });
  const handler = createHandler({ services: running.services, lock, assets: WINDOW_FILES, onUnexpected });
  try {
    const host = await serve({ handler, port: options.port, dataFolder: options.home, onUnexpected });
    const stopListening = printLinkOnEnter(host, options.print);
    options.onReady(host);
    if (options.openBrowser) await openBrowser(host.url, options.print);
    const following = followDemo(running, options);
    await tripped(options.signal);
    stopListening();
    await host.close();
    await running.close();
    await following;
  } catch (error) {
    await running.close();
    throw error;
  }
}

/** Tells the terminal how the first demo gets on; the window shows the same job. */
async function followDemo(running: RunningServices, options: RunHostOptions): Promise<void> {
  const started = options.prepareDemo ? running.prepareFirstDemo() : null;
  if (started === null) return;
  let last: Job | null = null;
  for await (const job of running.jobs.watch({ id: started.job, signal: options.signal })) {
    last = job;
    if (job.progress !== null) options.progress(`demo: ${job.progress.step}`);
  }
  if (last?.state === 'done') options.print('The synthetic demo is ready.');
  if (last?.state === 'failed') options.print(`The synthetic demo failed: ${last.error?.message ?? ''}`);
}

/** A machine without a browser is no failure: the address is printed. */
async function openBrowser(url: string, print: (line: string) => void): Promise<void> {
  try {
    const child = await openInBrowser(url);
    child.on('error', () => print('No browser could be opened here; open the address above yourself.'));
  } catch {
    print('No browser could be opened here; open the address above yourself.');
  }
}

function tripped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
