import { createContext, useContext } from 'react';
import { en } from './en/index.ts';

/** Every text of the window; another language is another object of this type. */
export type Catalogue = typeof en;

const TextContext = createContext<Catalogue>(en);

/** The texts in the language of the window. */
export function useText(): Catalogue {
  return useContext(TextContext);
}
