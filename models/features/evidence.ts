import type { NoteReading } from './note-reading.ts';
import type { ModalityName, ModalityState } from '../modalities/modality.ts';

/** Where a value was read: file inside the imported folder, physical line (header = 1). */
export interface Provenance {
  readonly file: string;
  readonly line: number;
}

/** A coded event (diagnosis, procedure or medication) that was available at the prediction time. */
export interface CodeEvent extends Provenance {
  /** Code system: `ICD9CM`, `ICD10CM`, `ICD9PCS`, `ICD10PCS`, `HCPCS`, `MIMIC-ITEM`, `DRUG` ... */
  readonly system: string;
  readonly code: string;
  readonly name: string | null;
  /** Minutes before the prediction time, at least 0; `null` where the source gives no time. */
  readonly minutesBefore: number | null;
}

/** One laboratory result or vital sign that was available at the prediction time. */
export interface LabEvent extends Provenance {
  /** `system:code` of the item, e.g. `MIMIC-LAB:50912`. */
  readonly item: string;
  readonly name: string | null;
  readonly minutesBefore: number;
  /** `null` where the result is text only. */
  readonly value: number | null;
  readonly text: string | null;
  readonly unit: string | null;
  readonly abnormal: boolean;
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
}

export interface NoteEvent extends Provenance {
  /** `discharge` or `radiology`; `entry` for one thing chosen from a form. */
  readonly kind: string;
  readonly minutesBefore: number;
  readonly text: string;
  /** Of an `entry`: what was asked and what was chosen, each taken as one term whatever its words. */
  readonly entry?: { readonly heading: string; readonly value: string };
}

/**
 * Named facts about the person and the stay. Numbers are in the unit their key names; strings are categories;
 * `null` = not known.
 */
export interface DemographicFacts extends Provenance {
  readonly values: Readonly<Record<string, number | string | null>>;
}

/**
 * All that a model may know of one encounter at its prediction time: plain data, already cut at that time by
 * the availability rules. The same shape is used to fit, to train and to score one new patient.
 */
export interface EncounterEvidence {
  readonly encounter: string;
  readonly patient: string;
  /** As found in the record; `nothingKnownToModel` is decided later, by the vectorizer. */
  readonly states: Readonly<Record<ModalityName, Exclude<ModalityState, 'nothingKnownToModel'>>>;
  readonly demographics: DemographicFacts;
  readonly diagnoses: readonly CodeEvent[];
  readonly procedures: readonly CodeEvent[];
  readonly medications: readonly CodeEvent[];
  readonly labs: readonly LabEvent[];
  readonly notes: readonly NoteEvent[];
  /** What a text model makes of the notes, where they are read by one; added by the host, which runs it. */
  readonly noteReading?: NoteReading;
}
