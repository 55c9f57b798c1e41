import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import type { Job } from '../main/api/services.ts';
import { wholeNumber } from '../main/cli/parse.ts';
import { generateCohort } from '../main/synthetic/generate-cohort.ts';
import { load } from './application/stopwatch.ts';
import { BusyHost, type Work } from './host/busy-host.ts';
import type { LoopDelay } from './host/loop-delay.ts';
import { median, percentile, recordFigure } from './results.ts';

/**
 * What a window waits for while the host works: `lacuna bench host`. An import and a training run whole while a window
 * keeps asking; then each is started again and cancelled under way, several times.
 */
const SEED = 1;
const EPOCHS = 10;
const CANCELS = 5;
/** More than any of them needs before it is cancelled. */
const ENDLESS_EPOCHS = 1_000;

const program = new Command('host')
  .option('--admissions <n>', 'synthetic admissions', wholeNumber(200), 20_000)
  .parse();
const { admissions } = program.opts<{ admissions: number }>();

const folder = await mkdtemp(path.join(tmpdir(), 'lacuna-host-'));
try {
  await measure();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const files = path.join(folder, 'files');
  await generateCohort({ admissions, seed: SEED, output: files });
  const host = await BusyHost.start(path.join(folder, 'delays.json'));
  const worked = await workThenStop(host, files);
  const delays = host.loopDelays();
  for (const [name, work] of Object.entries(worked.whole)) recordWork(name, work, delays);
  recordCancel(
    'a training, the best so far scored and kept as a model,',
    'reported',
    worked.stoppedTrainings,
  );
  recordCancel('an import', 'under 1 s', worked.stoppedImports);
}

/** What the host counted is whole once it has stopped. */
async function workThenStop(host: BusyHost, files: string) {
  try {
    return await workIn(host, files);
  } finally {
    await host.stop();
  }
}

async function workIn(host: BusyHost, files: string) {
  await host.openDatabase(path.join(folder, 'whole.sqlite'));
  const importing = await host.during(await host.importFolder(files));
  const training = await host.during(await host.train(EPOCHS));
  const stoppedTrainings = await times(CANCELS, async () =>
    host.cancel(await host.train(ENDLESS_EPOCHS), (job) => (job.progress?.epoch?.epoch ?? 0) >= 1),
  );
  const stoppedImports = await times(CANCELS, async (round) => {
    await host.openDatabase(path.join(folder, `stopped-${round}.sqlite`));
    return host.cancel(await host.importFolder(files), isReading);
  });
  return { whole: { importing, training }, stoppedTrainings, stoppedImports };
}

function isReading({ progress }: Job): boolean {
  return (progress?.import?.rows ?? 0) > 0;
}

async function times(count: number, work: (round: number) => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < count; round += 1) taken.push(await work(round));
  return taken;
}

function recordWork(name: string, { from, to, readsMs }: Work, delays: readonly LoopDelay[]): void {
  const late = delays.filter(([at]) => at >= from && at <= to).map(([, delay]) => delay);
  const over = late.filter((delay) => delay > 50).length;
  recordFigure({
    figure: `event loop of the host while ${name} ${admissions} synthetic admissions, and a screenful of four reads`,
    mustReach: 'no call waits over 50 ms on it',
    measured:
      `late by ${percentile(late, 0.99).toFixed(1)} ms at the 99th percentile, ${Math.max(...late).toFixed(0)} ms at most, ` +
      `${over} of ${late.length} timers over 50 ms; reads median ${median(readsMs).toFixed(0)} ms, ` +
      `95th percentile ${percentile(readsMs, 0.95).toFixed(0)} ms of ${readsMs.length}; ${load()}`,
  });
}

function recordCancel(what: string, mustReach: string, taken: readonly number[]): void {
  recordFigure({
    figure: `cancel ${what} of ${admissions} synthetic admissions under way, until it has ended`,
    mustReach,
    measured: `median ${median(taken).toFixed(0)} ms, ${Math.max(...taken).toFixed(0)} ms at most of ${taken.length}; ${load()}`,
  });
}
