import type { MappedTable } from '../../../api/mapping.ts';
import type { PreviewKind } from '../../../api/mapping-preview.ts';
import { type ColumnType, COLUMN_TYPES } from '../column-types.ts';
import type { ColumnSpec, TableSpec } from '../table-spec.ts';
import { type DateForm, dateForm } from './date-forms.ts';
import { type Decimal, numberType } from './number-forms.ts';
import { meaningSql, type Words, wordType } from './words.ts';

const MINUTES_PER_DAY = 1440;
export const LAST_MINUTE = MINUTES_PER_DAY - 1;
/** The form of dates where none is named. */
export const USUAL_DATES = 'ISO';

/** How a column is named in a mapping; `always` stands for a text in place of one. */
export type ColumnReference =
  | string
  | {
      readonly column: string;
      readonly dates?: string | undefined;
      readonly decimal?: Decimal | undefined;
      readonly words?: Words | undefined;
    }
  | { readonly always: string }
  | undefined;

/** What a column is called in the mappings of one role or more, e.g. `start`. */
export type Place = MappedTable extends infer Table
  ? Table extends { columns: infer Columns }
    ? keyof Columns & string
    : never
  : never;

/** A column of a file as it is read. */
export interface MappedField {
  /** In DuckDB. */
  readonly name: string;
  /** Keys that lead to it from the table in the mapping. */
  readonly place: readonly (string | number)[];
  /** As the mapping names it. */
  readonly column: string;
  readonly kind: PreviewKind;
  /** The form of dates or the decimal sign by which it is read; `null` where there is none. */
  readonly form: string | null;
  /** What counts of a value, as SQL over the row `c`, where that is not the value alone. */
  readonly counts?: string;
}

type TableForm = Pick<MappedTable, 'dates' | 'decimal'>;

/** The name of a column as files are searched for it. */
export function headerOf(reference: string | { readonly column: string }): string {
  return (typeof reference === 'string' ? reference : reference.column).trim().toLowerCase();
}

/** The column that a mapping names, if it does. */
export function columnOf(reference: ColumnReference): string | undefined {
  if (reference === undefined || typeof reference === 'string') return reference;
  return 'column' in reference ? reference.column : undefined;
}

interface Reading {
  readonly kind: PreviewKind;
  readonly type: ColumnType;
  readonly form?: string;
  readonly counts?: string;
  readonly required?: boolean | undefined;
}

/** Collects the columns of a table under the names by which they are known here. */
export class MappedColumns {
  readonly columns: Record<string, ColumnSpec> = {};
  readonly fields: MappedField[] = [];
  readonly #table: MappedTable;

  constructor(table: MappedTable) {
    this.#table = table;
  }

  /** Text; a word that stands for something counts as that. */
  text(name: string, place: Place, required = false): this {
    const words = wordsOf(this.#reference(place));
    const counts = words && { counts: `coalesce(${meaningSql(`c.${name}`, words)}, c.${name})` };
    return this.#placed(name, place, { kind: 'text', type: COLUMN_TYPES.text, ...counts, required });
  }

  /** Text as it stands. */
  verbatim(name: string, place: Place, required = false): this {
    return this.#placed(name, place, { kind: 'text', type: COLUMN_TYPES.verbatim, required });
  }

  /** Minutes since 1970. @param counts SQL of the minute that counts, where that is another. */
  date(
    name: string,
    place: Place,
    { required = false, counts }: { required?: boolean; counts?: string } = {},
  ): this {
    const reference = this.#reference(place);
    if (reference === undefined) return this;
    const { name: form, type } = dateFormOf(reference, this.#table);
    return this.#placed(name, place, {
      kind: 'date',
      type,
      form,
      required,
      ...(counts === undefined ? {} : { counts }),
    });
  }

  number(name: string, place: Place): this {
    const form = decimalOf(this.#reference(place), this.#table);
    return this.#placed(name, place, { kind: 'number', type: numberType(form), form });
  }

  words(name: string, place: Place, usual: Words): this {
    const type = wordType(wordsOf(this.#reference(place)) ?? usual);
    return this.#placed(name, place, { kind: 'word', type });
  }

  /** A column that stands beside others of its kind, or is read in a way of its own. */
  add(name: string, { column, place }: Pick<MappedField, 'column' | 'place'>, reading: Reading): this {
    const { kind, type, form = null, counts, required = false } = reading;
    this.columns[name] = { type, required, element: headerOf(column) };
    this.fields.push({ name, place, column, kind, form, ...(counts === undefined ? {} : { counts }) });
    return this;
  }

  /** The column as SQL over a row, or NULL where the mapping does not name it. */
  sql(name: string, row: string, type = 'VARCHAR'): string {
    return name in this.columns ? `${row}.${name}` : `NULL::${type}`;
  }

  #placed(name: string, place: Place, reading: Reading): this {
    const column = columnOf(this.#reference(place));
    return column === undefined ? this : this.add(name, { column, place: ['columns', place] }, reading);
  }

  #reference(place: Place): ColumnReference {
    return (this.#table.columns as Partial<Record<Place, ColumnReference>>)[place];
  }
}

export function dateFormOf(reference: ColumnReference, form: TableForm): DateForm {
  const own = isColumn(reference) ? reference.dates : undefined;
  const name = own ?? form.dates ?? USUAL_DATES;
  const found = dateForm(name);
  if (found === null) throw new RangeError(`the form of dates ${name} was not checked`);
  return found;
}

export function decimalOf(reference: ColumnReference, form: TableForm): Decimal {
  return (isColumn(reference) ? reference.decimal : undefined) ?? form.decimal ?? '.';
}

export function wordsOf(reference: ColumnReference): Words | undefined {
  return isColumn(reference) ? reference.words : undefined;
}

function isColumn(reference: ColumnReference): reference is Extract<ColumnReference, { column: string }> {
  return typeof reference === 'object' && 'column' in reference;
}

/** Where a time of midnight may be a day alone: the end of that day; else the time, as SQL. */
export function dayEndSql(minute: string, reference: ColumnReference, form: TableForm): string {
  if (!dateFormOf(reference, form).allowsDay) return minute;
  return `CASE WHEN ${minute} % ${MINUTES_PER_DAY} = 0 THEN ${minute} + ${LAST_MINUTE} ELSE ${minute} END`;
}

/** What the specs of all mapped tables have in common. */
export function mappedSpec(
  table: MappedTable,
  name: string,
  spec: Pick<TableSpec, 'columns' | 'without' | 'rowBytes'> & Partial<TableSpec>,
): TableSpec {
  return {
    table: name,
    parts: new RegExp(`^${name}/`, 'i'),
    use: table.role === 'admissions' ? 'required' : 'used',
    emptyWords: (table.missing ?? []).map((word) => word.trim().toLowerCase()),
    ...spec,
  };
}
