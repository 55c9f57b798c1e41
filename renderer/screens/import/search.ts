import { compact, textOf, type RawSearch } from '../../app/search.ts';

export interface ImportSearch {
  readonly folder?: string;
}

export function validateImportSearch(search: RawSearch): ImportSearch {
  return compact({ folder: textOf(search.folder) });
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
