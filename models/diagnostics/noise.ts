import type { DenseMatrix } from '../linear-algebra/dense-matrix.ts';

/** `amplitude`: every row, by a share of each feature's range. `share`: whole range, in a share of the rows. */
export type NoiseMode = 'amplitude' | 'share';

export interface NoiseOptions {
  /** In [0, 1]. */
  readonly rate: number;
  readonly mode?: NoiseMode;
  /** Uniform in [-1, 1); a fresh draw each call. */
  readonly draw: () => number;
}

/** Training range (maximum less minimum) of each feature, `[columns]`. */
export function featureRanges({ columns, values }: DenseMatrix): Float64Array {
  const lowest = new Float64Array(columns).fill(Infinity);
  const highest = new Float64Array(columns).fill(-Infinity);
  values.forEach((value, index) => {
    const column = index % columns;
    lowest[column] = Math.min(lowest[column] ?? value, value);
    highest[column] = Math.max(highest[column] ?? value, value);
  });
  return highest.map((high, column) => (values.length === 0 ? 0 : high - (lowest[column] ?? 0)));
}

/**
 * A copy with additive uniform noise, `x + rate * range_j * U(-1, 1)`, drawn row by row. Give it only the rows where
 * the modality is present: what is absent stays absent.
 * @param ranges training range of each feature, `[columns]`.
 * @see method.md 5.9
 */
export function corrupt(inputs: DenseMatrix, ranges: ArrayLike<number>, options: NoiseOptions): DenseMatrix {
  const { rate, mode = 'amplitude', draw } = options;
  const values = Float64Array.from(inputs.values);
  for (let row = 0; row < inputs.rows; row += 1) {
    // A uniform on [-1, 1) is below 2 rate - 1 with probability `rate`.
    const size = mode === 'amplitude' ? rate : draw() < 2 * rate - 1 ? 1 : 0;
    if (size === 0) continue;
    for (let column = 0; column < inputs.columns; column += 1) {
      const index = row * inputs.columns + column;
      values[index] = (values[index] ?? 0) + size * (ranges[column] ?? 0) * draw();
    }
  }
  return { rows: inputs.rows, columns: inputs.columns, values };
}
