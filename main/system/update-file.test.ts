import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readUpdateFile, updateFile, updateUrl } from './update-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lacuna-update-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function written(content: unknown): string {
  const file = join(folder, 'update.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

it('lies where only an administrator writes', () => {
  expect(updateFile('linux', {})).toBe('/etc/lacuna/update.json');
  expect(updateFile('darwin', {})).toBe('/Library/Application Support/Lacuna/update.json');
  expect(updateFile('win32', { ProgramData: 'D:\\Data' })).toBe('D:\\Data\\Lacuna\\update.json');
});

it('names the one place to look for newer versions', () => {
  const content = {
    provider: 'generic',
    url: 'https://updates.hospital.example/lacuna',
    publisherName: ['H'],
  };
  expect(readUpdateFile(written(content))).toEqual(content);
});

it('is off without a file: there is no place by default', () => {
  expect(readUpdateFile(join(folder, 'update.json'))).toBeNull();
});

it.each([
  { content: '{', hint: /^the file: / },
  { content: {}, hint: /^provider: / },
  { content: { provider: 'github', url: 'https://x.example' }, hint: /^provider: / },
  {
    content: { provider: 'generic', url: 'http://x.example' },
    hint: /^url: expected an address that begins with https/,
  },
  { content: { provider: 'generic', url: 'file:///x' }, hint: /^url: / },
  { content: { provider: 'generic', url: 'https://x.example', ulr: 1 }, hint: /ulr/ },
])('is refused by name: $content', ({ content, hint }) => {
  const file = written(content);
  expect(() => readUpdateFile(file)).toThrow(
    expect.objectContaining({
      code: 'bad_configuration',
      file,
      hint: expect.stringMatching(hint) as string,
    }) as Error,
  );
});

it('that is not valid stops nothing: the problem is told, and nothing looked for', () => {
  const onProblem = vi.fn();
  expect(updateUrl(onProblem, written('{'))).toBeNull();
  expect(onProblem).toHaveBeenCalledOnce();
  expect(updateUrl(onProblem, written({ provider: 'generic', url: 'https://x.example/' }))).toBe(
    'https://x.example/',
  );
  expect(onProblem).toHaveBeenCalledOnce();
});
