import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { HostProcess } from '../../e2e/host-process.ts';
import type { BusySeconds, PageCounters } from './main-thread.ts';

/** How often it is looked whether the last epoch is there. */
const LOOK_MS = 250;

export interface CurvesFigures {
  readonly epochs: number;
  readonly seconds: number;
  /** Of those, while the page's main thread was busy. */
  readonly busy: BusySeconds;
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
  const [run] = await calls.training.runs.query();
  if (run === undefined) throw new Error('the run that is shown is not listed');
  while ((await calls.training.epochs.query({ run: run.run, after: epochs - 1 })).length === 0) {
    if ((await calls.jobs.get.query({ id: job })).endedAt !== null)
      throw new Error(`no ${epochs} epochs:\n${host.log}`);
    await setTimeout(LOOK_MS);
  }
  const seconds = (performance.now() - started) / 1000;
  const busyAfter = await counters.busySeconds();
  const busy = {
    clock: busyAfter.clock - busyBefore.clock,
    processor: busyAfter.processor - busyBefore.processor,
  };
  return { epochs, seconds, busy };
}
