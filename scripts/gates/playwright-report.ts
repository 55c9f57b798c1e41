import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import type { Skip } from './gate.ts';

export interface PlaywrightCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skip[];
}

/** Counts a run of the journeys from Playwright's own report. A failure outside a test counts as one. */
export function countJourneys(report: JSONReport): PlaywrightCounts {
  const { expected, unexpected, flaky } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky + report.errors.length,
    skipped: report.suites.flatMap((suite) => skipsOf(suite, [])),
  };
}

function skipsOf(suite: JSONReportSuite, parents: readonly string[]): Skip[] {
  const titles = [...parents, suite.title];
  const own = suite.specs.flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map((test) => ({
        name: [...titles, spec.title].join(' > '),
        reason: test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
      })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((child) => skipsOf(child, titles))];
}
