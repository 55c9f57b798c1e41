import { ModelError } from '../errors.ts';
import { project, type Projection } from '../features/projection.ts';
import { MODALITY_STATES, type ModalityName, type ModalityState } from '../modalities/modality.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';

/** Encounters as the networks read them. Tables are row-major `[n, M]`, M = the modalities of the model. */
export interface ModelInputs {
  readonly encounters: number;
  readonly modalities: readonly ModalityName[];
  /** Width p of every modality after projection. */
  readonly width: number;
  /** Projected inputs of each modality, row-major `[n, p]`; 0 where the modality is not present. */
  readonly values: readonly Float32Array[];
  /** As found: something is recorded. Never changed by a switch, a mask or a coalition. */
  readonly recorded: Uint8Array;
  /** Present, or observed to be empty: may be used. */
  readonly usable: Uint8Array;
  /** At least one event maps to a feature. */
  readonly present: Uint8Array;
}

const stateNumber = (state: ModalityState): number => MODALITY_STATES.indexOf(state);
const PRESENT = stateNumber('present');
const NONE_RECORDED = stateNumber('noneRecorded');
const NOTHING_KNOWN = stateNumber('nothingKnownToModel');

/** Whether events of a modality in this state can be read. */
export const isPresent = (state: number): boolean => state === PRESENT;
/** Whether a modality in this state may be used: present, or observed to be empty. */
export const isUsable = (state: number): boolean => state === PRESENT || state === NONE_RECORDED;
const isRecorded = (state: number): boolean => state === PRESENT || state === NOTHING_KNOWN;

/**
 * Projects vectorized encounters.
 * @param modalities the modalities of the model; the batch may hold more.
 * @throws {ModelError} `modality` when the batch or the projections lack one of them; `shape` when a modality has
 * other features than its projection was fitted on.
 */
export function prepareInputs(
  batch: VectorizedEncounters,
  modalities: readonly ModalityName[],
  projections: Readonly<Partial<Record<ModalityName, Projection>>>,
): ModelInputs {
  const states = statesOf(batch, modalities);
  const parts = modalities.map((modality) => {
    const matrix = batch.inputs[modality];
    const projection = projections[modality];
    if (!matrix || !projection)
      throw new ModelError('modality', `expected features of ${modality}, got none`);
    return { values: project(projection, matrix), width: projection.components };
  });
  return {
    encounters: batch.encounters.length,
    modalities,
    width: parts[0]?.width ?? 0,
    values: parts.map(({ values }) => values),
    recorded: states.map((state) => Number(isRecorded(state))),
    usable: states.map((state) => Number(isUsable(state))),
    present: states.map((state) => Number(isPresent(state))),
  };
}

/** States of the modalities of the model, row-major `[n, M]`. */
export function statesOf(batch: VectorizedEncounters, modalities: readonly ModalityName[]): Uint8Array {
  const columns = modalities.map((modality) => batch.modalities.indexOf(modality));
  const missing = modalities.find((_, m) => columns[m] === -1);
  if (missing !== undefined) throw new ModelError('modality', `expected states of ${missing}, got none`);
  const states = new Uint8Array(batch.encounters.length * modalities.length);
  for (let row = 0; row < batch.encounters.length; row += 1) {
    columns.forEach((column, m) => {
      states[row * modalities.length + m] = batch.states[row * batch.modalities.length + column] ?? 0;
    });
  }
  return states;
}
