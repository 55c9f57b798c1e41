import { defineConfig } from 'vitest/config';

function project(name: string, folders: readonly string[], { isolate }: { isolate: boolean }) {
  const include = folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
  const setupFiles = isolate ? [] : ['renderer/testing/clean-up.ts'];
  return { extends: true, test: { name, include, isolate, setupFiles } } as const;
}

/** Times are wall-clock and must not depend on the zone: `TZ` may be set from outside, and is never read by the code. */
export default defineConfig({
  test: {
    projects: [
      // What spawns neither threads nor processes shares the modules that it loads.
      project('library', ['models', 'renderer'], { isolate: false }),
      project('program', ['main', 'scripts', 'bench'], { isolate: true }),
    ],
    // Native addons (TensorFlow, SQLite, DuckDB) want a process each rather than a thread.
    pool: 'forks',
    maxWorkers: 2,
    // No test is a timed one: these only end what hangs, on a machine however busy.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // `npm run test:full` sets LACUNA_TEST_COUNTS=full for the long counts that the issues name.
    reporters: ['default'],
  },
});
