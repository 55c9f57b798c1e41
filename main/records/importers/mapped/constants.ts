import { literal } from '../sql-literal.ts';
import { meaningSql, type Words } from './words.ts';

/** A column, or a text that holds for every row. */
type Constant =
  | string
  | { readonly column: string; readonly words?: Words | undefined }
  | { readonly always: string }
  | undefined;

/**
 * The text of every row, as SQL; a word of the column that stands for something is what it stands for.
 * @param column SQL of the column, NULL where none is named; @param otherwise SQL of what stands for no text.
 */
export function constantSql(constant: Constant, column: string, otherwise: string): string {
  if (typeof constant === 'object' && 'always' in constant) return literal(constant.always);
  const words = typeof constant === 'object' ? constant.words : undefined;
  return words === undefined
    ? `coalesce(${column}, ${otherwise})`
    : `coalesce(${meaningSql(column, words)}, ${column}, ${otherwise})`;
}
