import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { preparePostgres } from '../postgres.ts';
import type { Gate, GateResult } from './gate.ts';
import { BUNDLED_CLI, ROOT, runProgram } from './run-program.ts';
import type { VitestCounts } from './vitest-reporter.ts';

const FULL = process.env['LACUNA_TEST_COUNTS'] === 'full';

interface VitestOptions {
  /** Projects of `vitest.config.ts`. */
  readonly projects: readonly string[];
  /** Files that run side by side. */
  readonly workers: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly prepare?: () => unknown;
}

/** The tests of some projects, each counted. */
function vitestGate(name: string, { projects, workers, env, prepare }: VitestOptions): Gate {
  const report = path.join(ROOT, '.cache', 'test', `vitest-${projects.join('-')}.json`);
  const reporters = ['--reporter=default', '--reporter=./scripts/gates/vitest-reporter.ts'];
  const chosen = projects.map((project) => `--project=${project}`);
  const args = ['run', ...chosen, `--maxWorkers=${workers}`, ...reporters];
  return {
    name,
    async run(): Promise<GateResult> {
      prepare?.();
      rmSync(report, { force: true });
      const { ok, output } = await runProgram('node_modules/vitest/vitest.mjs', args, {
        env: { LACUNA_TEST_REPORT: report, NO_COLOR: '1', ...env },
        minutes: 60,
      });
      if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [], output };
      const counts = JSON.parse(readFileSync(report, 'utf8')) as VitestCounts;
      // A run can fail for a reason that is no test, such as a worker that died.
      return { ...counts, failed: ok ? counts.failed : Math.max(counts.failed, 1), output };
    },
  };
}

/** Of the library and the window: they start nothing, so that one file at a time fills a core. */
export const unitGate = vitestGate('unit tests of models and window', { projects: ['library'], workers: 1 });

/** Of the program: they start processes, workers and a server, and wait for them, so that three fill two cores. */
export const integrationGate = vitestGate('unit and integration tests of the program', {
  projects: ['records', 'program'],
  workers: 3,
  // Files that train share the cores: a second thread each only waits for them. `test:full` keeps what users have.
  env: FULL ? BUNDLED_CLI : { ...BUNDLED_CLI, LACUNA_THREADS: '1' },
  prepare: preparePostgres,
});
