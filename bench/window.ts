import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { Command, Option } from 'commander';
import { HostProcess } from '../e2e/host-process.ts';
import { wholeNumber } from '../main/cli/parse.ts';
import { bundleIfChanged } from '../scripts/bundles.ts';
import { prepareChromium } from '../scripts/chromium.ts';
import { load } from './application/stopwatch.ts';
import { median, percentile, recordFigure } from './results.ts';
import { streamCurves } from './window/curves.ts';
import { scriptKilobytes, startWindow } from './window/first-page.ts';
import { scrollPatients } from './window/frames.ts';
import { openPatient, toggleModality } from './window/laps.ts';
import { PageCounters } from './window/main-thread.ts';
import { SCREENS, settled, switchScreen } from './window/screens.ts';
import { workFor } from './window/session.ts';
import { trainedDatabase } from './window/trained-folder.ts';

/**
 * What a person waits for in the window, in real Chromium over the real host: `lacuna bench window`. Times are taken in
 * the page, from the click to the frame in which the answer was painted.
 */
const STARTS = 10;
const PATIENTS = 40;
const TOGGLES = 60;
const ROUNDS = 5;
const SCROLL_STEPS = 200;
const EPOCHS = 1_000;
/** What is slow is measured rather than given up, on a busy machine too. */
const LONGEST_WAIT_MS = 180_000;
/** A small database is enough for the run whose curves are drawn. */
const ADMISSIONS_OF_CURVES = 400;
/** The first ones compile what the others run. */
const WARM_UP = 5;
/** What is measured, in this order. */
const PARTS = ['start', 'curves', 'work', 'memory'] as const;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

const program = new Command('window')
  .option('--admissions <n>', 'synthetic admissions', wholeNumber(1), 100_000)
  .option('--folder <folder>', 'keep the database here and find it again (default: a folder that is removed)')
  .option('--minutes <n>', 'of work over which the memory of the page is watched', wholeNumber(1), 60)
  .addOption(new Option('--only <part>', 'measure one part alone').choices(PARTS))
  .parse();
const { admissions, folder, minutes, only } = program.opts<{
  admissions: number;
  folder?: string;
  minutes: number;
  only?: (typeof PARTS)[number];
}>();

if (!bundleIfChanged('window')) throw new Error('the window could not be bundled');
const prepared = prepareChromium();
if ('missing' in prepared) throw new Error(prepared.missing);
const browser = await chromium.launch({ executablePath: prepared.path, args: FLAGS });
const place = folder ?? (await mkdtemp(path.join(tmpdir(), 'lacuna-window-')));
const measures: Record<(typeof PARTS)[number], () => Promise<void>> = {
  start: () => measureStart(browser),
  curves: () => inWindow(browser, measureCurves),
  work: () => inWindow(browser, measureWork),
  memory: () => inWindow(browser, measureMemory),
};
try {
  for (const part of only === undefined ? PARTS : [only]) await measures[part]();
} finally {
  await browser.close();
  if (folder === undefined) await rm(place, { recursive: true, force: true });
}

/** A signed-in window of a host of its own. */
async function inWindow(of: Browser, work: (page: Page, host: HostProcess) => Promise<void>): Promise<void> {
  const host = await HostProcess.start({ demo: false });
  const page = await of.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(LONGEST_WAIT_MS);
  try {
    await page.goto(await host.link());
    await work(page, host);
  } finally {
    await page.close();
    await host.stop();
  }
}

async function measureStart(of: Browser): Promise<void> {
  const page = await of.newPage({ viewport: { width: 1280, height: 800 } });
  const laps: Awaited<ReturnType<typeof startWindow>>[] = [];
  for (let turn = 0; turn < STARTS; turn += 1) laps.push(await startWindow(page));
  await page.close();
  const listening = inMilliseconds(laps.map(({ fromListening }) => fromListening));
  recordFigure({
    figure: 'the window usable after the start of the host',
    mustReach: '1500 ms',
    measured: `from the start of its process ${inMilliseconds(laps.map(({ fromProcess }) => fromProcess))}, from its word that it listens ${listening}; ${load()}`,
  });
}

