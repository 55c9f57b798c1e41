import { defineConfig } from '@playwright/test';

/** Flags that keep Debian's Chromium quiet, offline and runnable as root in a container. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  // Chromium's headless shell, unlike the whole browser, hints letters unless told not to.
  '--font-render-hinting=none',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const executablePath = process.env['LACUNA_CHROMIUM'];

/** The two that take longest, so that neither is left over when the other files are through. */
const LONGEST = ['**/synthetic.spec.ts', '**/accessibility.spec.ts'];

/** The pictures of docs/ are taken when they are asked for. */
const UNASKED = process.env['LACUNA_GALLERY'] === undefined ? ['**/gallery.spec.ts'] : [];

export default defineConfig({
  testDir: '.',
  // Files start in the order of the projects.
  projects: [
    { name: 'longest', testMatch: LONGEST },
    { name: 'others', testMatch: '**/*.spec.ts', testIgnore: [...LONGEST, ...UNASKED] },
  ],
  outputDir: '../test-results',
  // A journey that passes only the second time has found something: it fails.
  retries: 0,
  // Each file has a host and a data folder of its own, so files run side by side, as many as the cores carry.
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  // No journey is a timed one: these only end what hangs, on a machine however busy.
  timeout: 900_000,
  expect: { timeout: 120_000 },
  snapshotPathTemplate: '{testDir}/baselines/{arg}{ext}',
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    launchOptions: { args: FLAGS, ...(executablePath ? { executablePath } : {}) },
  },
});
