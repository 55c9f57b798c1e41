import { corrupt, featureRanges, type NoiseMode } from '../diagnostics/noise.ts';
import { type DenseMatrix, takeRows } from '../linear-algebra/dense-matrix.ts';
import { RandomStream } from '../random/random-stream.ts';
import { requireProjected } from '../network/inputs.ts';
import type { PreparedRun } from '../training/prepare.ts';

/** A run whose inputs of one modality are overwritten with noise in the training rows that have it. */
export class TrainingNoise {
  readonly run: PreparedRun;
  readonly #rows: Int32Array;
  readonly #clean: DenseMatrix;
  readonly #values: Float32Array;
  readonly #ranges: Float64Array;
  readonly #options: { readonly rate: number; readonly mode: NoiseMode; readonly draw: () => number };

  constructor(
    run: PreparedRun,
    modality: number,
    options: { readonly rate: number; readonly mode: NoiseMode },
  ) {
    const { inputs, trainingRows, configuration } = run;
    requireProjected(inputs, 'training noise');
    const own = inputs.values[modality] ?? new Float32Array(0);
    const random = RandomStream.fromSeed(configuration.seed).fork('noise').fork(options.rate);
    this.#values = own.slice();
    this.#rows = trainingRows.filter(
      (row) => inputs.present[row * inputs.modalities.length + modality] === 1,
    );
    this.#clean = takeRows({ rows: inputs.encounters, columns: inputs.width, values: own }, this.#rows);
    this.#ranges = featureRanges(this.#clean);
    this.#options = { ...options, draw: () => random.uniform(-1, 1) };
    this.run = {
      ...run,
      inputs: {
        ...inputs,
        values: inputs.values.map((values, m) => (m === modality ? this.#values : values)),
      },
    };
  }

  /** Fresh noise. */
  draw(): void {
    this.#write(corrupt(this.#clean, this.#ranges, this.#options));
  }

  clear(): void {
    this.#write(this.#clean);
  }

  #write({ columns, values }: DenseMatrix): void {
    this.#rows.forEach((row, i) =>
      this.#values.set(values.subarray(i * columns, (i + 1) * columns), row * columns),
    );
  }
}
