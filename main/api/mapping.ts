import { z } from 'zod';

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
