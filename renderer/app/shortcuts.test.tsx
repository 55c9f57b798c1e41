// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PAGES } from './pages.ts';
import { useShortcuts, wishOf } from './shortcuts.ts';

const press = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

describe('wishOf', () => {
  it('takes Ctrl and Cmd with K, and nothing with Alt', () => {
    expect(wishOf(press('k', { ctrlKey: true }), { afterG: false })).toEqual({ kind: 'palette' });
    expect(wishOf(press('K', { metaKey: true }), { afterG: false })).toEqual({ kind: 'palette' });
    expect(wishOf(press('k', { ctrlKey: true, altKey: true }), { afterG: false })).toBeNull();
    expect(wishOf(press('k'), { afterG: false })).toBeNull();
  });

  it('leads to every page by a letter of its own, only after g', () => {
    expect(new Set(PAGES.map(({ letter }) => letter)).size).toBe(PAGES.length);
    for (const { letter, to } of PAGES) {
      expect(wishOf(press(letter), { afterG: true })).toEqual({ kind: 'go', to });
      expect(wishOf(press(letter), { afterG: false })).toBeNull();
    }
  });
});

describe('useShortcuts', () => {
  afterEach(cleanup);

  function Probe({ singleKeys, onWish }: { singleKeys: boolean; onWish: (wish: unknown) => void }) {
    useShortcuts(singleKeys, onWish);
    return (
      <>
        <input aria-label="field" />
        <p>text</p>
      </>
    );
  }

  it('hears single keys outside of fields, and Ctrl K everywhere', () => {
    const onWish = vi.fn();
    render(<Probe singleKeys onWish={onWish} />);
    fireEvent.keyDown(screen.getByLabelText('field'), { key: '?' });
    expect(onWish).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByLabelText('field'), { key: 'k', ctrlKey: true });
    fireEvent.keyDown(screen.getByText('text'), { key: '?' });
    fireEvent.keyDown(screen.getByText('text'), { key: 'g' });
    fireEvent.keyDown(screen.getByText('text'), { key: 'p' });
    expect(onWish.mock.calls).toEqual([
      [{ kind: 'palette' }],
      [{ kind: 'help' }],
      [{ kind: 'go', to: '/patients' }],
    ]);
  });

  it('hears no single key when they are switched off', () => {
    const onWish = vi.fn();
    render(<Probe singleKeys={false} onWish={onWish} />);
    fireEvent.keyDown(screen.getByText('text'), { key: '?' });
    fireEvent.keyDown(screen.getByText('text'), { key: 'k', metaKey: true });
    expect(onWish.mock.calls).toEqual([[{ kind: 'palette' }]]);
  });
});
