import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bundleHash, readBundle, requireFreePath, writeBundle } from './bundle-files.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const FILES = new Map([
  ['manifest.json', text('{"schemaVersion":1}')],
  ['weights.safetensors', Uint8Array.from([8, 0, 0, 0, 0, 0, 0, 0])],
]);
const folder = (): string => mkdtempSync(path.join(tmpdir(), 'lacuna-bundle-'));

describe('bundle files', () => {
  it.each(['bundle', 'bundle.lacuna'])('writes and reads back %s', async (name) => {
    const target = path.join(folder(), 'made', name);
    await writeBundle(target, FILES);
    const files = await readBundle(target);
    expect([...files.keys()].sort()).toEqual(['manifest.json', 'weights.safetensors']);
    expect(bundleHash(files)).toBe(bundleHash(FILES));
  });

  it('makes files that only the owner can read, and leaves nothing half written', async () => {
    const target = path.join(folder(), 'bundle');
    await writeBundle(target, FILES);
    expect(statSync(path.join(target, 'manifest.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(target))).toEqual(['bundle']);
  });

  it('never writes over what is there', async () => {
    const target = folder();
    await expect(writeBundle(target, FILES)).rejects.toMatchObject({ code: 'bundle_exists', file: target });
  });

  it('finds out before the work whether it can be written', () => {
    const place = folder();
    requireFreePath(path.join(place, 'made', 'bundle'));
    expect(readdirSync(place)).toEqual([]);
    const file = path.join(place, 'file');
    writeFileSync(file, '');
    const below = path.join(file, 'bundle');
    expect(() => requireFreePath(below)).toThrow(
      expect.objectContaining({ code: 'not_a_folder', file: below }) as Error,
    );
  });

  it('names a missing bundle, a damaged archive and a folder without manifest', async () => {
    await expect(readBundle(path.join(folder(), 'none'))).rejects.toMatchObject({ code: 'bundle_not_found' });
    const damaged = path.join(folder(), 'damaged.lacuna');
    writeFileSync(damaged, 'not a zip');
    await expect(readBundle(damaged)).rejects.toMatchObject({ code: 'bundle_damaged', file: damaged });
    await expect(readBundle(folder())).rejects.toMatchObject({ code: 'bundle_damaged' });
  });

  it('ignores archive entries that point out of the archive', async () => {
    const file = path.join(folder(), 'hostile.lacuna');
    writeFileSync(
      file,
      zipSync({ 'manifest.json': text('{}'), '../escape.txt': text('x'), 'a/b.txt': text('y') }),
    );
    expect([...(await readBundle(file)).keys()]).toEqual(['manifest.json']);
  });
});
