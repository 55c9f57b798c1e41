import { VITAL_SIGNS, type VitalSign } from '../vital-signs.ts';
import type { VitalColumn } from '../vital-columns.ts';

/** The vital sign of a column whose range is known; eICU has temperatures in Celsius. */
const SIGNS: Readonly<Record<string, VitalSign>> = {
  temperature: VITAL_SIGNS.temperatureCelsius,
  sao2: VITAL_SIGNS.oxygenSaturation,
  heartrate: VITAL_SIGNS.heartRate,
  respiration: VITAL_SIGNS.respiratoryRate,
  systemicsystolic: VITAL_SIGNS.systolicPressure,
  systemicdiastolic: VITAL_SIGNS.diastolicPressure,
  systemicmean: VITAL_SIGNS.meanPressure,
  noninvasivesystolic: VITAL_SIGNS.systolicPressure,
  noninvasivediastolic: VITAL_SIGNS.diastolicPressure,
  noninvasivemean: VITAL_SIGNS.meanPressure,
  temp: VITAL_SIGNS.temperatureCelsius,
  o2sat: VITAL_SIGNS.oxygenSaturation,
  hr: VITAL_SIGNS.heartRate,
  resp: VITAL_SIGNS.respiratoryRate,
  sbp: VITAL_SIGNS.systolicPressure,
  dbp: VITAL_SIGNS.diastolicPressure,
  map: VITAL_SIGNS.meanPressure,
};

/** Those of some columns that have a range. */
export function vitalColumns(columns: readonly string[]): VitalColumn[] {
  return columns.flatMap((column) => {
    const sign = SIGNS[column];
    return sign === undefined ? [] : [{ column, sign }];
  });
}
