import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron as electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';
import type { Desktop } from '../main/api/desktop.ts';
import { electronBinary, hasDisplay } from '../main/system/electron-binary.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const binary = electronBinary(ROOT);

function reasonToSkip(): string | null {
  if (binary === null) return 'Electron is not downloaded: node node_modules/electron/install.js';
  if (!hasDisplay()) return 'there is no display: run the tests under xvfb-run';
  if (process.getuid?.() === 0) return "Chromium's sandbox does not start as root, and is never switched off";
  if (!existsSync(path.join(ROOT, 'dist/electron/main.js'))) return 'the shell is not built: npm run build';
  return null;
}

test.describe('the desktop window', () => {
  const reason = reasonToSkip();
  test.skip(reason !== null, reason ?? '');

  let home: string;
  let application: ElectronApplication;
  let page: Page;

  test.beforeEach(async () => {
    home = mkdtempSync(path.join(tmpdir(), 'lacuna-electron-'));
    application = await electron.launch({
      executablePath: binary ?? '',
      args: [ROOT],
      env: { ...process.env, LACUNA_HOME: home },
    });
    page = await application.firstWindow();
  });

  test.afterEach(async () => {
    await application.evaluate(({ app }) => app.exit(0)).catch(() => undefined);
    rmSync(home, { recursive: true, force: true });
  });

  test('shows the application, which answers from the same process', async () => {
    await expect(page).toHaveTitle(/Lacuna/);
    await expect(page.getByRole('heading').first()).toBeVisible();
    expect(page.url()).toMatch(/^app:\/\/lacuna\//);
    const info = await page.evaluate(async () => {
      const response = await fetch('/api/trpc/system.info');
      return (await response.json()) as { result: { data: { window: string; dataFolder: string } } };
    });
    expect(info.result.data).toMatchObject({ window: 'electron', dataFolder: home });
  });

  test('gives the page the desktop interface and nothing of Node', async () => {
    const globals = await page.evaluate(() => ({
      desktop: Object.keys((window as { lacuna?: Desktop }).lacuna ?? {}).length,
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    }));
    expect(globals).toEqual({ desktop: 12, node: [] });
  });

  test('reaches no network, opens no window and stays on its page', async () => {
    const outcome = await page.evaluate(async () => {
      const blocked = await fetch('https://example.org/').then(
        () => false,
        () => true,
      );
      const opened = window.open('https://example.org/') !== null;
      window.location.href = 'https://example.org/';
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { blocked, opened, notifications: await Notification.requestPermission() };
    });
    expect(outcome).toEqual({ blocked: true, opened: false, notifications: 'denied' });
    expect(page.url()).toMatch(/^app:\/\/lacuna\//);
    expect(application.windows()).toHaveLength(1);
  });

  test('asks before it quits while the first demo is being prepared', async () => {
    await application.evaluate(({ app, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
      setTimeout(() => app.quit(), 0);
    });
    await application.waitForEvent('close');
  });
});
