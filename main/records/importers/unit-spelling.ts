import { literal } from './sql-literal.ts';

/** Whether a text is one of some spellings of units, in whatever case and with blanks around it, as SQL. */
export function isSpelled(text: string, spellings: readonly string[]): string {
  const escaped = spellings.map((spelling) => spelling.replaceAll(/[.[\]{}]/g, String.raw`\$&`));
  return `regexp_full_match(${text}, ${literal(String.raw`(?i)\s*(${escaped.join('|')})\s*`)})`;
}
