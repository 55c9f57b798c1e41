import { createContext, useContext } from 'react';
import type { Language } from '../format/locale.ts';
import { en } from './en/index.ts';

/** Every text of the window; another language is another object of this type. */
export type Catalogue = typeof en;

/**
 * The texts of another language, with `never` where one takes fewer parameters than in `Model`: TypeScript alone lets a
 * function leave parameters out, and what they say would be lost.
 */
export type SameParameters<Texts, Model> = Model extends (...values: infer Wanted) => string
  ? Texts extends (...values: infer Taken) => string
    ? Taken['length'] extends Wanted['length']
      ? Texts
      : never
    : never
  : Texts extends string
    ? Texts
    : { readonly [Name in keyof Texts]: SameParameters<Texts[Name], Model[Name & keyof Model]> };

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
