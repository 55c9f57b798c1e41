import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '../main/testing/temporary-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const OXLINT = path.join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
/** Run in another folder, oxlint looks for the compiler on the search path. */
const SEARCH_PATH = [path.join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(path.delimiter);
const TSCONFIG = {
  extends: path.join(ROOT, 'tsconfig.base.json'),
  compilerOptions: { lib: ['es2024', 'dom'] },
};

const folder = temporaryFolder();
beforeAll(() => {
  // The configuration names folders from where it lies.
  copyFileSync(path.join(ROOT, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
});

/** The rules that a file breaks under the project's own configuration. */
function broken(file: string, code: string): string[] {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, code);
  const args = [OXLINT, '--format', 'json', full];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, PATH: SEARCH_PATH },
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { code: string }[] };
  return diagnostics.map(({ code: rule }) => rule);
}

const later = 'export async function later(): Promise<void> { await Promise.resolve(); }\n';

it('asks the compiler: a promise that nobody waits for, an any that is passed on', () => {
  expect(broken('waits.ts', `${later}await later();`)).toEqual([]);
  expect(broken('leaves.ts', `${later}later();`)).toEqual(['typescript(no-floating-promises)']);
  expect(broken('passes.ts', `export const count: number = JSON.parse('1');`)).toEqual([
    'typescript(no-unsafe-assignment)',
  ]);
});

it('lets the command line write to the console, and nothing else', () => {
  const code = `console.log('a');\nexport {};\n`;
  expect(broken('main/cli/x.ts', code)).toEqual([]);
  expect(broken('main/host/x.ts', code)).toEqual(['eslint(no-console)']);
});

it('reads JavaScript too, as far as that goes without types', () => {
  expect(broken('scripts/x.js', 'JSON.parse("1").of.anything();\n')).toEqual([]);
  expect(broken('scripts/y.js', 'const unused = 1;\n')).toEqual(['eslint(no-unused-vars)']);
});

it('holds functions short, those of tests and the markup of components excepted', () => {
  const long = `export function long(): void {\n${'  Math.random();\n'.repeat(61)}}\n`;
  expect(broken('main/x.ts', long)).toEqual(['eslint(max-lines-per-function)']);
  expect(broken('main/x.test.ts', long)).toEqual([]);
  expect(broken('renderer/x.tsx', long)).toEqual([]);
  expect(broken('renderer/testing/x.tsx', long)).toEqual(['eslint(max-lines-per-function)']);
});
