import type { EncounterEvidence } from '../../models/features/evidence.ts';
import { EncounterVectorizer, type FeatureRows } from '../../models/features/vectorize-encounters.ts';
import {
  type VectorizerOptions,
  VectorizersFitter,
  type VectorizersOf,
} from '../../models/features/vectorizers.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import type { CohortSpec } from '../api/common.ts';
import { atOneMoment, type Database } from '../records/database.ts';
import { withNotesRead } from '../note-models/read-notes.ts';
import { evidenceFor } from '../records/evidence/evidence.ts';
import type { EvidenceEncounter } from '../records/evidence/evidence-context.ts';

/** What is to be read of the encounters of a cohort. */
export interface FeatureOrder {
  readonly cohort: CohortSpec;
  /** Of these a vectorizer is learnt. */
  readonly learnt: readonly ModalityName[];
  /** Of these the encounters have features; some of those that are learnt. */
  readonly vectorized: readonly ModalityName[];
  /** How many encounters will be vectorized. */
  readonly rows: number;
  /** How vectorizers are learnt, where not as usual. */
  readonly vectorizers?: VectorizerOptions | undefined;
}

export interface Features {
  /** Of the modalities that are learnt. */
  readonly vectorizers: Partial<VectorizersOf<ModalityName>>;
  /** Of the modalities that are vectorized. */
  readonly vectors: FeatureRows;
}

interface Learnt {
  readonly vectorizers: Features['vectorizers'];
  readonly vectorizer: EncounterVectorizer<ModalityName>;
}

/**
 * Learns vectorizers from encounters of the training split, then turns encounters into features. Only what the
 * modalities are made of is read, and nothing is kept but what is learnt and the features.
 */
export class FeatureReader {
  readonly #db: Database;
  readonly #order: FeatureOrder;
  /** `null` once it has fitted: what it has counted is as large as the vocabulary of all notes. */
  #fitter: VectorizersFitter<ModalityName> | null;
  /** Notes of the training split that a text model has read, so that it need not do so twice. */
  readonly #notes = new Map<string, EncounterEvidence['noteReading']>();
  #learnt: Learnt | null = null;

  constructor(db: Database, order: FeatureOrder) {
    this.#db = db;
    this.#order = order;
    this.#fitter = new VectorizersFitter(order.learnt, order.vectorizers);
  }

  /** Adds encounters of the training split. @throws {LacunaError} `leakage`. */
  learn(encounters: readonly EvidenceEncounter[]): void {
    const fitter = this.#unfitted();
    this.#read(encounters, this.#order.learnt, (evidence) => fitter.add(evidence));
  }

  /** Adds the next rows; after the first of them nothing more is learnt. @throws {LacunaError} `leakage`. */
  vectorize(encounters: readonly EvidenceEncounter[]): void {
    const { vectorizer } = this.#settled();
    this.#read(encounters, this.#order.vectorized, (evidence) => vectorizer.add(evidence));
  }

  features(): Features {
    const { vectorizers, vectorizer } = this.#settled();
    return { vectorizers, vectors: vectorizer.build() };
  }

  /** In one transaction, where each person's record would be one by itself. */
  #read(
    encounters: readonly EvidenceEncounter[],
    modalities: readonly ModalityName[],
    visit: (evidence: EncounterEvidence) => void,
  ): void {
    atOneMoment(this.#db, () => {
      for (const evidence of evidenceFor(this.#db, this.#order.cohort, encounters, { modalities }))
        visit(modalities.includes('notes') ? this.#withNotes(evidence) : evidence);
    });
  }

  #withNotes(evidence: EncounterEvidence): EncounterEvidence {
    const model = this.#order.vectorizers?.noteModel ?? null;
    if (model === null) return evidence;
    const known = this.#notes.get(evidence.encounter);
    if (known !== undefined) return { ...evidence, noteReading: known };
    const read = withNotesRead(model, evidence);
    // What is vectorized is not read again.
    if (this.#learnt === null) this.#notes.set(evidence.encounter, read.noteReading);
    return read;
  }

  #settled(): Learnt {
    if (this.#learnt !== null) return this.#learnt;
    const vectorizers = this.#unfitted().fit();
    this.#fitter = null;
    const { vectorized, rows } = this.#order;
    this.#learnt = { vectorizers, vectorizer: new EncounterVectorizer(vectorizers, vectorized, rows) };
    return this.#learnt;
  }

  #unfitted(): VectorizersFitter<ModalityName> {
    if (this.#fitter === null) throw new RangeError('nothing is learnt once encounters are vectorized');
    return this.#fitter;
  }
}
