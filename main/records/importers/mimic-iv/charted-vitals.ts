import { VITAL_SIGNS, type VitalSign } from '../vital-signs.ts';

/** MetaVision item ids of `icu/d_items`, by vital sign; each is charted in the unit of its sign. */
const ITEMS: Readonly<Record<keyof typeof VITAL_SIGNS, readonly number[]>> = {
  heartRate: [220045],
  systolicPressure: [220050, 220179],
  diastolicPressure: [220051, 220180],
  meanPressure: [220052, 220181],
  respiratoryRate: [220210, 224690],
  temperatureFahrenheit: [223761],
  temperatureCelsius: [223762],
  oxygenSaturation: [220277],
  inspiredOxygen: [223835],
  eyeOpening: [220739],
  verbalResponse: [223900],
  motorResponse: [223901],
  weightKilograms: [226512, 224639],
  weightPounds: [226531],
  heightCentimetres: [226730],
};

/** A vital sign and the items of `icu/chartevents` that are read as it. */
export interface ChartedVital {
  readonly sign: VitalSign;
  readonly items: readonly number[];
}

export const CHARTED_VITALS: readonly ChartedVital[] = Object.entries(VITAL_SIGNS).map(([name, sign]) => ({
  sign,
  items: ITEMS[name as keyof typeof VITAL_SIGNS],
}));

/** All item ids, rising. */
export const VITAL_SIGN_ITEM_IDS: readonly number[] = CHARTED_VITALS.flatMap(({ items }) => items).sort(
  (a, b) => a - b,
);
