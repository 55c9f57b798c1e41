import type { MappedTable } from '../../../api/mapping.ts';
import { type ColumnType, COLUMN_TYPES } from '../column-types.ts';
import type { ColumnSpec, TableSpec } from '../table-spec.ts';
import { type DateForm, dateForm } from './date-forms.ts';
import { type Decimal, numberType } from './number-forms.ts';
import { type Words, wordType } from './words.ts';

const MINUTES_PER_DAY = 1440;
export const LAST_MINUTE = MINUTES_PER_DAY - 1;
/** The form of dates where none is named. */
export const USUAL_DATES = 'ISO';

/** How a column is named in a mapping. */
export type ColumnReference =
  | string
  | {
      readonly column: string;
      readonly dates?: string | undefined;
      readonly decimal?: Decimal | undefined;
      readonly words?: Words | undefined;
    }
  | undefined;

type TableForm = Pick<MappedTable, 'dates' | 'decimal'>;

/** The name of a column as files are searched for it. */
export function headerOf(reference: Exclude<ColumnReference, undefined>): string {
  return (typeof reference === 'string' ? reference : reference.column).trim().toLowerCase();
}

/** Collects the columns of a table under the names by which they are known here. */
export class MappedColumns {
  readonly columns: Record<string, ColumnSpec> = {};
  readonly #form: TableForm;

  constructor(form: TableForm) {
    this.#form = form;
  }

  text(name: string, reference: ColumnReference, required = false): this {
    return this.add(name, reference, COLUMN_TYPES.text, required);
  }

  /** Text as it stands. */
  verbatim(name: string, reference: ColumnReference, required = false): this {
    return this.add(name, reference, COLUMN_TYPES.verbatim, required);
  }

  /** Minutes since 1970. */
  date(name: string, reference: ColumnReference, required = false): this {
    return this.add(name, reference, dateFormOf(reference, this.#form).type, required);
  }

  number(name: string, reference: ColumnReference): this {
    return this.add(name, reference, numberType(decimalOf(reference, this.#form)));
  }

  words(name: string, reference: ColumnReference, usual: Words): this {
    return this.add(name, reference, wordType(wordsOf(reference) ?? usual));
  }

  add(name: string, reference: ColumnReference, type: ColumnType, required = false): this {
    if (reference !== undefined) this.columns[name] = { type, required, element: headerOf(reference) };
    return this;
  }

  /** The column as SQL over a row, or NULL where the mapping does not name it. */
  sql(name: string, row: string, type = 'VARCHAR'): string {
    return name in this.columns ? `${row}.${name}` : `NULL::${type}`;
  }
}

export function dateFormOf(reference: ColumnReference, form: TableForm): DateForm {
  const own = typeof reference === 'object' ? reference.dates : undefined;
  const name = own ?? form.dates ?? USUAL_DATES;
  const found = dateForm(name);
  if (found === null) throw new RangeError(`the form of dates ${name} was not checked`);
  return found;
}

export function decimalOf(reference: ColumnReference, form: TableForm): Decimal {
  return (typeof reference === 'object' ? reference.decimal : undefined) ?? form.decimal ?? '.';
}

export function wordsOf(reference: ColumnReference): Words | undefined {
  return typeof reference === 'object' ? reference.words : undefined;
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
