import { UcumLhcUtils } from '@lhncbc/ucum-lhc';

/** How hospitals write units, in lower case and without blanks, and the UCUM code that is meant. */
const WRITINGS: Readonly<Record<string, string>> = {
  'mg/dl': 'mg/dL',
  'mg/l': 'mg/L',
  'g/dl': 'g/dL',
  'g/l': 'g/L',
  'ug/dl': 'ug/dL',
  'mcg/dl': 'ug/dL',
  'ug/ml': 'ug/mL',
  'mcg/ml': 'ug/mL',
  'ug/l': 'ug/L',
  'ng/ml': 'ng/mL',
  'ng/dl': 'ng/dL',
  'pg/ml': 'pg/mL',
  'mmol/l': 'mmol/L',
  'umol/l': 'umol/L',
  'µmol/l': 'umol/L',
  'meq/l': 'meq/L',
  'k/ul': '10*3/uL',
  'k/mcl': '10*3/uL',
  'x10^3/ul': '10*3/uL',
  '10^3/ul': '10*3/uL',
  'x10e3/ul': '10*3/uL',
  '10*9/l': '10*9/L',
  '10^9/l': '10*9/L',
  'x10e9/l': '10*9/L',
  'gpt/l': '10*9/L',
  'm/ul': '10*6/uL',
  'm/mcl': '10*6/uL',
  '10^6/ul': '10*6/uL',
  '10^12/l': '10*12/L',
  'tpt/l': '10*12/L',
  '#/ul': '/uL',
  '/ul': '/uL',
  'u/l': 'U/L',
  'units/l': 'U/L',
  'iu/l': '[IU]/L',
  'iu/ml': '[IU]/mL',
  'miu/l': 'm[IU]/L',
  'miu/ml': 'm[IU]/mL',
  'uiu/ml': 'u[IU]/mL',
  'mosm/kg': 'mosm/kg',
  'mm/hr': 'mm/h',
  sec: 's',
  seconds: 's',
  min: 'min',
  mmhg: 'mm[Hg]',
  cmh2o: 'cm[H2O]',
  torr: 'mm[Hg]',
  kpa: 'kPa',
  '°f': '[degF]',
  degf: '[degF]',
  'deg.f': '[degF]',
  f: '[degF]',
  '°c': 'Cel',
  degc: 'Cel',
  'deg.c': 'Cel',
  c: 'Cel',
  bpm: '/min',
  'insp/min': '/min',
  'breaths/min': '/min',
  '%': '%',
  fl: 'fL',
  pg: 'pg',
  kg: 'kg',
  lb: '[lb_av]',
  lbs: '[lb_av]',
  cm: 'cm',
  inch: '[in_i]',
  in: '[in_i]',
  'l/min': 'L/min',
  'ml/min': 'mL/min',
  'ml/hr': 'mL/h',
};

/** Of a text with blanks or braces the library writes to the console, or fails. */
const LOOKS_LIKE_CODE = /^[A-Za-z0-9*/.[\]%'+-]+$/;

/** It looks names up in plain objects, where it finds these. */
const NO_CODES = Object.getOwnPropertyNames(Object.prototype);

/** The UCUM code of a unit as it is written; `null` where it is none that is known. */
export function ucumCode(written: string): string | null {
  const found = WRITINGS[written.toLowerCase().replaceAll(/\s/g, '')];
  if (found !== undefined) return found;
  if (!LOOKS_LIKE_CODE.test(written.trim()) || NO_CODES.some((name) => written.includes(name))) return null;
  const { status, ucumCode: code } = UcumLhcUtils.getInstance().validateUnitString(written.trim());
  return status === 'valid' ? code : null;
}
