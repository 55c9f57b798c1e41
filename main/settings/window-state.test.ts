import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadWindowState, saveWindowState } from './window-state.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const DEFAULT = { width: 1360, height: 900 };
const state = { x: 100, y: 50, width: 1000, height: 700, maximized: true };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacuna-window-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('comes back as it was saved', () => {
  expect(loadWindowState(folder, [SCREEN])).toEqual(DEFAULT);
  saveWindowState(folder, state);
  expect(loadWindowState(folder, [SCREEN])).toEqual(state);
  expect(statSync(join(folder, 'window-state.json')).mode & 0o777).toBe(0o600);
});

it.each([{ x: 2500 }, { x: -1000 }, { y: -20 }, { y: 1080 }])(
  'is placed anew when %o is on no screen any more',
  (moved) => {
    saveWindowState(folder, { ...state, ...moved });
    expect(loadWindowState(folder, [SCREEN])).toEqual(DEFAULT);
    const second = { ...SCREEN, x: -1920 };
    expect(loadWindowState(folder, [SCREEN, second])).toEqual(
      'x' in moved && moved.x < 0 ? { ...state, ...moved } : DEFAULT,
    );
  },
);

it('ignores a file that is no window state', () => {
  for (const text of ['', '{"x":1}', '{"x":0,"y":0,"width":1,"height":1,"maximized":false}']) {
    writeFileSync(join(folder, 'window-state.json'), text);
    expect(loadWindowState(folder, [SCREEN])).toEqual(DEFAULT);
  }
});
