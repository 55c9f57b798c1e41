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

it.each([
  { what: 'right of', moved: { x: 2500 } },
  { what: 'left of', moved: { x: -1000 } },
  { what: 'above', moved: { y: -20 } },
  { what: 'below', moved: { y: 1080 } },
])('is placed anew when it lies $what the screen', ({ moved }) => {
  saveWindowState(folder, { ...state, ...moved });
  expect(loadWindowState(folder, [SCREEN])).toEqual(DEFAULT);
});

it('stays on a second screen, as long as that is there', () => {
  const moved = { ...state, x: -1000 };
  saveWindowState(folder, moved);
  expect(loadWindowState(folder, [SCREEN, { ...SCREEN, x: -1920 }])).toEqual(moved);
});

it('ignores a file that is no window state', () => {
  for (const text of ['', '{"x":1}', '{"x":0,"y":0,"width":1,"height":1,"maximized":false}']) {
    writeFileSync(join(folder, 'window-state.json'), text);
    expect(loadWindowState(folder, [SCREEN])).toEqual(DEFAULT);
  }
});
