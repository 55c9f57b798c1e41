import { z } from 'zod';
import { errorReport } from './common.ts';
import { DECIMALS, DELIMITERS, ENCODINGS, EVENT_ROLES, mapping } from './mapping.ts';

/** Why a file or a column is taken for what is proposed. */
export const REASONS = [
  'calledSo',
  'fileCalledSo',
  'startAndEnd',
  'onePersonARow',
  'longTexts',
  'numbersInColumns',
  'itemsAndValues',
  'looksLikeIcd10',
  'looksLikeLoinc',
  'looksLikeAtc',
  'looksLikeOps',
  'keysOfAdmissions',
  'keysOfPeople',
  'dates',
  'numbers',
  'everyValueDiffers',
] as const;
export const reason = z.enum(REASONS);
export type Reason = z.infer<typeof reason>;

/** A column as it was found. */
export const foundColumn = z.object({
  name: z.string(),
  /** The first values that differ. */
  examples: z.array(z.string()),
  /** Rows of those looked at that have a value. */
  filled: z.number(),
  /** Forms of dates that read every value; of several only the user knows which is meant. */
  dates: z.array(z.string()),
  isNumber: z.boolean(),
  /** The place in the mapping that is proposed for it; `null`: it is not read. */
  proposedAs: z.string().nullable(),
  reason: reason.nullable(),
  /** Its words, where they are few; otherwise none. */
  words: z.array(z.string()),
});

/** A table as it was found, with what it is taken for. */
export const foundTable = z.object({
  files: z.string(),
  sheet: z.string().nullable(),
  /** How it is written, as a mapping says it beside `files` and `sheet`. */
  written: z.object({
    delimiter: z.enum(DELIMITERS).optional(),
    encoding: z.enum(ENCODINGS).optional(),
    decimal: z.enum(DECIMALS).optional(),
    missing: z.array(z.string()).optional(),
  }),
  estimatedRows: z.number(),
  sampledRows: z.number(),
  role: z.enum(['people', 'admissions', 'icuStays', ...EVENT_ROLES, 'results', 'notes']).nullable(),
  reason: reason.nullable(),
  columns: z.array(foundColumn),
});

/** What a folder is proposed to be read as. The mapping may still lack what only the user knows. */
export const mappingProposal = z.object({
  folder: z.string(),
  tables: z.array(foundTable),
  /** Files that cannot be looked at. */
  problems: z.array(errorReport),
  /** `null` where no table could be told. */
  mapping: mapping.nullable(),
  /** The mapping as a file. */
  yaml: z.string(),
  /** What the user must still say before it can be used. */
  open: z.array(z.string()),
});

export type FoundColumn = z.infer<typeof foundColumn>;
export type FoundTable = z.infer<typeof foundTable>;
export type MappingProposal = z.infer<typeof mappingProposal>;
