// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Settings } from '../../main/api/services.ts';
import '../testing/browser-stubs.ts';
import { formatFixed } from '../format/numbers.ts';
import { setLocale } from '../format/locale.ts';
import { useText } from '../text/index.ts';
import { firstTexts, languageOfBrowser, LanguageProvider } from './language.tsx';

const settings = vi.hoisted(() => ({ current: undefined as Partial<Settings> | undefined }));
vi.mock('./settings.ts', () => ({ useSettings: () => [settings.current, () => undefined] }));

afterEach(() => {
  localStorage.clear();
  setLocale('en');
});

/** A catalogue is loaded at first; the limit only ends what hangs. */
const LOADED = { timeout: 60_000 };

function Half() {
  return `${useText().common.cancel} ${formatFixed(0.5, 1)}`;
}

describe('the language', () => {
  it('of the browser is the first that the window speaks, else English', () => {
    expect(languageOfBrowser(['fr-CH', 'de-CH', 'en'])).toBe('de');
    expect(languageOfBrowser(['fr', 'ja-JP'])).toBe('en');
  });

  it('changes texts, numbers and the document while the window is open', async () => {
    settings.current = { language: 'de' };
    const window = <LanguageProvider first={await firstTexts()}>{() => <Half />}</LanguageProvider>;
    const { rerender } = render(window);
    expect(await screen.findByText('Abbrechen 0,5', {}, LOADED)).toBeTruthy();
    expect(document.documentElement.lang).toBe('de');
    settings.current = { language: 'en' };
    rerender(<LanguageProvider first={await firstTexts()}>{() => <Half />}</LanguageProvider>);
    expect(await screen.findByText('Cancel 0.5', {}, LOADED)).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });

  it('of the last visit is there before the settings are', async () => {
    settings.current = undefined;
    localStorage.setItem('lacuna-language', 'de');
    const first = await firstTexts();
    act(() => void render(<LanguageProvider first={first}>{() => <Half />}</LanguageProvider>));
    expect(screen.getByText('Abbrechen 0,5')).toBeTruthy();
  });
});
