import { describe, expect, it, vi } from 'vitest';
import { menuOf, type MenuActions, type MenuEntry } from './menu.ts';
import { speak } from './text.ts';

const spies = {
  openPage: vi.fn(),
  openDatabase: vi.fn(),
  openModel: vi.fn(),
  clearRecent: vi.fn(),
  print: vi.fn(),
  savePdf: vi.fn(),
} satisfies MenuActions;
const menuOn = (platform: NodeJS.Platform, recent: readonly string[] = [], tools = false): MenuEntry[] =>
  menuOf({ platform, recent, tools }, spies);
const nameOf = ({ role, label, type }: MenuEntry): string => label ?? role ?? type ?? '';
const menuNamed = (menu: readonly MenuEntry[], name: string): MenuEntry[] =>
  menu.find((entry) => nameOf(entry) === name)?.submenu ?? [];

describe('the menu', () => {
  it('has on each system what people look for there', () => {
    const rest = ['&File', '&Edit', '&View', '&Go', '&Window', '&Help'];
    expect(menuOn('darwin').map(nameOf)).toEqual(['Lacuna', ...rest]);
    expect(menuOn('linux').map(nameOf)).toEqual(rest);
    expect(menuOn('win32').map(nameOf)).toEqual(rest);
  });

  it('quits, says what it is and leads to the settings where each system does so', () => {
    const mac = menuOn('darwin');
    const own = menuNamed(mac, 'Lacuna').map(nameOf);
    expect([own[0], own[2], own.at(-1)]).toEqual(['about', 'Settings…', 'quit']);
    expect(menuNamed(mac, '&File').map(nameOf).at(-1)).toBe('close');
    expect(menuNamed(mac, '&Help').map(nameOf)).toEqual(['What the Figures Mean']);
    const linux = menuOn('linux');
    expect(menuNamed(linux, '&File').map(nameOf).slice(-3)).toEqual(['Settings…', 'separator', 'quit']);
    expect(menuNamed(linux, '&Help').map(nameOf).at(-1)).toBe('about');
  });

  it.each(['darwin', 'linux', 'win32'] as const)('gives no key two meanings on %s', (platform) => {
    const keys = menuOn(platform, ['/a.sqlite'], true).flatMap(({ submenu = [] }) =>
      submenu.flatMap(({ accelerator }) => accelerator ?? []),
    );
    expect(keys.length).toBeGreaterThan(14);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has the tools of developers only for them', () => {
    const has = (tools: boolean) => menuNamed(menuOn('linux', [], tools), '&View').map(nameOf);
    expect([has(false).includes('toggleDevTools'), has(true).includes('toggleDevTools')]).toEqual([
      false,
      true,
    ]);
  });

  it('leads to every screen', () => {
    for (const { click } of menuNamed(menuOn('linux'), '&Go')) click?.();
    expect(spies.openPage.mock.calls.flat()).toEqual([
      '/',
      '/import',
      '/cohort',
      '/patients',
      '/train',
      '/models',
      '/audit',
      '/activity',
    ]);
  });

  it('opens recent databases by their path, and forgets them', () => {
    const recent = menuNamed(menuOn('linux', ['/r&d/a.sqlite', '/b.sqlite']), '&File')[1]?.submenu ?? [];
    expect(recent.map(nameOf)).toEqual(['/r&&d/a.sqlite', '/b.sqlite', 'separator', 'Clear List']);
    recent[0]?.click?.();
    expect(spies.openDatabase).toHaveBeenCalledWith('/r&d/a.sqlite');
    recent.at(-1)?.click?.();
    expect(spies.clearRecent).toHaveBeenCalledOnce();
    expect(menuNamed(menuOn('linux'), '&File')[1]?.submenu).toEqual([
      { label: 'No Recent Databases', enabled: false },
    ]);
  });

  it('is German throughout where the shell speaks German', () => {
    const labels = (menu: readonly MenuEntry[]): string[] =>
      menu
        .filter(({ type, visible }) => type === undefined && visible !== false)
        .flatMap(({ label = 'none', submenu = [] }) => [label, ...labels(submenu)]);
    const english = new Set(labels(menuOn('darwin', ['/a.sqlite'], true)));
    speak('de', []);
    const german = labels(menuOn('darwin', ['/a.sqlite'], true));
    speak('en', []);
    expect(german).not.toContain('none');
    expect(german.filter((label) => english.has(label)).sort()).toEqual([
      '/a.sqlite',
      'Audit',
      'Import',
      'Lacuna',
      'Start',
    ]);
  });

  it('asks which database to open where none is named', () => {
    menuNamed(menuOn('linux'), '&File')[0]?.click?.();
    expect(spies.openDatabase).toHaveBeenLastCalledWith();
  });
});
