import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { JobManager } from '../jobs/job-manager.ts';
import { stubServices } from '../testing/stub-services.ts';
import { requestLink } from './control-file.ts';
import { runHost, type RunHostOptions } from './run-host.ts';

let home: string;
let jobs: JobManager;
const close = vi.fn(() => jobs.close());
const demo = vi.fn((): { job: string } | null => null);
vi.mock('../services/create-services.ts', () => ({
  createServices: () => ({ services: stubServices(), jobs, prepareFirstDemo: demo, close }),
}));

beforeEach(() => {
  vi.clearAllMocks();
  home = mkdtempSync(join(tmpdir(), 'lacuna-run-host-'));
  jobs = new JobManager();
});
afterEach(() => rmSync(home, { recursive: true }));

/** Runs a host, and ends it when the test says so. */
async function startHost(options: Partial<RunHostOptions> = {}) {
  const end = new AbortController();
  const print = vi.fn();
  const progress = vi.fn();
  const ready = Promise.withResolvers<{ address: string; url: string }>();
  const running = runHost({
    home,
    port: 0,
    openBrowser: false,
    prepareDemo: true,
    signal: end.signal,
    onReady: ready.resolve,
    print,
    progress,
    ...options,
  });
  running.catch(ready.reject);
  const stop = (): Promise<void> => {
    end.abort();
    return running;
  };
  return { ...(await ready.promise), print, progress, stop };
}

it('serves until its signal trips, then stops jobs and frees the port', async () => {
  const { address, url, stop } = await startHost();
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
  expect(await requestLink(home)).toContain(address);
  expect(close).not.toHaveBeenCalled();
  await stop();
  expect(close).toHaveBeenCalledOnce();
  await expect(fetch(address)).rejects.toThrow();
});

it('tells the terminal how the first demo gets on', async () => {
  demo.mockImplementationOnce(() =>
    jobs.start('demo', 'Demo', ({ progress }) => {
      progress({ step: 'training', fraction: 0.5, secondsLeft: null });
      return Promise.resolve({});
    }),
  );
  const { print, progress, stop } = await startHost();
  await vi.waitFor(() => expect(print).toHaveBeenCalledWith('The synthetic demo is ready.'));
  expect(progress).toHaveBeenCalledWith('demo: training');
  await stop();
});

it('prepares no demo when told not to', async () => {
  const { stop } = await startHost({ prepareDemo: false });
  expect(demo).not.toHaveBeenCalled();
  await stop();
});

it('names a port that is taken, and ends what it had begun', async () => {
  const first = await startHost();
  const port = Number(new URL(first.address).port);
  await expect(startHost({ port })).rejects.toMatchObject({ code: 'port_taken' });
  expect(close).toHaveBeenCalledOnce();
  await first.stop();
});
