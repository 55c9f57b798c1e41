import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { preparePostgres } from '../postgres.ts';
import type { Gate, GateResult } from './gate.ts';
import { ROOT, runProgram } from './run-program.ts';
import type { VitestCounts } from './vitest-reporter.ts';

const REPORT = path.join(ROOT, '.cache', 'test', 'vitest.json');

/** Unit and integration tests, each counted. */
export const vitestGate: Gate = {
  name: 'unit and integration tests',
  async run(): Promise<GateResult> {
    preparePostgres();
    rmSync(REPORT, { force: true });
    const reporters = ['--reporter=default', '--reporter=./scripts/gates/vitest-reporter.ts'];
    const { ok, output } = await runProgram('node_modules/vitest/vitest.mjs', ['run', ...reporters], {
      env: { LACUNA_TEST_REPORT: REPORT, NO_COLOR: '1' },
      minutes: process.env['LACUNA_TEST_COUNTS'] === 'full' ? 60 : 20,
    });
    if (!existsSync(REPORT)) return { passed: 0, failed: 1, skipped: [], output };
    const counts = JSON.parse(readFileSync(REPORT, 'utf8')) as VitestCounts;
    // A run can fail for a reason that is no test, such as a worker that died.
    return { ...counts, failed: ok ? counts.failed : Math.max(counts.failed, 1), output };
  },
};
