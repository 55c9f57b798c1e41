import { ModelError } from '../errors.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { takeEncounters } from '../training/subset.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';

export interface Donors {
  readonly batch: VectorizedEncounters;
  /** Which of them lend, one copy of the encounter each. */
  readonly rows: Int32Array;
}

/**
 * One encounter as many times as there are donors, each time with the modality of another: what it might have been had
 * the modality been known. Everything else stays as it is.
 * @param own one encounter.
 * @throws {ModelError} `modality` where either has no such modality.
 */
export function withBorrowedModality(
  own: VectorizedEncounters,
  modality: ModalityName,
  donors: Donors,
): VectorizedEncounters {
  const copies = takeEncounters(own, new Int32Array(donors.rows.length));
  const lent = takeEncounters(donors.batch, donors.rows);
  const [column, from] = [own.modalities.indexOf(modality), lent.modalities.indexOf(modality)];
  const input = lent.inputs[modality];
  if (column === -1 || from === -1 || input === undefined) {
    throw new ModelError('modality', `expected features of ${modality}, got none`);
  }
  const width = own.modalities.length;
  const states = copies.states.map((state, i) =>
    i % width === column
      ? (lent.states[Math.floor(i / width) * lent.modalities.length + from] ?? state)
      : state,
  );
  return {
    ...copies,
    // Copies are told apart, since policies may draw by the encounter.
    encounters: copies.encounters.map((id, row) => `${id} with ${lent.encounters[row] ?? ''}`),
    inputs: { ...copies.inputs, [modality]: input },
    states,
  };
}
