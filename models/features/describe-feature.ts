import { ModelError } from '../errors.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { describeCodeFeature, findCodeSource } from './code-vectorizer.ts';
import { describeDemographicsFeature, findDemographicsSource } from './demographics-vectorizer.ts';
import type { EncounterEvidence } from './evidence.ts';
import type { FeatureDescription, FeatureSource } from './feature.ts';
import { describeHourlyLabFeature, findHourlyLabSource } from './hourly-lab-vectorizer.ts';
import { describeLabFeature, findLabSource } from './lab-vectorizer.ts';
import { describeNoteVector, findNoteVectorSource } from './note-vector-vectorizer.ts';
import { describeNoteFeature, findNoteSource } from './note-vectorizer.ts';
import type { Vectorizers } from './vectorizers.ts';

/**
 * What a column of a modality stands for.
 * @throws {ModelError} `shape` when the modality has no such column.
 */
export function describeFeature(
  vectorizers: Vectorizers,
  modality: ModalityName,
  column: number,
): FeatureDescription {
  const description = descriptionOf(vectorizers, modality, column);
  if (description === null) throw new ModelError('shape', `${modality} has no feature ${column}`);
  return description;
}

function descriptionOf(
  vectorizers: Vectorizers,
  modality: ModalityName,
  column: number,
): FeatureDescription | null {
  switch (modality) {
    case 'demographics':
      return describeDemographicsFeature(vectorizers.demographics, column);
    case 'notes':
      return 'kind' in vectorizers.notes
        ? describeNoteVector(vectorizers.notes, column)
        : describeNoteFeature(vectorizers.notes, column);
    case 'labs':
      return 'kind' in vectorizers.labs
        ? describeHourlyLabFeature(vectorizers.labs, column)
        : describeLabFeature(vectorizers.labs, column);
    case 'diagnoses':
    case 'procedures':
    case 'medications':
      return describeCodeFeature(vectorizers[modality], column);
  }
}

/** One column of one modality. */
export interface FeatureColumn {
  readonly modality: ModalityName;
  readonly column: number;
}

/**
 * The value behind a feature in one encounter's record, how long before the prediction it is from, and the line where
 * it was read; `null` when the record holds nothing for it.
 */
export function findFeatureSource(
  vectorizers: Vectorizers,
  { modality, column }: FeatureColumn,
  evidence: EncounterEvidence,
): FeatureSource | null {
  switch (modality) {
    case 'demographics':
      return findDemographicsSource(vectorizers.demographics, column, evidence.demographics);
    case 'notes':
      return 'kind' in vectorizers.notes
        ? findNoteVectorSource(evidence.notes)
        : findNoteSource(vectorizers.notes, column, evidence.notes);
    case 'labs':
      return 'kind' in vectorizers.labs
        ? findHourlyLabSource(vectorizers.labs, column, evidence.labs)
        : findLabSource(vectorizers.labs, column, evidence.labs);
    case 'diagnoses':
    case 'procedures':
    case 'medications':
      return findCodeSource(vectorizers[modality], column, evidence[modality]);
  }
}
