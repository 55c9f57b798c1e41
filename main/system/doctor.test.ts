import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorReport } from '../api/system.ts';
import { isNativeEngineInstalled } from '../engine/installed.ts';
import { rememberDatabase } from '../settings/known-databases.ts';
import { updateSettings } from '../settings/settings.ts';
import { degradations } from './degraded.ts';
import { doctor } from './doctor.ts';
import { hasDisplay, missingInLddOutput } from './electron-binary.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'lacuna-doctor-'));
});
afterAll(() => rmSync(home, { recursive: true }));

describe('doctor', () => {
  it('loads the three native libraries and measures the engine', async () => {
    await rememberDatabase(home, { path: path.join(home, 'moved-away.db'), name: 'moved', kind: 'user' });
    const report = doctorReport.parse(await doctor({ home, window: 'browser' }));
    expect(report.engine?.name).toBe(isNativeEngineInstalled() ? 'tensorflow' : 'wasm');
    // Slower than any machine that it runs on, faster than a naive loop.
    expect(report.gigaflops).toBeGreaterThan(1);
    expect(Object.keys(report.versions)).toEqual(
      expect.arrayContaining(['lacuna', 'node', 'tfjs', 'sqlite', 'duckdb', report.engine?.name]),
    );
    for (const version of Object.values(report.versions)) expect(version).toMatch(/^\d+\.\d+/);
    expect(report.storage).toMatchObject({ dataFolder: home, databases: 0, encrypted: false });
    expect(report.storage.freeBytes).toBeGreaterThan(0);
    expect(report.degraded).toContainEqual(
      expect.objectContaining({ what: 'databases are not encrypted by Lacuna' }),
    );
  });
});

describe('doctor with an engine chosen in the settings', () => {
  it('measures that engine and says how to go back', async () => {
    const chosen = mkdtempSync(path.join(home, 'chosen-'));
    await updateSettings(chosen, { engine: 'wasm' });
    const report = await doctor({ home: chosen, window: 'electron' });
    expect(report.engine?.name).toBe('wasm');
    expect(report.degraded).toContainEqual(
      expect.objectContaining({
        what: expect.stringContaining('the wasm engine is in use') as string,
        mend: 'lacuna settings set engine auto',
      }),
    );
  });
});

describe('degradations', () => {
  const engine = { name: 'tensorflow', device: 'CPU, 2 threads', version: '2.15.1' } as const;

  it('names a slower engine with what mends it, and the fastest not at all', () => {
    expect(degradations(engine, 'electron', 'auto')).toEqual([]);
    expect(degradations({ ...engine, name: 'wasm' }, 'electron', 'auto')).toEqual([
      expect.objectContaining({ what: expect.stringContaining('wasm') as string, mend: 'npm run setup' }),
    ]);
  });
});

describe('hasDisplay', () => {
  it('asks the desktop session on Linux only', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
    expect(hasDisplay('win32', {})).toBe(true);
  });
});

describe('missingInLddOutput', () => {
  it('takes the names of what is not found', () => {
    const output = [
      '\tlinux-vdso.so.1 (0x00007ffd)',
      '\tlibnss3.so => not found',
      '\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f)',
      '\tlibgbm.so.1 => not found',
    ].join('\n');
    expect(missingInLddOutput(output)).toEqual(['libnss3.so', 'libgbm.so.1']);
  });
});
