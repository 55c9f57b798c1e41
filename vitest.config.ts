import { defineConfig } from 'vitest/config';

interface ProjectOptions {
  readonly isolate: boolean;
  /** Folders below them that another project has. */
  readonly without?: readonly string[];
  readonly setupFiles?: string[];
}

function project(
  name: string,
  folders: readonly string[],
  { isolate, without = [], setupFiles = [] }: ProjectOptions,
) {
  const include = folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
  const exclude = without.map((folder) => `${folder}/**`);
  return { extends: true, test: { name, include, exclude, isolate, setupFiles } } as const;
}

/** Reading, keeping and making up records: what these tests start ends with them, and none sets what the next one has. */
const RECORDS = ['main/records', 'main/synthetic'];

/** Times are wall-clock and must not depend on the zone: `TZ` may be set from outside, and is never read by the code. */
export default defineConfig({
  test: {
    projects: [
      // What leaves nothing behind in its process shares the modules that it loads.
      project('library', ['models', 'renderer'], {
        isolate: false,
        setupFiles: ['renderer/testing/clean-up.ts'],
      }),
      project('records', RECORDS, { isolate: false }),
      project('program', ['main', 'scripts', 'bench'], { isolate: true, without: RECORDS }),
    ],
    // Native addons (TensorFlow, SQLite, DuckDB) want a process each rather than a thread.
    pool: 'forks',
    maxWorkers: 2,
    // No test is a timed one: these only end what hangs, on a machine however busy.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // `npm run test:full` sets LACUNA_TEST_COUNTS=full for the long counts that the issues name.
    reporters: ['default'],
  },
});
