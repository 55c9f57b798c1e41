import { MODALITIES, perModality, type ModalityName, type ModalityState } from '../modalities/modality.ts';
import { codeColumns, CodeIndex, codeRow, type CodeVectorizer } from './code-vectorizer.ts';
import { demographicsIndex, demographicsRow } from './demographics-vectorizer.ts';
import type { CodeEvent, EncounterEvidence } from './evidence.ts';
import { labRow } from './lab-vectorizer.ts';
import { noteIndex } from './note-index.ts';
import { noteColumns, noteRow } from './note-vectorizer.ts';
import type { SparseRow } from './sparse-rows.ts';
import type { Vectorizers } from './vectorizers.ts';

/** One encounter as a model reads it. */
export interface VectorizedEncounter {
  /** Features of each modality; `null` where it is not present. A present one has at least one entry. */
  readonly rows: Readonly<Record<ModalityName, SparseRow | null>>;
  /** As found in the record, and `nothingKnownToModel` where nothing of it maps to a feature. */
  readonly states: Readonly<Record<ModalityName, ModalityState>>;
}

/** Number of features of each modality. */
export function numFeatures(vectorizers: Vectorizers): Record<ModalityName, number> {
  return {
    demographics: vectorizers.demographics.columns.length,
    notes: noteColumns(vectorizers.notes),
    labs: vectorizers.labs.columns,
    diagnoses: codeColumns(vectorizers.diagnoses),
    procedures: codeColumns(vectorizers.procedures),
    medications: codeColumns(vectorizers.medications),
  };
}

/**
 * Prepares look-up tables once and returns what turns evidence into features: the same code for training and for one
 * new patient.
 */
export function createVectorize(
  vectorizers: Vectorizers,
): (evidence: EncounterEvidence) => VectorizedEncounter {
  const facts = demographicsIndex(vectorizers.demographics);
  const terms = noteIndex(vectorizers.notes);
  const read: Readonly<Record<ModalityName, (evidence: EncounterEvidence) => SparseRow | null>> = {
    demographics: ({ demographics }) => demographicsRow(vectorizers.demographics, facts, demographics),
    notes: ({ notes }) => noteRow(vectorizers.notes, terms, notes),
    labs: ({ labs }) => labRow(vectorizers.labs, labs),
    diagnoses: codeReader(vectorizers.diagnoses, ({ diagnoses }) => diagnoses),
    procedures: codeReader(vectorizers.procedures, ({ procedures }) => procedures),
    medications: codeReader(vectorizers.medications, ({ medications }) => medications),
  };
  return (evidence) => {
    const rows = perModality((name) => (evidence.states[name] === 'present' ? read[name](evidence) : null));
    const states = perModality((name): ModalityState => {
      const found = evidence.states[name];
      return found === 'present' && rows[name] === null ? 'nothingKnownToModel' : found;
    });
    return { rows, states };
  };
}

/** Modalities in which an encounter is present. */
export function presentModalities({ rows }: VectorizedEncounter): ModalityName[] {
  return MODALITIES.filter((name) => rows[name] !== null);
}

function codeReader(
  vectorizer: CodeVectorizer,
  events: (evidence: EncounterEvidence) => readonly CodeEvent[],
): (evidence: EncounterEvidence) => SparseRow | null {
  const index = new CodeIndex(vectorizer);
  return (evidence) => codeRow(vectorizer, index, events(evidence));
}
