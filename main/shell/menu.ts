import { text } from './text.ts';

type Role =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'editMenu'
  | 'windowMenu'
  | 'help'
  | 'reload'
  | 'toggleDevTools'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen';

/** An entry of a menu in the form that Electron takes. */
export interface MenuEntry {
  readonly type?: 'separator';
  readonly role?: Role;
  readonly label?: string;
  readonly accelerator?: string;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly click?: () => void;
  submenu?: MenuEntry[];
}

/** What the entries of the menu that are not the system's own do. */
export interface MenuActions {
  readonly openPage: (page: string) => void;
  /** Without a path the user is asked for one. */
  readonly openDatabase: (path?: string) => void;
  readonly openModel: () => void;
  readonly clearRecent: () => void;
  readonly print: () => void;
  readonly savePdf: () => void;
}

export interface MenuState {
  readonly platform: NodeJS.Platform;
  /** Lacuna is being developed. */
  readonly tools: boolean;
  /** Paths, newest first. */
  readonly recent: readonly string[];
}

const SEPARATOR: MenuEntry = { type: 'separator' };

/** The menu that people expect on their system. */
export function menuOf({ platform, tools, recent }: MenuState, actions: MenuActions): MenuEntry[] {
  const isMac = platform === 'darwin';
  const settings = page(actions, text.menu.settings, '/settings', 'CmdOrCtrl+,');
  return [
    ...(isMac ? [macMenu(settings)] : []),
    fileMenu(actions, recent, isMac ? [{ role: 'close' }] : [settings, SEPARATOR, { role: 'quit' }]),
    { role: 'editMenu' },
    viewMenu(tools),
    goMenu(actions),
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        page(actions, text.menu.figures, '/help', 'F1'),
        ...(isMac ? [] : [SEPARATOR, { role: 'about' } as const]),
      ],
    },
  ];
}

function page({ openPage }: MenuActions, label: string, to: string, accelerator?: string): MenuEntry {
  return { label, ...(accelerator === undefined ? {} : { accelerator }), click: () => openPage(to) };
}

function macMenu(settings: MenuEntry): MenuEntry {
  const roles: readonly (readonly Role[])[] = [['services'], ['hide', 'hideOthers', 'unhide'], ['quit']];
  const rest = roles.flatMap((group) => [SEPARATOR, ...group.map((role) => ({ role }))]);
  return { label: text.product, submenu: [{ role: 'about' }, SEPARATOR, settings, ...rest] };
}

function fileMenu(actions: MenuActions, recent: readonly string[], end: readonly MenuEntry[]): MenuEntry {
  const { menu } = text;
  return {
    label: menu.file,
    submenu: [
      { label: menu.openDatabase, accelerator: 'CmdOrCtrl+O', click: () => actions.openDatabase() },
      { label: menu.openRecent, submenu: recentEntries(actions, recent) },
      { label: menu.openModel, accelerator: 'CmdOrCtrl+Shift+O', click: actions.openModel },
      SEPARATOR,
      page(actions, menu.importRecords, '/import', 'CmdOrCtrl+I'),
      SEPARATOR,
      { label: menu.print, accelerator: 'CmdOrCtrl+P', click: actions.print },
      { label: menu.pdf, accelerator: 'CmdOrCtrl+Shift+P', click: actions.savePdf },
      SEPARATOR,
      ...end,
    ],
  };
}

function recentEntries({ openDatabase, clearRecent }: MenuActions, recent: readonly string[]): MenuEntry[] {
  if (recent.length === 0) return [{ label: text.menu.noRecent, enabled: false }];
  // A single & would underline the letter after it.
  const entries = recent.map((path) => ({
    label: path.replaceAll('&', '&&'),
    click: () => openDatabase(path),
  }));
  return [...entries, SEPARATOR, { label: text.menu.clearRecent, click: clearRecent }];
}

function viewMenu(tools: boolean): MenuEntry {
  return {
    label: text.menu.view,
    submenu: [
      { role: 'reload' },
      ...(tools ? [{ role: 'toggleDevTools' } as const] : []),
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // Where + needs Shift, people press the key without it.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
    ],
  };
}

function goMenu(actions: MenuActions): MenuEntry {
  const entries = Object.entries(text.menu.pages).map(([name, label], index) =>
    page(actions, label, name === 'start' ? '/' : `/${name}`, `CmdOrCtrl+${index + 1}`),
  );
  return { label: text.menu.go, submenu: entries };
}
