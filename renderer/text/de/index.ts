import { en } from '../en/index.ts';
import type { Catalogue } from '../index.ts';

/** The German catalogue; in English until each of its parts is translated. */
export const de: Catalogue = en;
