import type { Page } from '@playwright/test';
import type { HostProcess } from '../../e2e/host-process.ts';
import type { PageCounters } from './main-thread.ts';

export interface CurvesFigures {
  readonly epochs: number;
  readonly seconds: number;
  /** Of those, while the page's main thread was busy. */
  readonly busySeconds: number;
}

/** Shows the curves of a run of so many epochs from its first to its last. */
export async function streamCurves(
  page: Page,
  host: HostProcess,
  counters: PageCounters,
  epochs: number,
): Promise<CurvesFigures> {
  const calls = await host.connect();
  const { job } = await calls.training.start.mutate({
    task: 'mortality-90d',
    preset: 'default',
    trainingPreset: 'quick',
    name: 'streamed',
    settings: { epochs },
  });
  await page.goto(`${host.address}/train/jobs/${job}`);
  await page.getByRole('region', { name: 'What the run learns' }).waitFor({ timeout: 120_000 });
  const started = performance.now();
  const busyBefore = await counters.busySeconds();
  for await (const state of await calls.jobs.progress.query({ id: job })) {
    if (state.state === 'failed') throw new Error(`the run failed:\n${host.log}`);
    const { epoch } = state.progress ?? {};
    if (epoch === undefined || epoch.epoch < epochs) continue;
    const seconds = (performance.now() - started) / 1000;
    return { epochs, seconds, busySeconds: (await counters.busySeconds()) - busyBefore };
  }
  throw new Error('the run ended before its last epoch');
}
