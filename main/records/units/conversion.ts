import { UcumLhcUtils } from '@lhncbc/ucum-lhc';
import { ucumCode } from './written-units.ts';

/** A value in one unit is `value * scale + shift` in the other. */
export interface UnitConversion {
  readonly scale: number;
  readonly shift: number;
}

const SAME: UnitConversion = { scale: 1, shift: 0 };
/** The library computes in floating point; factors between units have fewer digits than this. */
const SIGNIFICANT_DIGITS = 12;

/**
 * How values are turned from one unit into another, by UCUM. Between mass and amount of a substance, and between units
 * that are defined by an assay, there is no way without knowing the substance: `null`.
 * @param from as written, as is `to`.
 */
export function conversionBetween(from: string, to: string): UnitConversion | null {
  if (letters(from) === letters(to)) return SAME;
  const source = ucumCode(from);
  const target = ucumCode(to);
  if (source === null || target === null) return null;
  const shift = converted(0, source, target);
  const one = converted(1, source, target);
  if (shift === null || one === null) return null;
  return { scale: rounded(one - shift), shift: rounded(shift) };
}

/** The library throws where a code is valid and names no quantity, as a bare number does. */
function converted(value: number, from: string, to: string): number | null {
  try {
    return UcumLhcUtils.getInstance().convertUnitTo(from, value, to).toVal;
  } catch {
    return null;
  }
}

function letters(unit: string): string {
  return unit.toLowerCase().replaceAll(/\s/g, '');
}

function rounded(value: number): number {
  return Number(value.toPrecision(SIGNIFICANT_DIGITS));
}
