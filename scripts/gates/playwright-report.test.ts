import type { JSONReport } from '@playwright/test/reporter';
import { expect, it } from 'vitest';
import { countJourneys } from './playwright-report.ts';

/** As much of Playwright's report as is read. */
const report = {
  stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 },
  errors: [{ message: 'a worker died' }],
  suites: [
    {
      title: 'electron.spec.ts',
      specs: [{ title: 'runs', tests: [{ status: 'expected', annotations: [] }] }],
      suites: [
        {
          title: 'the desktop window',
          specs: [
            {
              title: 'opens',
              tests: [
                { status: 'skipped', annotations: [{ type: 'skip', description: 'no Electron binary' }] },
              ],
            },
          ],
        },
      ],
    },
  ],
} as unknown as JSONReport;

it('counts a flaky journey and an error outside the tests as failures, and keeps the reasons of skips', () => {
  expect(countJourneys(report)).toEqual({
    passed: 4,
    failed: 1 + 1 + 1,
    skipped: [{ name: 'electron.spec.ts > the desktop window > opens', reason: 'no Electron binary' }],
  });
});
