import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const LAUNCHER = path.join(import.meta.dirname, 'run.cjs');
const launch = (args: string[], options = {}) =>
  spawnSync(process.execPath, [LAUNCHER, ...args], { encoding: 'utf8', ...options });

it('knows every script of package.json', () => {
  const names = /<(.*)>/.exec(launch(['no-such-command']).stderr)?.[1]?.split('|');
  expect(names?.toSorted()).toEqual(Object.keys(packageJson.scripts).toSorted());
  for (const [name, script] of Object.entries(packageJson.scripts)) {
    expect(script).toBe(`node scripts/run.cjs ${name}`);
  }
});

it('refuses an unknown command as wrong usage', () => {
  expect(launch(['no-such-command']).status).toBe(2);
  expect(launch([]).status).toBe(2);
});

it('passes arguments, output and the exit code of the command through', () => {
  const { status, stdout } = launch(['fences', '--version']);
  expect(stdout).toMatch(/^v\d+\.\d+\.\d+\n$/);
  expect(status).toBe(0);
  expect(launch(['fences', '--no-such-option']).status).toBe(2);
});

it('runs commands of the application in the folder where npm was called', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-launcher-'));
  const env = { ...process.env, npm_lifecycle_event: 'lacuna', INIT_CWD: folder, LACUNA_HOME: folder };
  const { stderr } = launch(['lacuna', 'import', '--source', 'mimic-iv', 'absent', '--database', 'x'], {
    env,
  });
  rmSync(folder, { recursive: true });
  expect(stderr).toContain(path.join(folder, 'absent'));
});
