import { SparseMatrixBuilder } from '../features/sparse-rows.ts';
import {
  MODALITIES,
  MODALITY_STATES,
  type ModalityName,
  type ModalityState,
} from '../modalities/modality.ts';
import { RandomStream } from '../random/random-stream.ts';
import type { Dataset } from '../training/dataset.ts';

export interface SyntheticOptions {
  readonly encounters: number;
  readonly seed?: number;
  /** Share of encounters without notes, medications or procedures, each. */
  readonly absent?: number;
}

const FEATURES = 24;
/** The hidden factors that the features of each modality show, besides noise. Procedures are dead. */
const SHOWN: Readonly<Record<ModalityName, readonly number[]>> = {
  demographics: [3],
  notes: [1, 2],
  labs: [0, 1],
  diagnoses: [0],
  procedures: [],
  medications: [0],
};
/** The logit of the label: `BIAS + sum of EFFECTS[k] * factor k`, about 30 % positive. */
const EFFECTS = [1.6, 1.8, 1.4, 0.7] as const;
const BIAS = -2.7;

/**
 * A small cohort with known answers: four hidden yes/no factors decide the label. Labs, notes and diagnoses each show
 * some of them, medications show what diagnoses show, procedures nothing. Splits 60/10/10/20, two encounters a patient.
 */
export function syntheticDataset({ encounters, seed = 1, absent = 0.2 }: SyntheticOptions): Dataset {
  const random = RandomStream.fromSeed(`synthetic-${seed}`);
  const loadings = new Map(MODALITIES.map((name) => [name, drawLoadings(name)]));
  const builders = MODALITIES.map(() => new SparseMatrixBuilder(FEATURES));
  const states = new Uint8Array(encounters * MODALITIES.length);
  const labels = new Uint8Array(encounters);
  for (let row = 0; row < encounters; row += 1) {
    const factors = EFFECTS.map((_, k) => Number(random.float() < (k === 3 ? 0.5 : 0.3)));
    const logit = factors.reduce((sum, factor, k) => sum + factor * (EFFECTS[k] ?? 0), BIAS);
    labels[row] = Number(random.float() < 1 / (1 + Math.exp(-logit)));
    MODALITIES.forEach((name, m) => {
      const state = drawState(name, random, absent);
      states[row * MODALITIES.length + m] = MODALITY_STATES.indexOf(state);
      const features = drawFeatures(loadings.get(name) ?? [], factors, random);
      if (state === 'present') builders[m]?.addRow(features);
      else builders[m]?.addEmptyRow();
    });
  }
  return {
    encounters: Array.from({ length: encounters }, (_, row) => `e${row}`),
    patients: Array.from({ length: encounters }, (_, row) => `p${Math.floor(row / 2)}`),
    modalities: MODALITIES,
    inputs: Object.fromEntries(MODALITIES.map((name, m) => [name, builders[m]?.build()])),
    states,
    labels,
    splits: Uint8Array.from({ length: encounters }, (_, row) => splitOfPatient(Math.floor(row / 2))),
  };
}

/** Weights of factors in features, `[FEATURES][factors]`; the same in every cohort. */
function drawLoadings(name: ModalityName): number[][] {
  const random = RandomStream.fromSeed(`loadings-${name}`);
  return Array.from({ length: FEATURES }, (_, feature) =>
    EFFECTS.map((_, k) => (SHOWN[name].includes(k) && feature < 8 ? 0.8 + random.float() : 0)),
  );
}

function drawState(name: ModalityName, random: RandomStream, absent: number): ModalityState {
  const optional = name === 'notes' || name === 'medications' || name === 'procedures';
  if (!optional || random.float() >= absent) return 'present';
  return name === 'procedures' ? 'noneRecorded' : 'unavailable';
}

function drawFeatures(
  loadings: readonly (readonly number[])[],
  factors: readonly number[],
  random: RandomStream,
): { indices: Int32Array; values: Float32Array } {
  const values = loadings.map(
    (weights) => weights.reduce((sum, weight, k) => sum + weight * (factors[k] ?? 0), 0) + random.normal(),
  );
  return { indices: Int32Array.from(values.keys()), values: Float32Array.from(values) };
}

/** 60 / 10 / 10 / 20, ten patients a round. */
function splitOfPatient(patient: number): number {
  const place = patient % 10;
  if (place < 6) return 0;
  return place === 6 ? 1 : place === 7 ? 2 : 3;
}
