import { app, Menu, type BrowserWindow } from 'electron';
import { askedFor, ENDINGS, type FileKind } from '../shell/asked.ts';
import { menuOf, type MenuActions } from '../shell/menu.ts';
import type { Open } from '../shell/open.ts';
import { clearRecent, recentDatabases, rememberRecent } from '../shell/recent-databases.ts';
import { text } from '../shell/text.ts';
import { chooseOne, savePdf } from './native-calls.ts';

/**
 * Puts up the menu.
 * @param home the data folder, where the list of recent databases is kept.
 * @returns puts a database that was opened into it.
 */
export function showMenu(window: BrowserWindow, home: string, open: Open): (database: string) => void {
  const ask = async (kind: FileKind, path?: string): Promise<void> => {
    const filters = [{ name: text[kind], extensions: [ENDINGS[kind]] }];
    const file = path ?? (await chooseOne(window, { properties: ['openFile'], filters }));
    if (file !== null) await open(askedFor(kind, file));
  };
  const actions: MenuActions = {
    openPage: (page) => void open({ page }),
    openDatabase: (path) => void ask('database', path),
    openModel: () => void ask('model'),
    clearRecent: () => {
      clearRecent(home);
      app.clearRecentDocuments();
      show();
    },
    print: () => window.webContents.print(),
    savePdf: () => void savePdf(window, `${window.getTitle()}.pdf`),
  };
  const show = (): void => {
    const state = { platform: process.platform, tools: !app.isPackaged, recent: recentDatabases(home) };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuOf(state, actions)));
  };
  show();
  return (database) => {
    rememberRecent(home, database);
    app.addRecentDocument(database);
    show();
  };
}
