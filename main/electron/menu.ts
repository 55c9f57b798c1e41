import { Menu, type MenuItemConstructorOptions } from 'electron';

const PAGES: readonly (readonly [label: string, page: string])[] = [
  ['Start', '/'],
  ['Cohort', '/cohort'],
  ['Patients', '/patients'],
  ['Train', '/train'],
  ['Models', '/models'],
  ['Audit', '/audit'],
];

/** The menu that people expect on their system. */
export function setMenu(platform: NodeJS.Platform, openPage: (page: string) => void): void {
  const item = (label: string, page: string, accelerator: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => openPage(page),
  });
  const isMac = platform === 'darwin';
  const records = item('Import records…', '/import', 'CmdOrCtrl+I');
  const about: MenuItemConstructorOptions = { role: 'help', submenu: [{ role: 'about' }] };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: 'File', submenu: [records, { type: 'separator' }, { role: isMac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    {
      label: 'Go',
      submenu: PAGES.map(([label, page], index) => item(label, page, `CmdOrCtrl+${index + 1}`)),
    },
    { role: 'windowMenu' },
    ...(isMac ? [] : [about]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
