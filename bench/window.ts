import { chromium, type Browser, type Page } from '@playwright/test';
import { HostProcess } from '../e2e/host-process.ts';
import { bundleIfChanged } from '../scripts/bundles.ts';
import { prepareChromium } from '../scripts/chromium.ts';
import { load } from './application/stopwatch.ts';
import { median, recordFigure } from './results.ts';
import { openPatient, toggleModality } from './window/laps.ts';

/**
 * What a person waits for in the window, in real Chromium over the real host: `lacuna bench window`. Times are taken in
 * the page, from the click to the frame in which the answer was painted.
 */
const ADMISSIONS = 2_000;
const PATIENTS = 40;
const TOGGLES = 60;
/** The first ones compile what the others run. */
const WARM_UP = 5;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];

if (!bundleIfChanged('window')) throw new Error('the window could not be bundled');
const prepared = prepareChromium();
if ('missing' in prepared) throw new Error(prepared.missing);
const host = await HostProcess.start({ demo: false });
let browser: Browser | null = null;
try {
  await host.prepareDemo(ADMISSIONS);
  browser = await chromium.launch({ executablePath: prepared.path, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(await host.link());
  await measure(page);
} finally {
  await browser?.close();
  await host.stop();
}

async function measure(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Patients' }).click();
  const opened: number[] = [];
  for (let row = 0; row < WARM_UP + PATIENTS; row += 1) opened.push(await openPatient(page, row));
  record('open a patient in the window, until its contributions are painted', '100 ms', opened);
  const toggled: number[] = [];
  await openPatient(page, 0, { stay: true });
  for (let turn = 0; turn < WARM_UP + TOGGLES; turn += 1) toggled.push(await toggleModality(page, turn));
  record('toggle a modality, until the new risk is painted', '50 ms', toggled);
}

function record(figure: string, mustReach: string, laps: readonly number[]): void {
  const counted = laps.slice(WARM_UP).sort((a, b) => a - b);
  const p95 = counted[Math.ceil(0.95 * counted.length) - 1] ?? Number.NaN;
  recordFigure({
    figure,
    mustReach,
    measured: `median ${median(counted).toFixed(0)} ms, 95th percentile ${p95.toFixed(0)} ms of ${counted.length}; ${load()}`,
  });
}
