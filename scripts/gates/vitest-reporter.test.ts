import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './run-program.ts';
import type { VitestCounts } from './vitest-reporter.ts';

/** Each way in which a test can end. */
const FILES = {
  'ends.test.js': `
    test('passes', () => {});
    test('fails', () => { throw new Error('on purpose'); });
    test('says why it is skipped', ({ skip }) => skip('no data here'));
    describe.skipIf(true)('needs a file', () => { test('reads it', () => {}); });
  `,
  'does-not-load.test.js': `import './absent.js'; test('never seen', () => {});`,
  'rejects.test.js': `test('starts it', () => { Promise.reject(new Error('nobody awaits this')); });`,
};

it('counts every way in which a test can end', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-reporter-'));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(path.join(folder, name), text);
  const report = path.join(folder, 'report.json');
  const vitest = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const reporter = path.join(import.meta.dirname, 'vitest-reporter.ts');
  const args = [vitest, 'run', '--globals', '--root', folder, '--reporter', reporter];
  spawnSync(process.execPath, args, { env: { ...process.env, LACUNA_TEST_REPORT: report } });
  const counts = JSON.parse(readFileSync(report, 'utf8')) as VitestCounts;
  rmSync(folder, { recursive: true });

  expect(counts.passed).toBe(1 + 1);
  // The failing test, the file that does not load, and the rejection.
  expect(counts.failed).toBe(1 + 1 + 1);
  expect(counts.skipped).toEqual([
    { name: 'ends.test.js: says why it is skipped', reason: 'no data here' },
    { name: 'ends.test.js: needs a file > reads it', reason: 'the condition of its skipIf holds here' },
  ]);
});
