import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, safeStorage, session as sessions } from 'electron';
import { createHandler } from '../api/handler.ts';
import { openLock } from '../host/passphrase-lock.ts';
import { unexpectedLine } from '../host/unexpected-line.ts';
import { createServices } from '../services/create-services.ts';
import { askedBy, askedByFile, type Asked } from '../shell/asked.ts';
import { KeptPasswords } from '../shell/kept-passwords.ts';
import { opener, type Open } from '../shell/open.ts';
import { tellingWhichOpened } from '../shell/recent-databases.ts';
import { readContent } from '../settings/settings-file.ts';
import { speak, text } from '../shell/text.ts';
import { whyNot } from '../shell/why-not.ts';
import { dataFolder } from '../system/data-folder.ts';
import { updateUrl } from '../system/update-file.ts';
import { showMenu } from './menu.ts';
import { answerNativeCalls } from './native-calls.ts';
import { lockSession, silenceChromium } from './policy.ts';
import { quitGracefully } from './quit.ts';
import { recover } from './recovery.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { lookForUpdates } from './updates.ts';
import { loadPage, openWindow, showPage } from './window.ts';
import { showWork } from './work.ts';

const WINDOW_FILES = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
const onUnexpected = (error: unknown): void => void process.stderr.write(`${unexpectedLine(error)}\n`);

async function main(): Promise<void> {
  const home = dataFolder();
  app.setPath('userData', join(home, 'window'));
  app.setAppUserModelId('app.lacuna.desktop');
  const updates = updateUrl(onUnexpected);
  silenceChromium(updates === null ? null : new URL(updates).hostname);
  registerScheme();
  if (!app.requestSingleInstanceLock()) return app.quit();
  const started = Promise.withResolvers<Open>();
  const open = (asked: Asked | null): void => void started.promise.then((ask) => ask(asked));
  // A second start hands over what it asks for and ends; macOS names files by an event, at a first start too.
  app.on('second-instance', (_event, argv, folder) => open(askedBy(argv, folder)));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    open(askedByFile(file));
  });
  await app.whenReady();
  speak(readContent(home).settings.language, app.getPreferredSystemLanguages());
  started.resolve(start(home, updates));
}

function start(home: string, updates: string | null): Open {
  const lock = openLock(home);
  const passwords = new KeptPasswords(home, safeStorage);
  const passwordOf = (address: string) => passwords.of(address);
  const running = createServices({ home, window: 'electron', passwordOf, onUnexpected });
  const services = tellingWhichOpened(running.services, (path) => remember(path));
  // No disk cache: answers of the API hold records.
  const session = sessions.fromPartition('persist:lacuna', { cache: false });
  lockSession(session);
  serveScheme(session, createHandler({ services, lock, assets: WINDOW_FILES, onUnexpected }));
  const asked = askedBy(process.argv, process.cwd());
  const page = asked !== null && 'page' in asked ? asked.page : '/';
  // Tells whoever started the program that it need not fall back to a browser.
  const onReady = (): void => void process.stdout.write('lacuna-window-ready\n');
  const window = openWindow({ home, session, page, onReady });
  const ways = {
    show: (shown: string | null) => showPage(window, shown),
    restart: () => loadPage(window, '/'),
    fail: (reason: string) => dialog.showErrorBox(text.cannotOpen, reason),
  };
  const open = opener(ways, services.databases, lock);
  const remember = showMenu(window, home, open);
  answerNativeCalls(window, passwords);
  recover(window);
  quitGracefully(window, running);
  void showWork(window, running.jobs).catch(onUnexpected);
  void lookForUpdates(window, home, updates).catch(onUnexpected);
  running.prepareFirstDemo();
  if (asked !== null && 'database' in asked) void open(asked);
  return open;
}

main().catch((error: unknown) => {
  dialog.showErrorBox(text.cannotStart, whyNot(error));
  app.exit(1);
});
