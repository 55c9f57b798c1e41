/** The six modalities, in the one fixed order used by every table, tensor axis and screen. */
export const MODALITIES = [
  'demographics',
  'notes',
  'labs',
  'diagnoses',
  'procedures',
  'medications',
] as const;

export type ModalityName = (typeof MODALITIES)[number];

/**
 * What a record says of one modality at prediction time.
 * - `present`: at least one event in the window maps to a fitted feature;
 * - `noneRecorded`: the source covers the encounter and holds nothing, an observed zero, never substituted;
 * - `unavailable`: the source does not cover it: missing, so substituted or left out;
 * - `nothingKnownToModel`: events exist, none of them maps to a fitted feature; handled as missing.
 */
export const MODALITY_STATES = ['present', 'noneRecorded', 'unavailable', 'nothingKnownToModel'] as const;

export type ModalityState = (typeof MODALITY_STATES)[number];

export type PerModality<T> = Readonly<Record<ModalityName, T>>;

export function isModalityName(name: string): name is ModalityName {
  return (MODALITIES as readonly string[]).includes(name);
}

/** Builds a record with one value per modality, in the fixed order. */
export function perModality<T>(value: (name: ModalityName) => T): Record<ModalityName, T> {
  return Object.fromEntries(MODALITIES.map((name) => [name, value(name)])) as Record<ModalityName, T>;
}
