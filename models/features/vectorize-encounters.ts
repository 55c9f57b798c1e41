import { MODALITY_STATES, type ModalityName, type ModalityState } from '../modalities/modality.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import type { EncounterEvidence } from './evidence.ts';
import { grown } from './grown.ts';
import { SparseMatrixBuilder } from './sparse-rows.ts';
import { createVectorize, numFeaturesOf, type VectorizedEncounter } from './vectorize.ts';
import type { VectorizersOf } from './vectorizers.ts';

/** Vectorized encounters without their ids. */
export type FeatureRows = Pick<VectorizedEncounters, 'modalities' | 'inputs' | 'states'>;

/**
 * Vectorizes encounters in one pass, row by row in the order given.
 * @param modalities those of the model, in their fixed order.
 */
export function vectorizeEncounters<Name extends ModalityName>(
  vectorizers: VectorizersOf<Name>,
  modalities: readonly Name[],
  evidence: Iterable<EncounterEvidence>,
): VectorizedEncounters {
  const vectorizer = new EncounterVectorizer(vectorizers, modalities);
  const encounters: string[] = [];
  const patients: string[] = [];
  for (const encounter of evidence) {
    vectorizer.add(encounter);
    encounters.push(encounter.encounter);
    patients.push(encounter.patient);
  }
  return { encounters, patients, ...vectorizer.build() };
}

/** Where it is not known how many there will be. */
const FIRST_ROWS = 256;

/** Collects vectorized encounters, one row each. */
export class EncounterVectorizer<Name extends ModalityName> {
  readonly #vectorize: (evidence: EncounterEvidence) => VectorizedEncounter;
  readonly #builders: readonly { readonly name: Name; readonly builder: SparseMatrixBuilder }[];
  #states: Uint8Array<ArrayBuffer>;
  #numStates = 0;

  /** @param rows how many encounters there will be, where that is known. */
  constructor(vectorizers: VectorizersOf<Name>, modalities: readonly Name[], rows?: number) {
    this.#states = new Uint8Array(Math.max(rows ?? FIRST_ROWS, 1) * modalities.length);
    this.#vectorize = createVectorize(vectorizers, modalities);
    this.#builders = modalities.map((name) => ({
      name,
      builder: new SparseMatrixBuilder(numFeaturesOf(vectorizers, name), rows),
    }));
  }

  add(evidence: EncounterEvidence): void {
    const { rows, states } = this.#vectorize(evidence);
    for (const { name, builder } of this.#builders) {
      const row = rows[name];
      if (row === null) builder.addEmptyRow();
      else builder.addRow(row);
      this.#addState(states[name]);
    }
  }

  build(): FeatureRows {
    return {
      modalities: this.#builders.map(({ name }) => name),
      inputs: Object.fromEntries(this.#builders.map(({ name, builder }) => [name, builder.build()])),
      states: this.#states.slice(0, this.#numStates),
    };
  }

  #addState(state: ModalityState): void {
    if (this.#numStates === this.#states.length)
      this.#states = grown(this.#states, new Uint8Array(2 * this.#states.length));
    this.#states[this.#numStates] = MODALITY_STATES.indexOf(state);
    this.#numStates += 1;
  }
}
