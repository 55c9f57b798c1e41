import { compact, oneOf, textOf, type RawSearch } from '../../app/search.ts';

export const PLACES = ['folder', 'server'] as const;

export interface ImportSearch {
  readonly folder?: string;
  /** Where records are read from; a folder when left out. What is typed of a server is never in the address. */
  readonly from?: (typeof PLACES)[number];
}

export function validateImportSearch(search: RawSearch): ImportSearch {
  return compact({ folder: textOf(search.folder), from: oneOf(PLACES, search.from) });
}

export interface ImportRunSearch {
  readonly code?: string;
  readonly file?: string;
  readonly page?: number;
}

export function validateImportRunSearch(search: RawSearch): ImportRunSearch {
  const page = Number(search.page);
  return compact({
    code: textOf(search.code),
    file: textOf(search.file),
    page: Number.isInteger(page) && page > 1 ? page : undefined,
  });
}
