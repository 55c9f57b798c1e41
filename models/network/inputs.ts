import { type FirstLayer, featuresOfLayer, type ModalityLayer } from '../encoders/first-layer.ts';
import { ModelError } from '../errors.ts';
import { project, type Projection } from '../features/projection.ts';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import { MODALITY_STATES, type ModalityName, type ModalityState } from '../modalities/modality.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import { worded } from '../wording.ts';

/** Encounters as the networks read them. Tables are row-major `[n, M]`, M = the modalities of the model. */
export interface ModelInputs {
  readonly encounters: number;
  readonly modalities: readonly ModalityName[];
  /** Width p of every modality after projection. */
  readonly width: number;
  /**
   * Projected inputs of each modality, row-major `[n, p]`; 0 where the modality is not present. Empty for a modality
   * whose first layer is learned.
   */
  readonly values: readonly Float32Array[];
  /** Features of the modalities whose first layer is learned; absent = all are projected. */
  readonly features?: readonly ModalityFeatures[];
  /** As found: something is recorded. Never changed by a switch, a mask or a coalition. */
  readonly recorded: Uint8Array;
  /** Present, or observed to be empty: may be used. */
  readonly usable: Uint8Array;
  /** At least one event maps to a feature. */
  readonly present: Uint8Array;
}

/** What a learned first layer reads, all rows. */
export interface ModalityFeatures extends ModalityLayer {
  readonly matrix: SparseMatrix;
}

/** What stands before the encoders of a model: of each modality a projection or a layer that is learned. */
export interface InputLayers {
  readonly modalities: readonly ModalityName[];
  readonly projections: Readonly<Partial<Record<ModalityName, Projection>>>;
  readonly firstLayers: Readonly<Partial<Record<ModalityName, FirstLayer>>>;
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
 * Projects vectorized encounters, but for what is read by layers that are learned.
 * @param layers of the modalities of the model; the batch may hold more.
 * @throws {ModelError} `modality` when the batch or the layers lack one of them; `shape` when a modality has other
 * features than its layer was made for.
 */
export function prepareInputs(batch: VectorizedEncounters, layers: InputLayers): ModelInputs {
  const { modalities, projections, firstLayers } = layers;
  const states = statesOf(batch, modalities);
  const features: ModalityFeatures[] = [];
  const values = modalities.map((name, modality) => {
    const matrix = batch.inputs[name];
    const layer = firstLayers[name];
    const projection = projections[name];
    if (!matrix || (!projection && !layer))
      throw new ModelError('modality', `expected features of ${name}, got none`);
    if (projection) return project(projection, matrix);
    if (layer) features.push({ modality, layer, matrix: requireColumns(layer, matrix) });
    return new Float32Array(0);
  });
  return {
    encounters: batch.encounters.length,
    modalities,
    width: widthOf(layers),
    values,
    ...(features.length > 0 ? { features } : {}),
    recorded: states.map((state) => Number(isRecorded(state))),
    usable: states.map((state) => Number(isUsable(state))),
    present: states.map((state) => Number(isPresent(state))),
  };
}

/** The layers that make the inputs of some modalities of a model, with their places. */
export function firstLayersOf({
  modalities,
  firstLayers,
}: Pick<InputLayers, 'modalities' | 'firstLayers'>): ModalityLayer[] {
  return modalities.flatMap((name, modality) => {
    const layer = firstLayers[name];
    return layer === undefined ? [] : [{ modality, layer }];
  });
}

/** All modalities of a model have inputs of one width. */
function widthOf({ modalities, projections, firstLayers }: InputLayers): number {
  const [name] = modalities;
  if (name === undefined) return 0;
  return projections[name]?.components ?? firstLayers[name]?.width ?? 0;
}

function requireColumns(layer: FirstLayer, matrix: SparseMatrix): SparseMatrix {
  const expected = featuresOfLayer(layer);
  if (matrix.columns === expected) return matrix;
  throw new ModelError('shape', `expected ${expected} features, got ${matrix.columns}`);
}

/**
 * Refuses what is only defined for inputs that do not change while the network learns.
 * @throws {ModelError} `configuration`, naming the modality and what was asked for.
 */
export function requireProjected({ modalities, features = [] }: ModelInputs, what: string): void {
  const [learned] = features;
  if (learned === undefined) return;
  const name = modalities[learned.modality] ?? '';
  throw new ModelError(
    'configuration',
    worded`${what}: expected fixed inputs, but those of ${name} are learned`,
  );
}

/** States of the modalities of the model, row-major `[n, M]`. */
export function statesOf(batch: VectorizedEncounters, modalities: readonly ModalityName[]): Uint8Array {
  const columns = modalities.map((modality) => batch.modalities.indexOf(modality));
  const missing = modalities.find((_, m) => columns[m] === -1);
  if (missing !== undefined)
    throw new ModelError('modality', worded`expected states of ${missing}, got none`);
  const states = new Uint8Array(batch.encounters.length * modalities.length);
  for (let row = 0; row < batch.encounters.length; row += 1) {
    columns.forEach((column, m) => {
      states[row * modalities.length + m] = batch.states[row * batch.modalities.length + column] ?? 0;
    });
  }
  return states;
}
