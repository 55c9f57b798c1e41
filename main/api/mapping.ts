import { z } from 'zod';
import { errorReport } from './common.ts';

/** The form of mapping files that this version reads. */
export const MAPPING_SCHEMA = 1;

export const ENCODINGS = ['utf-8', 'windows-1252', 'iso-8859-15', 'utf-16le'] as const;
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export const DECIMALS = ['.', ','] as const;

/** The form of dates, as letters or one of two names; what a form may hold is in main/records/importers/mapped/date-forms.ts. */
const dateForm = z.string().min(1);
const columnName = z.string().trim().min(1);

/** Words of a column and what they stand for, e.g. `{ F: [w], M: [m] }`. */
const wordsFor = <T extends z.core.util.EnumLike>(meanings: z.ZodEnum<T>) =>
  z.partialRecord(meanings, z.array(z.coerce.string()));

/** A column of the file by its name; with its own form where that differs from the table's. */
const text = z.union([columnName, z.strictObject({ column: columnName })]);
const date = z.union([columnName, z.strictObject({ column: columnName, dates: dateForm.optional() })]);
const number = z.union([
  columnName,
  z.strictObject({ column: columnName, decimal: z.enum(DECIMALS).optional() }),
]);
/** A column, or a text that holds for every row. */
const constant = z.union([
  columnName,
  z.strictObject({ column: columnName }),
  z.strictObject({ always: z.string().min(1) }),
]);
/** A system of codes; where a column says it by words of its own, such as a version, what they stand for. */
const system = z.union([
  columnName,
  z.strictObject({
    column: columnName,
    words: z.record(z.string().min(1), z.array(z.coerce.string())).optional(),
  }),
  z.strictObject({ always: z.string().min(1) }),
]);
const worded = <T extends z.core.util.EnumLike>(meanings: z.ZodEnum<T>) =>
  z.union([columnName, z.strictObject({ column: columnName, words: wordsFor(meanings).optional() })]);

const sex = worded(z.enum(['F', 'M', 'other']));
const died = worded(z.enum(['yes', 'no']));
const discharge = worded(z.enum(['died', 'hospice']));
const admissionType = worded(z.enum(['emergency', 'elective', 'observation']));
const noteKind = worded(z.enum(['discharge', 'radiology']));

/** How the files of a table are written. */
const form = {
  /** Path inside the folder; `*` stands for any letters within a name. */
  files: z.string().trim().min(1),
  /** Of an Excel workbook. */
  sheet: z.string().min(1).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  decimal: z.enum(DECIMALS).optional(),
  dates: dateForm.optional(),
  /** Words that stand for no value, e.g. `NULL`. */
  missing: z.array(z.string()).optional(),
};

const ofPerson = { patient: text };
/** A row names the person, the admission, or both. */
const ofStay = { patient: text.optional(), admission: text.optional() };
/** What is known of a person; the admissions may say it where there is no table of people. */
const person = { sex: sex.optional(), birth: date.optional(), death: date.optional(), race: text.optional() };

const people = z.strictObject({
  role: z.literal('people'),
  ...form,
  columns: z.strictObject({ ...ofPerson, ...person }),
});

const admissions = z.strictObject({
  role: z.literal('admissions'),
  ...form,
  columns: z.strictObject({
    ...ofPerson,
    ...person,
    admission: text,
    start: date,
    end: date,
    died: died.optional(),
    discharge: discharge.optional(),
    type: admissionType.optional(),
    from: text.optional(),
    unit: text.optional(),
    age: number.optional(),
    insurance: text.optional(),
    language: text.optional(),
    maritalStatus: text.optional(),
  }),
});

const icuStays = z.strictObject({
  role: z.literal('icuStays'),
  ...form,
  columns: z.strictObject({
    ...ofPerson,
    admission: text.optional(),
    stay: text.optional(),
    start: date,
    end: date,
    unit: text.optional(),
  }),
});

export const EVENT_ROLES = ['diagnoses', 'procedures', 'medications'] as const;

const events = z.strictObject({
  role: z.enum(EVENT_ROLES),
  ...form,
  columns: z.strictObject({
    ...ofStay,
    /** One column, or several of equal rank (dx1, dx2 ...). */
    code: z.union([text, z.array(columnName).min(1)]),
    system: system.optional(),
    name: text.optional(),
    time: date.optional(),
    /** From when the event was known. */
    known: date.optional(),
  }),
  /** From when an event counts whose `known` is not given: when it happened, or the discharge. */
  knownFrom: z.enum(['event', 'discharge']).optional(),
});

/** A column of a wide table of results. */
export const measurement = z.strictObject({
  column: columnName,
  code: z.string().min(1).optional(),
  system: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  unit: z.string().min(1).optional(),
});

const results = z.strictObject({
  role: z.literal('results'),
  ...form,
  columns: z.strictObject({
    ...ofStay,
    time: date,
    known: date.optional(),
    code: constant.optional(),
    system: system.optional(),
    name: constant.optional(),
    value: number.optional(),
    /** What the result says where it is no number. */
    text: text.optional(),
    unit: constant.optional(),
    low: number.optional(),
    high: number.optional(),
  }),
  /** One result in each of these columns, in place of `code`, `name`, `value` and `unit`. */
  measurements: z.array(measurement).min(1).optional(),
  /** What becomes of a value that is no number, such as `positive` or `<0.5`. */
  nonNumbers: z.enum(['reject', 'text']).optional(),
});

const notes = z.strictObject({
  role: z.literal('notes'),
  ...form,
  columns: z.strictObject({
    ...ofStay,
    time: date,
    known: date.optional(),
    kind: noteKind.optional(),
    text,
  }),
});

export const mappedTable = z.discriminatedUnion('role', [
  people,
  admissions,
  icuStays,
  events,
  results,
  notes,
]);

/** How the files of a hospital's own extract are read. */
export const mapping = z.strictObject({
  schema: z.literal(MAPPING_SCHEMA),
  /** What the extract is called, e.g. with its date. */
  name: z.string().min(1).optional(),
  /** Until when a death of anyone would be in the extract, `YYYY-MM-DD`; without it deaths after the discharge are unknown. */
  deathsKnownUntil: z.iso.date().optional(),
  tables: z.array(mappedTable).min(1),
});

export type Mapping = z.infer<typeof mapping>;
export type MappedTable = Mapping['tables'][number];
export type MappedRole = MappedTable['role'];

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
export type FoundColumn = z.infer<typeof foundColumn>;
export type FoundTable = z.infer<typeof foundTable>;
export type MappingProposal = z.infer<typeof mappingProposal>;
