import { useEffect, useEffectEvent, useRef } from 'react';
import { PAGES, type Page } from './pages.ts';

/** What a key asks of the window; `begin` waits for the letter of a page. */
export type Wish =
  | { readonly kind: 'palette' }
  | { readonly kind: 'help' }
  | { readonly kind: 'begin' }
  | { readonly kind: 'go'; readonly to: Page['to'] };

/** What Ctrl is called on this machine. */
export const MOD: string = /mac/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** A letter that comes later than this after `g` is a letter of its own. */
const SEQUENCE_MS = 1_200;

/** What a press means, by itself or after `g`; `null` for nothing. */
export function wishOf(press: Press, { afterG }: { readonly afterG: boolean }): Wish | null {
  const { key, ctrlKey, metaKey, altKey } = press;
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return { kind: 'palette' };
  if (ctrlKey || metaKey || altKey) return null;
  const page = afterG ? PAGES.find(({ letter }) => letter === key.toLowerCase()) : undefined;
  if (page !== undefined) return { kind: 'go', to: page.to };
  if (key === '?') return { kind: 'help' };
  return key === 'g' ? { kind: 'begin' } : null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.matches('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]')
  );
}

/** Listens to the keys of the whole window; single keys only where nothing is being typed, and not if switched off. */
export function useShortcuts(singleKeys: boolean, onWish: (wish: Wish) => void): void {
  const begunAt = useRef(Number.NEGATIVE_INFINITY);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const wish = wishOf(event, { afterG: event.timeStamp - begunAt.current < SEQUENCE_MS });
    if (wish === null || event.defaultPrevented) return;
    if (wish.kind !== 'palette' && (!singleKeys || isTyping(event.target))) return;
    begunAt.current = wish.kind === 'begin' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (wish.kind === 'begin') return;
    event.preventDefault();
    onWish(wish);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
