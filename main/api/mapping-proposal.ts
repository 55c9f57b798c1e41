import { z } from 'zod';
import { errorReport } from './common.ts';
import { DECIMALS, DELIMITERS, ENCODINGS, EVENT_ROLES, mapping, measurement } from './mapping.ts';

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

export const TABLE_ROLES = ['people', 'admissions', 'icuStays', ...EVENT_ROLES, 'results', 'notes'] as const;

/** A column as a mapping names it, or a text that holds in every row. */
const reference = z.union([
  z.string(),
  z.object({
    column: z.string(),
    dates: z.string().optional(),
    words: z.record(z.string(), z.array(z.string())).optional(),
  }),
  z.object({ always: z.string() }),
]);

/** What a mapping would say of a table that holds one thing; what the table lacks for that is missing in it. */
export const readAs = z.object({
  dates: z.string().optional(),
  columns: z.record(z.string(), z.union([reference, z.array(z.string())])),
  measurements: z.array(measurement).optional(),
  nonNumbers: z.enum(['reject', 'text']).optional(),
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
  role: z.enum(TABLE_ROLES).nullable(),
  reason: reason.nullable(),
  columns: z.array(foundColumn),
  /** Where its columns would go, for whatever it may be said to hold. */
  as: z.partialRecord(z.enum(TABLE_ROLES), readAs),
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
export type ReadAs = z.infer<typeof readAs>;
export type FoundTable = z.infer<typeof foundTable>;
export type MappingProposal = z.infer<typeof mappingProposal>;
