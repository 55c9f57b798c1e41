import { MODALITIES, perModality, type ModalityName, type ModalityState } from '../modalities/modality.ts';
import { codeColumns, CodeIndex, codeRow, type CodeVectorizer } from './code-vectorizer.ts';
import { demographicsIndex, demographicsRow } from './demographics-vectorizer.ts';
import type { CodeEvent, EncounterEvidence } from './evidence.ts';
import { hourlyLabColumns, hourlyLabRow } from './hourly-lab-vectorizer.ts';
import { labRow } from './lab-vectorizer.ts';
import { noteIndex } from './note-index.ts';
import { noteVectorRow } from './note-vector-vectorizer.ts';
import { noteColumns, noteRow } from './note-vectorizer.ts';
import type { SparseRow } from './sparse-rows.ts';
import type { Vectorizers, VectorizersOf } from './vectorizers.ts';

/** One encounter as a model reads it. */
export interface VectorizedEncounter {
  /** Features of each modality; `null` where it is not present. A present one has at least one entry. */
  readonly rows: Readonly<Record<ModalityName, SparseRow | null>>;
  /** As found in the record, and `nothingKnownToModel` where nothing of it maps to a feature. */
  readonly states: Readonly<Record<ModalityName, ModalityState>>;
}

/** Number of features of each modality. */
export function numFeatures(vectorizers: Vectorizers): Record<ModalityName, number> {
  return perModality((name) => numFeaturesOf(vectorizers, name));
}

/** Number of features of one modality. */
export function numFeaturesOf<Name extends ModalityName>(
  vectorizers: VectorizersOf<Name>,
  name: Name,
): number {
  return COLUMNS[name](vectorizers[name]);
}

const COLUMNS: { readonly [Name in ModalityName]: (vectorizer: Vectorizers[Name]) => number } = {
  demographics: ({ columns }) => columns.length,
  notes: (vectorizer) => ('kind' in vectorizer ? vectorizer.model.width : noteColumns(vectorizer)),
  labs: (vectorizer) => ('kind' in vectorizer ? hourlyLabColumns(vectorizer) : vectorizer.columns),
  diagnoses: codeColumns,
  procedures: codeColumns,
  medications: codeColumns,
};

/**
 * Prepares look-up tables once and returns what turns evidence into features: the same code for training and for one
 * new patient.
 * @param modalities those that are read; a row of the others is `null`.
 */
export function createVectorize<Name extends ModalityName>(
  vectorizers: VectorizersOf<Name>,
  modalities: readonly Name[],
): (evidence: EncounterEvidence) => VectorizedEncounter {
  const readers = new Map<ModalityName, RowReader>(
    modalities.map((name) => [name, READERS[name](vectorizers[name])]),
  );
  return (evidence) => {
    const rows = perModality((name) =>
      evidence.states[name] === 'present' ? (readers.get(name)?.(evidence) ?? null) : null,
    );
    const states = perModality((name): ModalityState => {
      const found = evidence.states[name];
      return found === 'present' && rows[name] === null ? 'nothingKnownToModel' : found;
    });
    return { rows, states };
  };
}

type RowReader = (evidence: EncounterEvidence) => SparseRow | null;

const READERS: { readonly [Name in ModalityName]: (vectorizer: Vectorizers[Name]) => RowReader } = {
  demographics: (vectorizer) => {
    const facts = demographicsIndex(vectorizer);
    return ({ demographics }) => demographicsRow(vectorizer, facts, demographics);
  },
  notes: (vectorizer) => {
    if ('kind' in vectorizer) return (evidence) => noteVectorRow(vectorizer, evidence);
    const terms = noteIndex(vectorizer);
    return ({ notes }) => noteRow(vectorizer, terms, notes);
  },
  labs:
    (vectorizer) =>
    ({ labs }) =>
      'kind' in vectorizer ? hourlyLabRow(vectorizer, labs) : labRow(vectorizer, labs),
  diagnoses: codeReader(({ diagnoses }) => diagnoses),
  procedures: codeReader(({ procedures }) => procedures),
  medications: codeReader(({ medications }) => medications),
};

/** Modalities in which an encounter is present. */
export function presentModalities({ rows }: VectorizedEncounter): ModalityName[] {
  return MODALITIES.filter((name) => rows[name] !== null);
}

function codeReader(
  events: (evidence: EncounterEvidence) => readonly CodeEvent[],
): (vectorizer: CodeVectorizer) => RowReader {
  return (vectorizer) => {
    const index = new CodeIndex(vectorizer);
    return (evidence) => codeRow(vectorizer, index, events(evidence));
  };
}
