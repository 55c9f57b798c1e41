import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfSources } from './bundles.ts';
import { reasonIn, runUntilExit } from './electron.ts';

describe('hashOfSources', () => {
  let root: string;
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const hash = () => hashOfSources({ sources: ['window'] }, root);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'lacuna-bundles-'));
    write('package-lock.json', '{}');
    write('window/a.ts', 'a');
    write('window/deep/b.ts', 'b');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('changes with every source and with the lock file, not with tests', () => {
    const before = hash();
    write('window/deep/b.test.ts', 'a test');
    write('elsewhere/c.ts', 'not a source');
    expect(hash()).toBe(before);
    const seen = new Set([before]);
    for (const [file, text] of [
      ['window/a.ts', 'b'],
      ['window/deep/c.ts', ''],
      ['package-lock.json', '{ }'],
    ] as const) {
      write(file, text);
      seen.add(hash());
    }
    expect(seen.size).toBe(4);
  });
});

describe('reasonIn', () => {
  it('finds what Chromium gives as the reason', () => {
    const output = [
      '',
      '[1:0101/1.2:FATAL:electron_main_delegate.cc(1)] Running as root without --no-sandbox is not supported.',
    ].join('\n');
    expect(reasonIn(output)).toBe(': Running as root without --no-sandbox is not supported.');
    expect(reasonIn('electron: error while loading shared libraries: libnss3.so')).toContain('libnss3.so');
    expect(reasonIn('')).toBe('');
  });
});

describe('runUntilExit', () => {
  const program = (text: string) => runUntilExit(process.execPath, ['-e', text]);

  it('hands over the exit code of a window that was there', async () => {
    expect(await program(`console.log('lacuna-window-ready'); process.exitCode = 3`)).toBe(3);
  });

  it('says why there was none, so that the browser can take over', async () => {
    const failing = `console.error('[1:FATAL:x.cc(1)] No usable sandbox!'); process.exitCode = 1`;
    expect(await program(failing)).toBe('Electron ended before its window was there: No usable sandbox!');
    expect(await program('process.kill(process.pid, "SIGKILL")')).toBe(
      'Electron ended before its window was there',
    );
    expect(await runUntilExit('/no/such/electron', [])).toContain('ENOENT');
  });
});
