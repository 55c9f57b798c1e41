/**
 * Items of `icu/chartevents` read as vital signs (MetaVision item ids of `icu/d_items`). Values are kept in the unit
 * they were charted in: Fahrenheit and Celsius are two items, pounds and kilograms too.
 */
export const VITAL_SIGN_ITEMS = {
  heartRate: [220045],
  systolicPressure: [220050, 220179],
  diastolicPressure: [220051, 220180],
  meanPressure: [220052, 220181],
  respiratoryRate: [220210, 224690],
  temperatureFahrenheit: [223761],
  temperatureCelsius: [223762],
  oxygenSaturation: [220277],
  inspiredOxygen: [223835],
  glasgowComaScale: [220739, 223900, 223901],
  weightKilograms: [226512, 224639],
  weightPounds: [226531],
  heightCentimetres: [226730],
} as const satisfies Record<string, readonly number[]>;

/** All item ids, rising. */
export const VITAL_SIGN_ITEM_IDS: readonly number[] = Object.values(VITAL_SIGN_ITEMS)
  .flat()
  .sort((a, b) => a - b);
