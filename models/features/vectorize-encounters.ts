import { MODALITY_STATES, type ModalityName } from '../modalities/modality.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import type { EncounterEvidence } from './evidence.ts';
import { SparseMatrixBuilder } from './sparse-rows.ts';
import { createVectorize, numFeatures } from './vectorize.ts';
import type { Vectorizers } from './vectorizers.ts';

/**
 * Vectorizes encounters in one pass, row by row in the order given.
 * @param modalities those of the model, in their fixed order.
 */
export function vectorizeEncounters(
  vectorizers: Vectorizers,
  modalities: readonly ModalityName[],
  evidence: Iterable<EncounterEvidence>,
): VectorizedEncounters {
  const vectorize = createVectorize(vectorizers);
  const columns = numFeatures(vectorizers);
  const builders = modalities.map((name) => ({ name, builder: new SparseMatrixBuilder(columns[name]) }));
  const encounters: string[] = [];
  const patients: string[] = [];
  const states: number[] = [];
  for (const encounter of evidence) {
    const vectors = vectorize(encounter);
    encounters.push(encounter.encounter);
    patients.push(encounter.patient);
    for (const { name, builder } of builders) {
      const row = vectors.rows[name];
      if (row === null) builder.addEmptyRow();
      else builder.addRow(row);
      states.push(MODALITY_STATES.indexOf(vectors.states[name]));
    }
  }
  return {
    encounters,
    patients,
    modalities,
    inputs: Object.fromEntries(builders.map(({ name, builder }) => [name, builder.build()])),
    states: Uint8Array.from(states),
  };
}
