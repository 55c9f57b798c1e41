import { VITAL_SIGNS, type VitalSign, type VitalUnit } from './vital-signs.ts';

/** A vital sign whose numbers have a unit. */
export interface MeasuredVital extends VitalSign {
  readonly unit: VitalUnit;
}

/** Vital signs by their LOINC codes; what is measured in two units has the sign of each. */
const SIGNS = {
  '8867-4': [VITAL_SIGNS.heartRate],
  '8480-6': [VITAL_SIGNS.systolicPressure],
  '8462-4': [VITAL_SIGNS.diastolicPressure],
  '8478-0': [VITAL_SIGNS.meanPressure],
  '9279-1': [VITAL_SIGNS.respiratoryRate],
  '8310-5': [VITAL_SIGNS.temperatureCelsius, VITAL_SIGNS.temperatureFahrenheit],
  '2708-6': [VITAL_SIGNS.oxygenSaturation],
  '59408-5': [VITAL_SIGNS.oxygenSaturation],
  '29463-7': [VITAL_SIGNS.weightKilograms, VITAL_SIGNS.weightPounds],
  '8302-2': [VITAL_SIGNS.heightCentimetres],
} as const satisfies Record<string, readonly [MeasuredVital, ...MeasuredVital[]]>;

export const LOINC = 'LOINC';

export type VitalCode = keyof typeof SIGNS;

/** A vital sign that a source names by its LOINC code. */
export interface CodedVital {
  readonly code: VitalCode;
  /** One for each unit: of several, a number without a unit could be in any. */
  readonly signs: readonly [MeasuredVital, ...MeasuredVital[]];
}

export const CODED_VITALS: readonly CodedVital[] = Object.entries(SIGNS).map(([code, signs]) => ({
  code: code as VitalCode,
  signs,
}));

/** The vital sign of a code; `undefined` where it is that of none. */
export function vitalOf(system: string | undefined, code: string | undefined): CodedVital | undefined {
  return system?.toUpperCase() === LOINC ? CODED_VITALS.find((vital) => vital.code === code) : undefined;
}
