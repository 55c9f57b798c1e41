/** What a column of a modality stands for, in words. */
export interface FeatureDescription {
  /** As it is shown, e.g. `Potassium`. */
  readonly name: string;
  /** Code within `system`; `null` where there is none. */
  readonly code: string | null;
  readonly system: string | null;
  /** Unit of the value behind it. */
  readonly unit: string | null;
  /** What was computed of the record: `recorded`, `last`, `count`, ... */
  readonly statistic: string;
  /** Columns that are about one and the same thing (item, code, word, fact) share it. */
  readonly group: string;
}

/** Where the value of a feature comes from in one encounter's record. */
export interface FeatureSource {
  /** In the unit of the description; `null` where the feature is no number (a code that was recorded). */
  readonly value: number | null;
  readonly minutesBefore: number | null;
  readonly file: string;
  readonly line: number;
}
