import * as tf from '@tensorflow/tfjs-core';
import type { DenseMatrix } from '../linear-algebra/dense-matrix.ts';
import { asRecorded } from '../network/batch.ts';
import { chunksOf, encodeRows, readOut, type WeightedNetwork } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import type { Filling } from '../substitution/filling.ts';
import type { RowSet } from '../training/row-set.ts';

/** What the first member makes of encounters, row-aligned; rows of an absent modality are there and mean nothing. */
export interface Representations {
  /** `F`, `[rows, D]`, everything in use as recorded. */
  readonly fused: DenseMatrix;
  /** `u`, `l` and `z` of each modality, `[M]` of `[rows, width]`. */
  readonly unimodal: readonly DenseMatrix[];
  readonly latents: readonly DenseMatrix[];
  readonly encodings: readonly DenseMatrix[];
}

/** @param filling by what missing modalities are filled. */
export function representationsOf(
  model: WeightedNetwork,
  { inputs, rows }: RowSet,
  filling: Filling,
): Representations {
  const M = inputs.modalities.length;
  const { network, weights } = model;
  const chunks = [...chunksOf(rows)].map((chunk) =>
    readBack(() => {
      const unimodal = encodeRows(model, inputs, chunk);
      const latents = network.latent(unimodal, weights);
      const batch = [asRecorded(inputs, chunk)];
      const { fused } = readOut(model, latents, { inputs, rows: batch, filling });
      return {
        fused: matricesOf(fused, 1),
        unimodal: matricesOf(unimodal, M),
        latents: matricesOf(latents, M),
        encodings: matricesOf(network.decode(latents, weights), M),
      };
    }),
  );
  const joined = (part: Exclude<keyof Representations, 'fused'>): DenseMatrix[] =>
    inputs.modalities.map((_, m) => stack(chunks.flatMap((chunk) => chunk[part][m] ?? [])));
  return {
    fused: stack(chunks.flatMap(({ fused }) => fused)),
    unimodal: joined('unimodal'),
    latents: joined('latents'),
    encodings: joined('encodings'),
  };
}

/** The first matrices of a stack, as plain data. */
function matricesOf(tensor: tf.Tensor3D, count: number): DenseMatrix[] {
  const [, rows, columns] = tensor.shape;
  const values = tf.slice(tensor, [0, 0, 0], [count, -1, -1]).dataSync<'float32'>();
  return Array.from({ length: count }, (_, m) => ({
    rows,
    columns,
    values: values.slice(m * rows * columns, (m + 1) * rows * columns),
  }));
}

function stack(parts: readonly DenseMatrix[]): DenseMatrix {
  const columns = parts[0]?.columns ?? 0;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const values = new Float32Array(rows * columns);
  let start = 0;
  for (const part of parts) {
    values.set(part.values, start);
    start += part.values.length;
  }
  return { rows, columns, values };
}
