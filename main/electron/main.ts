import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, session as sessions } from 'electron';
import { createHandler } from '../api/handler.ts';
import { openLock } from '../host/passphrase-lock.ts';
import { unexpectedLine } from '../host/unexpected-line.ts';
import { createServices } from '../services/create-services.ts';
import { dataFolder } from '../system/data-folder.ts';
import { setMenu } from './menu.ts';
import { answerNativeCalls } from './native-calls.ts';
import { lockSession, silenceChromium } from './policy.ts';
import { quitGracefully } from './quit.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { openWindow, showPage } from './window.ts';

const WINDOW_FILES = fileURLToPath(new URL('../../dist/renderer', import.meta.url));

/** The page named by `--page=/patients/123`, the start page otherwise. */
function pageOf(argv: readonly string[]): string | null {
  const page = argv.find((argument) => argument.startsWith('--page='))?.slice('--page='.length);
  return page?.startsWith('/') === true ? page : null;
}

async function main(): Promise<void> {
  const home = dataFolder();
  app.setPath('userData', join(home, 'window'));
  silenceChromium();
  registerScheme();
  if (!app.requestSingleInstanceLock()) return app.quit();
  await app.whenReady();
  start(home, pageOf(process.argv) ?? '/');
}

function start(home: string, page: string): void {
  const onUnexpected = (error: unknown): void => void process.stderr.write(`${unexpectedLine(error)}\n`);
  const lock = openLock(home);
  const running = createServices({ home, window: 'electron', onUnexpected });
  // No disk cache: answers of the API hold records.
  const session = sessions.fromPartition('persist:lacuna', { cache: false });
  lockSession(session);
  const { services } = running;
  serveScheme(session, createHandler({ services, lock, assets: WINDOW_FILES, onUnexpected }));
  // Tells whoever started the program that it need not fall back to a browser.
  const onReady = (): void => void process.stdout.write('lacuna-window-ready\n');
  const window = openWindow({ home, session, page, onReady });
  answerNativeCalls(window);
  quitGracefully(window, running);
  setMenu(process.platform, (asked) => showPage(window, asked));
  // A second start hands its page over to this one and ends.
  app.on('second-instance', (_event, argv) => showPage(window, pageOf(argv)));
  running.prepareFirstDemo();
}

main().catch((error: unknown) => {
  dialog.showErrorBox('Lacuna cannot start', error instanceof Error ? error.message : String(error));
  app.exit(1);
});
