import { text } from './text.ts';

/** What the system does by itself. */
export type Role =
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide'
  | 'quit'
  | 'close'
  | 'minimize'
  | 'front'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'reload'
  | 'toggleDevTools'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen';

/** An entry of a menu in the form that Electron takes. */
export interface MenuEntry {
  readonly type?: 'separator';
  readonly role?: Role | 'window' | 'help';
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
  const { menu } = text;
  const figures = page(actions, menu.figures, '/help', 'F1');
  return [
    ...(isMac ? [macMenu(settings)] : []),
    fileMenu(actions, recent, isMac ? [does('close')] : [settings, SEPARATOR, does('quit')]),
    {
      label: menu.edit,
      submenu: [...all('undo', 'redo'), SEPARATOR, ...all('cut', 'copy', 'paste', 'selectAll')],
    },
    viewMenu(tools),
    goMenu(actions),
    { label: menu.window, role: 'window', submenu: all('minimize', isMac ? 'front' : 'close') },
    { label: menu.help, role: 'help', submenu: [figures, ...(isMac ? [] : [SEPARATOR, does('about')])] },
  ];
}

/** An entry that the system knows, by its own name unless the language has another. */
function does(role: Role): MenuEntry {
  const label = text.menu.roles[role];
  return { role, ...(label === undefined ? {} : { label }) };
}

function all(...roles: Role[]): MenuEntry[] {
  return roles.map(does);
}

function page({ openPage }: MenuActions, label: string, to: string, accelerator?: string): MenuEntry {
  return { label, ...(accelerator === undefined ? {} : { accelerator }), click: () => openPage(to) };
}

function macMenu(settings: MenuEntry): MenuEntry {
  const roles: readonly (readonly Role[])[] = [['services'], ['hide', 'hideOthers', 'unhide'], ['quit']];
  const rest = roles.flatMap((group) => [SEPARATOR, ...all(...group)]);
  return { label: text.product, submenu: [does('about'), SEPARATOR, settings, ...rest] };
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
      ...all('reload', ...(tools ? (['toggleDevTools'] as const) : [])),
      SEPARATOR,
      ...all('resetZoom', 'zoomIn'),
      // Where + needs Shift, people press the key without it.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
      does('zoomOut'),
      SEPARATOR,
      does('togglefullscreen'),
    ],
  };
}

function goMenu(actions: MenuActions): MenuEntry {
  const entries = Object.entries(text.menu.pages).map(([name, label], index) =>
    page(actions, label, name === 'start' ? '/' : `/${name}`, `CmdOrCtrl+${index + 1}`),
  );
  return { label: text.menu.go, submenu: entries };
}
