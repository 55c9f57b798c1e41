import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Desktop } from '../api/desktop.ts';

let exposed: Desktop;
const ipcRenderer = { invoke: vi.fn(), on: vi.fn(), off: vi.fn() };
const contextBridge = { exposeInMainWorld: (_name: string, value: Desktop) => (exposed = value) };
const webUtils = { getPathForFile: ({ name }: File) => `/data/${name}` };
vi.mock('electron', () => ({ ipcRenderer, contextBridge, webUtils }));

beforeEach(async () => {
  vi.resetModules();
  vi.clearAllMocks();
  await import('./preload.ts');
});

it('gives the window its named calls and nothing of Electron', async () => {
  expect(Object.keys(exposed).sort()).toEqual([
    'chooseFile',
    'chooseFolder',
    'chooseSavePath',
    'copyText',
    'forgetPassword',
    'hasPassword',
    'keepPassword',
    'onOpenPage',
    'pathOf',
    'platform',
    'printToPdf',
    'saveFile',
  ]);
  ipcRenderer.invoke.mockResolvedValueOnce('/data/table.csv');
  expect(await exposed.saveFile('table.csv', 'a,b')).toBe('/data/table.csv');
  expect(ipcRenderer.invoke).toHaveBeenCalledWith('lacuna:saveFile', 'table.csv', 'a,b');
});

it('says where a dropped file lies', () => {
  expect(exposed.pathOf(new File([], 'icu.lacuna'))).toBe('/data/icu.lacuna');
});

it('passes pages on without the event, until the window stops listening', () => {
  const listener = vi.fn();
  const stop = exposed.onOpenPage(listener);
  const [channel, forward] = ipcRenderer.on.mock.calls[0] as [string, (event: object, page: string) => void];
  forward({ sender: 'secret' }, '/import');
  expect([channel, listener.mock.calls]).toEqual(['lacuna:openPage', [['/import']]]);
  stop();
  expect(ipcRenderer.off).toHaveBeenCalledWith(channel, forward);
});

it('stays small enough to be read at a glance, and so does the whole shell', () => {
  const folder = new URL('.', import.meta.url);
  const linesOf = (file: string): string[] =>
    readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n');
  const isCode = (line: string): boolean => !/^\s*(\/\/|\/?\*|$)/.test(line);
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  expect(linesOf('preload.ts').length).toBeLessThanOrEqual(60);
  expect(sources.flatMap(linesOf).filter(isCode).length).toBeLessThan(400);
});
