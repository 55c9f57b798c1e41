import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptPasswords } from '../shell/kept-passwords.ts';
import { StubWindow, stubElectron, type StubContents } from '../testing/electron-stub.ts';

const electron = stubElectron();
vi.doMock('electron', () => electron);
const { answerNativeCalls } = await import('./native-calls.ts');

let home: string;
let window: StubWindow;
let passwords: KeptPasswords;

beforeEach(() => {
  vi.clearAllMocks();
  home = mkdtempSync(join(tmpdir(), 'lacuna-calls-'));
  window = new StubWindow({});
  passwords = new KeptPasswords(home, electron.safeStorage);
  answerNativeCalls(window as unknown as BrowserWindow, passwords);
});
afterEach(() => rmSync(home, { recursive: true }));

describe('native calls', () => {
  const call = (contents: StubContents, name: string, ...input: unknown[]): Promise<unknown> => {
    const answer = electron.ipcHandlers.get(`lacuna:${name}`);
    return Promise.resolve().then(() => answer?.({ senderFrame: contents.mainFrame }, ...input));
  };

  it('choose a folder or a file, or nothing', async () => {
    const { webContents } = window;
    electron.dialog.showOpenDialog.mockResolvedValueOnce({ filePaths: ['/data/mimic'] });
    expect(await call(webContents, 'chooseFolder')).toBe('/data/mimic');
    const filters = [{ name: 'Model', extensions: ['lacuna'] }];
    expect(await call(webContents, 'chooseFile', filters)).toBeNull();
    expect(electron.dialog.showOpenDialog.mock.calls.map(([, options]) => options)).toEqual([
      { properties: ['openDirectory'] },
      { properties: ['openFile'], filters },
    ]);
  });

  it('save what the page gives where the user says, for the owner only', async () => {
    const { webContents } = window;
    const filePath = join(home, 'table.csv');
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath });
    expect(await call(webContents, 'saveFile', '../../etc/table.csv', 'a,b\n')).toBe(filePath);
    expect(readFileSync(filePath, 'utf8')).toBe('a,b\n');
    expect(statSync(filePath).mode & 0o777).toBe(0o600);
    expect(electron.dialog.showSaveDialog.mock.calls[0]).toMatchObject([{}, { defaultPath: 'table.csv' }]);
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath });
    await call(webContents, 'saveFile', 'x.png', Uint8Array.of(1, 2));
    expect([...readFileSync(filePath)]).toEqual([1, 2]);
  });

  it('name a place for the host to write to', async () => {
    const { webContents } = window;
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath: '/exports/m.lacuna' });
    expect(await call(webContents, 'chooseSavePath', 'm.lacuna')).toBe('/exports/m.lacuna');
  });

  it('save and print nothing when the user cancels', async () => {
    const { webContents } = window;
    expect(await call(webContents, 'saveFile', 'x.csv', 'a')).toBeNull();
    expect(await call(webContents, 'printToPdf', 'x.pdf')).toBeNull();
    expect(webContents.printToPDF).not.toHaveBeenCalled();
  });

  it('say what could not be saved', async () => {
    const { webContents } = window;
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath: join(home, 'none', 'x.csv') });
    expect(await call(webContents, 'saveFile', 'x.csv', 'a')).toBeNull();
    expect(electron.dialog.showErrorBox).toHaveBeenCalledOnce();
  });

  it('keep the password of a server and give it to no page', async () => {
    const { webContents } = window;
    const server = 'postgresql://reader@db.example/mimic';
    expect(await call(webContents, 'keepPassword', server, 's3cret')).toBe(true);
    expect(await call(webContents, 'hasPassword', server)).toBe(true);
    expect(readFileSync(join(home, 'server-passwords.json'), 'utf8')).not.toContain('s3cret');
    expect(await passwords.of(server)).toBe('s3cret');
    await call(webContents, 'forgetPassword', server);
    expect(await call(webContents, 'hasPassword', server)).toBe(false);
  });

  it('print the page to a PDF', async () => {
    const { webContents } = window;
    const filePath = join(home, 'patient.pdf');
    electron.dialog.showSaveDialog.mockResolvedValueOnce({ filePath });
    expect(await call(webContents, 'printToPdf', 'patient.pdf')).toBe(filePath);
    expect(readFileSync(filePath, 'utf8')).toBe('%PDF');
  });

  it('copy text', async () => {
    const { webContents } = window;
    await call(webContents, 'copyText', '10027445');
    expect(electron.clipboard.writeText).toHaveBeenCalledWith('10027445');
  });

  it('are refused to any frame but the page of the window', async () => {
    const { webContents } = window;
    const channels = [...electron.ipcHandlers.keys()];
    expect(channels).toHaveLength(9);
    for (const channel of channels) {
      for (const frame of [null, { url: 'app://lacuna/' }, { url: 'https://evil.example/' }]) {
        expect(() => electron.ipcHandlers.get(channel)?.({ senderFrame: frame })).toThrow(
          'does not come from',
        );
      }
    }
    webContents.mainFrame.url = 'https://evil.example/';
    await expect(call(webContents, 'chooseFolder')).rejects.toThrow('does not come from');
  });

  it('refuse malformed input', async () => {
    const { webContents } = window;
    const malformed: readonly (readonly [name: string, ...input: unknown[]])[] = [
      ['saveFile', 'x', 5],
      ['saveFile', 'x', 'a', '/etc/passwd'],
      ['saveFile'],
      ['chooseFolder', '/etc'],
      ['chooseFile', [{ name: 'x', extensions: ['../x'] }]],
      ['copyText', { text: 'x' }],
      ['printToPdf', ''],
      ['keepPassword', 'postgresql://reader@db.example/mimic', ''],
      ['hasPassword'],
    ];
    for (const [name, ...input] of malformed) {
      await expect(call(webContents, name, ...input), name).rejects.toThrow();
    }
    expect(electron.dialog.showSaveDialog).not.toHaveBeenCalled();
    expect(electron.dialog.showOpenDialog).not.toHaveBeenCalled();
  });
});
