import type { RowCode } from '../../errors.ts';
import type { ColumnType, ColumnTypeName } from './column-types.ts';
import type { Link, LinkName } from './links.ts';
import type { Sentence } from '../../../models/wording.ts';

export interface ColumnSpec {
  readonly type: ColumnTypeName | ColumnType;
  /** An empty value rejects the row. */
  readonly required?: boolean;
  /** Older releases lack the column: every value is then empty. */
  readonly optional?: boolean;
  /** Checked, linked by or made something of, and not kept: of a table with very many rows. */
  readonly passing?: boolean;
  /** What the source calls it, where that is no name in SQL. */
  readonly element?: string;
}

/** A column made of others when the row is read; `from` is SQL over the columns `c`. */
export interface DerivedColumn {
  /** Type in DuckDB. */
  readonly sql: string;
  readonly from: string;
}

/** A reason to reject a row whose values can all be read; `when` is SQL over the columns `c`. */
export interface RowCheck {
  readonly code: RowCode;
  readonly column: string;
  readonly when: string;
  /** What is wrong, where the code alone says too little; never a value of the row. */
  readonly reason?: Sentence;
}

/** Something odd about rows that are kept; `when` is SQL over the columns `t` and the linked stay `e`. */
export interface RowWarning {
  readonly code: string;
  readonly message: Sentence;
  readonly when: string;
}

/** How one published table is read: all that the importer needs to know of a file beforehand. */
export interface TableSpec {
  /** Path inside the folder without extensions, e.g. `hosp/labevents`. */
  readonly table: string;
  /** Where the rows may be spread over several files: what the paths of all of them, without extensions, look like. */
  readonly parts?: RegExp;
  /** Its path in older releases. */
  readonly formerly?: string;
  /** Tables whose rows a file of this one may hold instead: a bundle has records of every kind. */
  readonly holds?: readonly TableSpec[];
  readonly use: 'required' | 'used' | 'names';
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Optional columns of which the file must have one: releases call it by different names. */
  readonly oneOf?: readonly string[];
  readonly derived?: Readonly<Record<string, DerivedColumn>>;
  /** Columns whose values together occur once. */
  readonly key?: readonly string[];
  /** A row that says of its key what another said before is a repeat, which counts as unused. */
  readonly mayRepeat?: boolean;
  /** Words that stand for no value, in lower case; values of blanks alone are then none either. */
  readonly emptyWords?: readonly string[];
  /** Where a record may give several rows, which then share their line: SQL of the one that stands for it. */
  readonly firstRow?: string;
  /**
   * What a row must point to: a known person, and a known stay of that person. A stay may be left out where the row
   * names the person as well.
   */
  readonly link?: LinkName | Link;
  /**
   * SQL over the columns `c`, such as both DuckDB and PostgreSQL understand: other rows are counted as unused, or never
   * leave the server.
   */
  readonly only?: string;
  readonly checks?: readonly RowCheck[];
  readonly warnings?: readonly RowWarning[];
  /** The table that this one takes the place of: it is read only where that one is not there. */
  readonly standsInFor?: string;
  /** What it means when the folder does not have the file; `null`: nothing, published folders never have it. */
  readonly without: Sentence | null;
  /** Bytes a row takes in the database, roughly; `null`: as many as in the file. */
  readonly rowBytes: number | null;
}
