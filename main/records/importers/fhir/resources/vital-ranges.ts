import { conversionBetween, type UnitConversion } from '../../../units/conversion.ts';
import { CODED_VITALS, type MeasuredVital, vitalOf } from '../../coded-vitals.ts';
import {
  implausibleValue,
  rangeText,
  spellingsOf,
  type ValueRange,
  type VitalUnit,
} from '../../vital-signs.ts';
import type { Code } from '../codes.ts';
import type { WordedRemark } from '../remarks.ts';
import type { ResultValue } from './observation-value.ts';
import { sentence } from '../../../../../models/wording.ts';

type Measured = Pick<Code, 'system' | 'code'> & Pick<ResultValue, 'value' | 'unit'>;

/** A vital sign whose value few people have, or nobody. */
export interface OddVital {
  readonly sign: MeasuredVital;
  readonly isPossible: boolean;
}

/** `null` where the value is plausible, the code is that of no vital sign, or its unit cannot be turned into that of one. */
export function oddVital({ system, code, value, unit }: Measured): OddVital | null {
  const vital = vitalOf(system, code);
  if (vital === undefined || value === null) return null;
  const [sign, ...others] = vital.signs;
  const conversion = unit === null ? (others.length === 0 ? AS_IT_IS : null) : conversionTo(sign.unit, unit);
  if (conversion === null) return null;
  const number = value * conversion.scale + conversion.shift;
  if (isWithin(number, sign.plausible)) return null;
  return { sign, isPossible: isWithin(number, sign.possible) };
}

const AS_IT_IS: UnitConversion = { scale: 1, shift: 0 };

/** Nearly every value is in the unit of its sign: the library, which takes its time, is asked about the others. */
function conversionTo(to: VitalUnit, from: string): UnitConversion | null {
  return spellingsOf(to).includes(from.trim().toLowerCase()) ? AS_IT_IS : conversionBetween(from, to);
}

function isWithin(number: number, [low, high]: ValueRange): boolean {
  return number >= low && number <= high;
}

const REMARKS = new Map(
  CODED_VITALS.map(({ signs: [sign] }) => [
    sign,
    {
      impossible: {
        code: 'impossible_value',
        message: sentence`${sign.name} outside the possible ${rangeText(sign.possible, sign)}: the value is left out, the others of the observation are kept`,
      },
      implausible: { code: 'implausible_value', message: implausibleValue(sign) },
    },
  ]),
);

/** What is to be told of odd values beside which the resource is kept. */
export function remarksOn(odd: readonly OddVital[]): WordedRemark[] {
  return odd.flatMap(
    ({ sign, isPossible }) => REMARKS.get(sign)?.[isPossible ? 'implausible' : 'impossible'] ?? [],
  );
}
