import { z } from 'zod';
import { errorReport } from './common.ts';

/** What a value is read as: a `word` is one of those that stand for something. */
export const previewKind = z.enum(['text', 'date', 'number', 'word']);
export type PreviewKind = z.infer<typeof previewKind>;

const keys = z.array(z.union([z.string(), z.number()]));

/** A column of a file as the mapping reads it. */
export const previewColumn = z.object({
  /** Keys that lead to it from its table in the mapping, e.g. `columns`, `start`. */
  place: keys,
  /** As the mapping names it. */
  column: z.string(),
  kind: previewKind,
  /** The form of dates or the decimal sign by which it is read; `null` where there is none. */
  form: z.string().nullable(),
});

export const previewRow = z.object({
  /** Physical line of the file; of Parquet and Excel the number of the row. */
  line: z.number(),
  /** What stands in the file, and what that is read as; `null` where there is nothing, or nothing that can be read. A broken row has no cells. */
  cells: z.array(z.object({ text: z.string().nullable(), value: z.string().nullable() })),
  /** It says nothing of what the table is read for, and is left out. */
  isUnused: z.boolean(),
  /** Why the import would reject it. */
  rejected: z
    .object({ code: errorReport.shape.code, column: z.string().nullable(), reason: z.string() })
    .nullable(),
});

/** The first rows of a table of the mapping. */
export const previewTable = z.object({
  /** The first of its files; `null` where what is said of the table cannot be read by yet. */
  file: z.string().nullable(),
  columns: z.array(previewColumn),
  /** Texts that hold for every row. */
  always: z.array(z.object({ place: keys, text: z.string() })),
  /** Columns of the file, in lower case; those of them that the mapping does not name. */
  header: z.array(z.string()),
  unread: z.array(z.string()),
  rows: z.array(previewRow),
  /** Why the file cannot be read. */
  problems: z.array(errorReport),
});

/** The first rows of the files as an import by the mapping would read them. Nothing is imported. */
export const mappingPreview = z.object({
  folder: z.string(),
  /** Why nothing can be imported by the mapping yet, with the line of the mapping. */
  faults: z.array(
    errorReport
      .pick({ message: true, wording: true })
      .extend({ path: keys, hint: z.string(), line: z.number() }),
  ),
  /** In the order of the mapping. */
  tables: z.array(previewTable),
});

/** Most rows of a table that are shown before an import. */
export const MOST_PREVIEW_ROWS = 100;
export const PREVIEW_ROWS = 20;

export type MappingPreview = z.infer<typeof mappingPreview>;
export type PreviewTable = MappingPreview['tables'][number];
export type PreviewRow = PreviewTable['rows'][number];
