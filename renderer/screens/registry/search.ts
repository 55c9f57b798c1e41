import { compact, oneOf, textOf, wordsOf, wordsText, type RawSearch } from '../../app/search.ts';

export const MODEL_TABS = ['overview', 'similarity', 'diagnosis', 'compare', 'settings', 'card'] as const;
export type ModelTab = (typeof MODEL_TABS)[number];

export interface ModelSearch {
  readonly tab?: ModelTab;
  /** The model that this one is compared with. */
  readonly with?: string;
}

export function validateModelSearch(search: RawSearch): ModelSearch {
  return compact({ tab: oneOf(MODEL_TABS, search.tab), with: textOf(search.with) });
}

export interface ModelsSearch {
  /** A model file that was opened from outside of the window, offered to be taken in. */
  readonly bundle?: string;
  /** Ids of the models that are chosen to be compared, with a semicolon between two. */
  readonly compare?: string;
}

export function validateModelsSearch(search: RawSearch): ModelsSearch {
  return compact({ bundle: textOf(search.bundle), compare: wordsText(wordsOf(search.compare)) });
}
