import { dateForm } from '../date-forms.ts';
import { type Decimal, isNumber } from '../number-forms.ts';
import type { SampledTable } from './sample-table.ts';

/** Systems of codes that can be told by the look of their codes. */
export const CODE_LOOKS = {
  LOINC: /^\d{1,5}-\d$/,
  ATC: /^[A-Z]\d\d[A-Z]{2}\d\d$/,
  OPS: /^\d-\d{2,3}(\.[\dA-Za-z]{1,3})?$/,
  ICD10: /^[A-TV-Z]\d\d(\.[\dA-Z]{1,4}|\.-|\d{1,3}[A-Z]?)?[*+!†]?$/,
} as const;
export type CodeLook = keyof typeof CODE_LOOKS;

/** Words that extracts write where there is nothing. `NA` is not among them: it is sodium as well. */
const EMPTY_WORDS = ['null', 'n/a', 'nan', '\\n', 'k.a.', 'k. a.', '-', '.'];

const TIME = '[ HH:mm[:ss]]';
const SECONDS = 'YYYY-MM-DD HH:mm:ss';
/** Forms that are tried, the strictest first: of those that fit the first is proposed. */
const DATE_FORMS = [
  SECONDS,
  'ISO',
  'ISO zone',
  'DD.MM.YYYY',
  'DD.MM.YYYY HH:mm',
  'DD.MM.YYYY HH:mm:ss',
  `DD.MM.YYYY${TIME}`,
  'D.M.YYYY[ H:mm[:ss]]',
  `DD/MM/YYYY${TIME}`,
  `MM/DD/YYYY${TIME}`,
  'D/M/YYYY[ H:mm[:ss]]',
  'M/D/YYYY[ H:mm[:ss]]',
  'D/M/YYYY[ h:mm[:ss] A]',
  'M/D/YYYY[ h:mm[:ss] A]',
  `DD-MM-YYYY${TIME}`,
  `MM-DD-YYYY${TIME}`,
  `YYYY/MM/DD${TIME}`,
  'YYYYMMDD',
  'YYYYMMDDHHmm',
  'YYYYMMDDHHmmss',
].map((name) => {
  const form = dateForm(name);
  if (form === null) throw new RangeError(`${name} is no form`);
  return form;
});
/** Days of this century and the last as Excel numbers them. */
const EXCEL_DAYS = { from: 10_000, to: 73_050 } as const;

/** What the first values of a column look like. */
export interface ColumnProfile {
  readonly name: string;
  /** Letters and digits of the name, for comparison. */
  readonly plainName: string;
  /** The first values that differ. */
  readonly examples: readonly string[];
  readonly distinct: ReadonlySet<string>;
  readonly filled: number;
  /** Every value differs. */
  readonly unique: boolean;
  /** Words that stand for no value. */
  readonly emptyWords: readonly string[];
  /** Forms of dates in which all values can be read, or else nearly all: those that mean the same day are named once. */
  readonly dates: readonly string[];
  /** All values could be days as Excel numbers them. */
  readonly excelDays: boolean;
  /** Decimal signs with which at least nine in ten values are numbers, `<` and `>` left out. */
  readonly decimals: readonly Decimal[];
  /** All values are numbers, with the first of `decimals`. */
  readonly allNumbers: boolean;
  readonly look: CodeLook | null;
  /** Letters of a value, on average. */
  readonly length: number;
}

/** What laboratories write before the end of what they can measure. */
const BELOW_OR_ABOVE = /^[<>]=?\s*/;
const EXAMPLES = 4;
const MOSTLY = 0.9;

export function profileColumns({ file, columns, rows }: SampledTable): ColumnProfile[] {
  return columns.map((name, index) => {
    const profile = profileColumn(
      name,
      rows.map((fields) => fields[index] ?? ''),
    );
    // A midnight of Excel is read as a day alone.
    return file.format === 'excel' && profile.dates.includes(SECONDS)
      ? { ...profile, dates: ['ISO'] }
      : profile;
  });
}

export function profileColumn(name: string, texts: readonly string[]): ColumnProfile {
  const trimmed = texts.map((text) => text.trim()).filter((text) => text !== '');
  const emptyWords = EMPTY_WORDS.filter((word) => trimmed.some((text) => text.toLowerCase() === word));
  const values = trimmed.filter((text) => !emptyWords.includes(text.toLowerCase()));
  const distinct = new Set(values);
  const all = (fits: (text: string) => boolean): boolean => values.length > 0 && values.every(fits);
  const share = (fits: (text: string) => boolean): number => values.filter(fits).length / values.length;
  const decimals = (['.', ','] as const).filter(
    (decimal) =>
      values.length > 0 && share((text) => isNumber(text.replace(BELOW_OR_ABOVE, ''), decimal)) >= MOSTLY,
  );
  const [decimal] = decimals;
  const looks = Object.entries(CODE_LOOKS) as [CodeLook, RegExp][];
  return {
    name,
    plainName: plainName(name),
    examples: [...distinct].slice(0, EXAMPLES),
    distinct,
    filled: values.length,
    unique: values.length > 0 && distinct.size === values.length,
    emptyWords,
    dates: dateFormsOf(values),
    excelDays: all((text) => Number(text) >= EXCEL_DAYS.from && Number(text) <= EXCEL_DAYS.to),
    decimals,
    allNumbers: decimal !== undefined && all((text) => isNumber(text, decimal)),
    look:
      looks.find(([, look]) => values.length > 0 && share((text) => look.test(text)) >= MOSTLY)?.[0] ?? null,
    length: values.reduce((sum, text) => sum + text.length, 0) / Math.max(1, values.length),
  };
}

/** `Pat.-Nr.` and `PAT_NR` alike are `pat_nr`. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}

/** Of forms that read all values, or else nearly all, the first of each order of day, month and year. */
function dateFormsOf(values: readonly string[]): string[] {
  if (values.length === 0) return [];
  const shares = DATE_FORMS.map((form) => ({
    ...form,
    share: values.filter((text) => form.pattern.test(text)).length / values.length,
  }));
  // A few values may be no dates at all; a form that reads every value goes before those that read most.
  const least = shares.some(({ share }) => share === 1) ? 1 : MOSTLY;
  const fitting = shares.filter(({ share }) => share >= least);
  const byOrder = Map.groupBy(fitting, ({ name }) => orderOf(name));
  return [...byOrder.values()].flatMap(([first]) => first?.name ?? []);
}

/** Day, month and year in the order of a form. */
function orderOf(form: string): string {
  return form.startsWith('ISO') ? 'YMD' : form.replaceAll(/[^DMY]/g, '').replaceAll(/(.)\1+/g, '$1');
}
