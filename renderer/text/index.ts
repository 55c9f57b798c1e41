import { createContext, useContext } from 'react';
import type { Language } from '../format/locale.ts';
import { en } from './en/index.ts';

/** Every text of the window; another language is another object of this type. */
export type Catalogue = typeof en;

/** English is always there; another language is fetched from the host when it is wanted. */
const CATALOGUES: Record<Language, () => Promise<Catalogue>> = {
  en: () => Promise.resolve(en),
  de: async () => (await import('./de/index.ts')).de,
};

/** The texts in a language. */
export function catalogueOf(language: Language): Promise<Catalogue> {
  return CATALOGUES[language]();
}

export const TextContext = createContext<Catalogue>(en);

/** The texts in the language of the window. */
export function useText(): Catalogue {
  return useContext(TextContext);
}
