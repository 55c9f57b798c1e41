import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { Skip } from './gate.ts';

/** What `npm test` needs to know of a run of the unit and integration tests. */
export interface VitestCounts {
  passed: number;
  failed: number;
  skipped: Skip[];
}

/** Writes the counts, with the reason of each skip, to the file that `LACUNA_TEST_REPORT` names. */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const counts: VitestCounts = { passed: 0, failed: unhandled.length, skipped: [] };
    for (const module of modules) {
      // A file that cannot be loaded has no tests to fail, so it counts itself.
      if (module.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) count(test, counts);
    }
    const file = process.env['LACUNA_TEST_REPORT'];
    if (!file) throw new Error('expected LACUNA_TEST_REPORT to name a file, got nothing');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(counts));
  }
}

function count(test: TestCase, counts: VitestCounts): void {
  const result = test.result();
  if (result.state === 'passed') counts.passed += 1;
  else if (result.state === 'skipped') {
    const reason = result.note ?? 'the condition of its skipIf holds here';
    counts.skipped.push({ name: `${test.module.relativeModuleId}: ${test.fullName}`, reason });
  } else counts.failed += 1;
}
