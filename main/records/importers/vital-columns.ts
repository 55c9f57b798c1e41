import { sentence } from '../../../models/wording.ts';
import { rangeText, type VitalSign } from './vital-signs.ts';
import type { RowWarning } from './table-spec.ts';

/** A column of numbers that are all of one vital sign, in a table with several of them a row. */
export interface VitalColumn {
  readonly column: string;
  readonly sign: VitalSign;
}

/** Whether the number of a column of `t` is possible, as SQL. */
export function isPossible({ column, sign: { possible } }: VitalColumn): string {
  return `t.${column} BETWEEN ${possible[0]} AND ${possible[1]}`;
}

/** One slip does not cost the other signs of the row: its number alone is left out. */
export function rangeWarnings(columns: readonly VitalColumn[]): RowWarning[] {
  return columns.flatMap((column): RowWarning[] => {
    const { sign } = column;
    const [low, high] = sign.plausible;
    return [
      {
        code: 'impossible_value',
        message: sentence`${sign.name} outside the possible ${rangeText(sign.possible, sign)}: the number is left out, the row is kept`,
        when: `NOT (${isPossible(column)})`,
      },
      {
        code: 'implausible_value',
        message: sentence`${sign.name} outside the plausible ${rangeText(sign.plausible, sign)}`,
        when: `${isPossible(column)} AND t.${column.column} NOT BETWEEN ${low} AND ${high}`,
      },
    ];
  });
}
