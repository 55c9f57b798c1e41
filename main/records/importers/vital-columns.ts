import { sentence } from '../../../models/wording.ts';
import { implausibleValue, isOutside, rangeText, type VitalSign } from './vital-signs.ts';
import type { RowWarning } from './table-spec.ts';

/** A column of numbers that are all of one vital sign, in a table with several of them a row. */
export interface VitalColumn {
  readonly column: string;
  readonly sign: VitalSign;
}

/** Numbers that are all of one vital sign, as SQL over the rows `t`. */
export interface VitalNumber {
  readonly number: string;
  readonly sign: VitalSign;
}

export function numberOf({ column, sign }: VitalColumn): VitalNumber {
  return { number: `t.${column}`, sign };
}

/** Whether a number is possible, as SQL. */
export function isPossible({ number, sign: { possible } }: VitalNumber): string {
  return `${number} BETWEEN ${possible[0]} AND ${possible[1]}`;
}

/** One slip does not cost the other signs of the row: its number alone is left out. */
export function rangeWarnings(numbers: readonly VitalNumber[]): RowWarning[] {
  return numbers.flatMap((one): RowWarning[] => {
    const { number, sign } = one;
    return [
      {
        code: 'impossible_value',
        message: sentence`${sign.name} outside the possible ${rangeText(sign.possible, sign)}: the number is left out, the row is kept`,
        when: `NOT (${isPossible(one)})`,
      },
      {
        code: 'implausible_value',
        message: implausibleValue(sign),
        when: `${isPossible(one)} AND ${isOutside(number, sign.plausible)}`,
      },
    ];
  });
}
