import * as tf from '@tensorflow/tfjs-core';
import { fitProjection, project } from '../models/features/projection.ts';
import { SparseMatrixBuilder } from '../models/features/sparse-rows.ts';
import type { SparseMatrix } from '../models/features/sparse-matrix.ts';
import { createNetwork, networkShape } from '../models/network/create-network.ts';
import type { ModelInputs } from '../models/network/inputs.ts';
import { RandomStream } from '../models/random/random-stream.ts';
import { ownSources } from '../models/substitution/source-table.ts';
import { resolveConfiguration, scaleToCohort } from '../models/training/configuration.ts';
import { ModelState } from '../models/training/model-state.ts';
import { epochShape, shuffleEpoch, stepRows } from '../models/training/sampler.ts';
import { Stepper } from '../models/training/stepper.ts';

const ROWS = 100_000;
const BATCH = 256;
/** Columns of each modality, and entries that a row has on average: codes, and the terms of notes. */
const BAGS = [
  { modality: 'diagnoses', columns: 5_000, entries: 15 },
  { modality: 'notes', columns: 20_000, entries: 100 },
] as const;

const MODALITIES = BAGS.map(({ modality }) => modality);
const CONFIGURATION = scaleToCohort(
  resolveConfiguration('desktop', {
    encoders: 'vanilla',
    settings: { batchSize: BATCH, maskedTraining: false },
  }),
  ROWS,
);
export const SPARSE_EPOCH = epochShape([new Int32Array(ROWS)], BATCH);

/** Sizes of the step, for a peer that takes the same. */
export function sparseSizes() {
  const { encoder, inputs } = networkShape(CONFIGURATION, BAGS.length);
  const { members, classifierHidden, encodingWidth } = CONFIGURATION;
  const { dropout, inputDropout, weightDecay, gradientNorm } = CONFIGURATION;
  return {
    members,
    bags: BAGS.map(({ columns, entries }) => [columns, entries]),
    batch: SPARSE_EPOCH.batch,
    rows: ROWS,
    inputs,
    encoder,
    gate: [Math.ceil(encodingWidth / 2), 1],
    classifier: [classifierHidden, 1],
    dropout,
    inputDropout,
    weightDecay,
    gradientNorm,
  };
}

/**
 * How sparse features reach the encoders: by a layer that is learned, a vector for each column; or projected once, before
 * the first epoch, as the presets do.
 */
export type SparseForm = 'learned' | 'projected';

/** Trains the networks of the desktop preset on invented sparse features of 100,000 encounters. */
export class SparseTraining {
  readonly #random = RandomStream.fromSeed(1);
  readonly #inputs: ModelInputs;
  readonly #state: ModelState;
  readonly #stepper: Stepper;
  readonly #order: readonly Int32Array[];
  /** Seconds in which the features were projected, or made ready to be read as they are. */
  readonly preparedIn: number;
  #taken = 0;

  constructor(form: SparseForm) {
    const { members } = CONFIGURATION;
    const matrices = BAGS.map(({ columns, entries }) => inventedMatrix(columns, entries, this.#random));
    const started = performance.now();
    this.#inputs = {
      ...encountersOf(),
      ...(form === 'learned' ? bagsOf(matrices) : projectionsOf(matrices)),
    };
    this.preparedIn = (performance.now() - started) / 1000;
    const network = createNetwork(CONFIGURATION, BAGS.length, { firstLayers: this.#inputs.features });
    this.#state = ModelState.initial(network, members, this.#random, 0);
    const labels = Uint8Array.from({ length: ROWS }, () => Number(this.#random.float() < 0.1));
    const data = { inputs: this.#inputs, labels, classWeights: [1, 1] as const };
    this.#stepper = new Stepper(this.#state, data, CONFIGURATION);
    const rows = Int32Array.from({ length: ROWS }, (_, row) => row);
    this.#order = shuffleEpoch(
      Array.from({ length: members }, () => rows),
      this.#random,
    );
  }

  /** The next step of the epoch. @returns milliseconds until its loss is read. */
  step(): { milliseconds: number } {
    const started = performance.now();
    const rows = stepRows(this.#inputs, this.#order, this.#taken % SPARSE_EPOCH.steps, SPARSE_EPOCH);
    this.#taken += 1;
    const losses = this.#stepper.step(rows, {
      semantic: true,
      adversarial: false,
      rate: 1e-3,
      random: this.#random,
      table: ownSources(BAGS.length),
    });
    losses.semantic.dataSync();
    tf.dispose([losses.semantic]);
    return { milliseconds: performance.now() - started };
  }
}

/** Everything is there in every encounter. */
function encountersOf() {
  const everything = new Uint8Array(ROWS * BAGS.length).fill(1);
  return {
    encounters: ROWS,
    modalities: MODALITIES,
    width: CONFIGURATION.components,
    recorded: everything,
    usable: everything,
    present: everything,
  };
}

function bagsOf(matrices: readonly SparseMatrix[]): Pick<ModelInputs, 'values' | 'features'> {
  const { components: width } = CONFIGURATION;
  const features = matrices.map((matrix, modality) => ({
    modality,
    layer: { kind: 'bag', width, columns: matrix.columns } as const,
    matrix,
  }));
  return { values: BAGS.map(() => new Float32Array(0)), features };
}

function projectionsOf(matrices: readonly SparseMatrix[]): Pick<ModelInputs, 'values'> {
  const everyRow = new Uint8Array(ROWS).fill(1);
  const values = matrices.map((matrix) =>
    project(fitProjection(matrix, everyRow, { components: CONFIGURATION.components, seed: 1 }), matrix),
  );
  return { values };
}

/** About as many entries in each row, common columns in more rows than rare ones. */
function inventedMatrix(columns: number, entries: number, random: RandomStream): SparseMatrix {
  const builder = new SparseMatrixBuilder(columns, ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    const drawn = new Set<number>();
    const size = Math.floor(entries / 2) + random.int(entries + 1);
    for (let entry = 0; entry < size; entry += 1) drawn.add(Math.floor(columns * random.float() ** 3));
    const indices = Int32Array.from(drawn).sort();
    builder.addRow({ indices, values: Float32Array.from(indices, () => random.float()) });
  }
  return builder.build();
}
