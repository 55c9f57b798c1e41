import { compact, oneOf, type RawSearch } from '../../app/search.ts';

export const MODEL_TABS = ['overview', 'similarity', 'settings', 'card'] as const;
export type ModelTab = (typeof MODEL_TABS)[number];

export function validateModelSearch(search: RawSearch): { readonly tab?: ModelTab } {
  return compact({ tab: oneOf(MODEL_TABS, search.tab) });
}
