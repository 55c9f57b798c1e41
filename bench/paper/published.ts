import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Column } from './report.ts';

const published = z.strictObject({
  paper: z.string(),
  /** Table or figure, and the section that says how it was measured. */
  place: z.string(),
  title: z.string(),
  columns: z.array(z.strictObject({ key: z.string(), label: z.string() })),
  /** As printed. */
  rows: z.array(z.strictObject({ name: z.string(), cells: z.record(z.string(), z.string()) })),
  remarks: z.array(z.string()),
});

/** What a paper prints. */
export type Published = z.infer<typeof published> & { readonly columns: readonly Column[] };

/** The numbers of a table or figure, from `published/`. */
export function readPublished(study: string): Published {
  const file = path.join(import.meta.dirname, 'published', `${study}.json`);
  return published.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The cells that a paper prints of a row; none where it has no such row. */
export function publishedCells({ rows }: Published, name: string): Readonly<Record<string, string>> {
  return rows.find((row) => row.name === name)?.cells ?? {};
}