async function measureCurves(page: Page, host: HostProcess): Promise<void> {
  recordFigure({
    figure: 'JavaScript of the first page, compressed',
    mustReach: '300 kB',
    measured: `${(await scriptKilobytes(page)).toFixed(0)} kB`,
  });
  await host.prepareDemo(ADMISSIONS_OF_CURVES);
  const counters = await PageCounters.of(page);
  const { epochs, seconds, busy } = await streamCurves(page, host, counters, EPOCHS);
  recordFigure({
    figure: `curves of ${epochs} epochs as they come, share of the main thread`,
    mustReach: 'under 5 %',
    measured: `${((100 * busy.processor) / seconds).toFixed(1)} % of a processor, ${((100 * busy.clock) / seconds).toFixed(1)} % by the clock: ${busy.processor.toFixed(1)} s and ${busy.clock.toFixed(1)} s of ${seconds.toFixed(0)} s, ${(epochs / seconds).toFixed(1)} epochs a second as the quick preset gives them for ${ADMISSIONS_OF_CURVES} admissions; ${load()}`,
  });
}

async function openTrainedDatabase(page: Page, host: HostProcess): Promise<void> {
  const database = await trainedDatabase(place, admissions);
  const calls = await host.connect();
  await calls.databases.open.mutate({ path: database });
  await page.goto(host.address);
}

async function measureWork(page: Page, host: HostProcess): Promise<void> {
  await openTrainedDatabase(page, host);
  const among = ` among ${admissions} admissions`;
  const switched: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const screen of SCREENS) {
      const lap = await switchScreen(page, screen);
      // The first time a screen's own code is loaded, and for the list its cohort is chosen.
      if (round > 0) switched.push(lap);
      await settled(page);
    }
  }
  record(`switch screens, until the other heading is painted,${among}`, '150 ms', switched);
  await switchScreen(page, 'Patients');
  const frames = (await scrollPatients(page, SCROLL_STEPS)).slice(WARM_UP);
  recordFigure({
    figure: `scroll the table of patients${among}`,
    mustReach: 'no frame over 50 ms',
    measured: `longest of ${frames.length} frames ${Math.max(...frames).toFixed(0)} ms, ${frames.filter((frame) => frame > 50).length} over 50 ms, ${inMilliseconds(frames)}; ${load()}`,
  });
  const opened: number[] = [];
  for (let row = 0; row < WARM_UP + PATIENTS; row += 1) opened.push(await openPatient(page, row));
  record(
    `open a patient in the window, until its contributions are painted,${among}`,
    '100 ms',
    opened.slice(WARM_UP),
  );
  const toggled: number[] = [];
  await openPatient(page, 0, { stay: true });
  for (let turn = 0; turn < WARM_UP + TOGGLES; turn += 1) toggled.push(await toggleModality(page, turn));
  record('toggle a modality, until the new risk is painted', '50 ms', toggled.slice(WARM_UP));
}

async function measureMemory(page: Page, host: HostProcess): Promise<void> {
  await openTrainedDatabase(page, host);
  const { rounds, megabytes } = await workFor(minutes, page, await PageCounters.of(page));
  const quarter = Math.max(1, Math.floor(rounds / 4));
  // The first round fills what is kept of pages and queries.
  const early = median(megabytes.slice(1, 1 + quarter));
  const late = median(megabytes.slice(-quarter));
  recordFigure({
    figure: `memory of the page over a scripted session among ${admissions} admissions`,
    mustReach: 'flat within 10 % over an hour',
    measured: `${rounds} rounds in ${minutes} min: heap ${early.toFixed(1)} MB in the first quarter, ${late.toFixed(1)} MB in the last (${((100 * (late - early)) / early).toFixed(1)} %), most ${Math.max(...megabytes).toFixed(1)} MB`,
  });
}

function record(figure: string, mustReach: string, laps: readonly number[]): void {
  recordFigure({ figure, mustReach, measured: `${inMilliseconds(laps)}; ${load()}` });
}

function inMilliseconds(laps: readonly number[]): string {
  const p95 = percentile(laps, 0.95);
  return `median ${median(laps).toFixed(0)} ms, 95th percentile ${p95.toFixed(0)} ms of ${laps.length}`;
}
