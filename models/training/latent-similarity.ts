import * as tf from '@tensorflow/tfjs-core';
import { linearCka } from '../diagnostics/cka.ts';
import { MINIMUM_PAIRS } from '../diagnostics/similarity.ts';
import { type DenseMatrix, takeRows } from '../linear-algebra/dense-matrix.ts';
import { isDefined } from '../metrics/metric.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { chunksOf, encodeRows, latentRows, type WeightedNetwork } from '../network/forward.ts';
import { readBack } from '../network/read-back.ts';
import {
  cosineSums,
  meanCosines,
  type SimilarityMatrix,
  type SimilarityMeasure,
  squareTable,
} from '../substitution/similarity.ts';
import { meanVectors, presence, type RowSet, type Vectors } from './row-set.ts';

/** CKA compares whole sets of latents, of the first member; a thousand encounters are enough. */
const CKA_ROWS = 1_000;

/**
 * Similarity of the latents of each pair of modalities over encounters where both are present, evaluation mode,
 * members averaged.
 * @see method.md 2.1
 */
export function latentSimilarity(
  model: WeightedNetwork,
  set: RowSet,
  measure: SimilarityMeasure,
): SimilarityMatrix {
  if (measure === 'cka') return pairwiseCka(model, set);
  const means = measure === 'centredCosine' ? meanVectors(model, set, latentRows) : undefined;
  return pairwiseCosine(model, set, latentRows, means);
}

/** Centred cosine of the encoder outputs, before any head. */
export function encoderSimilarity(model: WeightedNetwork, set: RowSet): SimilarityMatrix {
  return pairwiseCosine(model, set, encodeRows, meanVectors(model, set, encodeRows));
}

/** Encounters of the set in which both modalities of each pair are present. */
export function countPairs({
  inputs,
  rows,
}: {
  readonly inputs: Pick<ModelInputs, 'modalities' | 'present'>;
  readonly rows: Int32Array;
}): number[][] {
  const M = inputs.modalities.length;
  const counts = inputs.modalities.map(() => inputs.modalities.map(() => 0));
  for (const row of rows) {
    for (let i = 0; i < M; i += 1) {
      if (inputs.present[row * M + i] !== 1) continue;
      for (const [j, count] of (counts[i] ?? []).entries()) {
        (counts[i] ?? [])[j] = count + (inputs.present[row * M + j] ?? 0);
      }
    }
  }
  return counts;
}

/** @param means disposed of here. */
function pairwiseCosine(
  model: WeightedNetwork,
  { inputs, rows }: RowSet,
  vectors: Vectors,
  means?: tf.Tensor3D,
): SimilarityMatrix {
  const M = inputs.modalities.length;
  const cosines = new Float32Array(model.members * M * M);
  const pairs = new Float32Array(model.members * M * M);
  for (const chunk of chunksOf(rows)) {
    tf.tidy(() => {
      const sums = cosineSums(vectors(model, inputs, chunk), presence({ inputs, rows: chunk }), means);
      addTo(cosines, sums.cosines);
      addTo(pairs, sums.pairs);
    });
  }
  means?.dispose();
  return meanCosines({ cosines, pairs }, M);
}

function addTo(totals: Float32Array, tensor: tf.Tensor): void {
  tensor.dataSync().forEach((value, i) => {
    totals[i] = (totals[i] ?? 0) + value;
  });
}

function pairwiseCka(model: WeightedNetwork, { inputs, rows }: RowSet): SimilarityMatrix {
  const M = inputs.modalities.length;
  const present = (row: number, m: number): boolean => inputs.present[row * M + m] === 1;
  const pairs = inputs.modalities.map((_, i) =>
    Array.from({ length: i }, (_, j) => {
      const both = rows.filter((row) => present(row, i) && present(row, j));
      return both.length < MINIMUM_PAIRS ? null : both.subarray(0, CKA_ROWS);
    }),
  );
  // Each encounter goes through the networks once, not once a pair.
  const read = Int32Array.from(new Set(pairs.flat().flatMap((both) => [...(both ?? [])])));
  const places = new Map(Array.from(read, (row, place) => [row, place]));
  const latents = firstLatents(model, { inputs, rows: read });
  return squareTable(M, (i, j) => {
    const both = pairs[i]?.[j]?.map((row) => places.get(row) ?? 0);
    const [x, y] = [latents[i], latents[j]];
    if (!both || !x || !y) return null;
    const cka = linearCka(takeRows(x, both), takeRows(y, both));
    return isDefined(cka) ? cka.value : null;
  });
}

/** Latents of the first member, one matrix a modality. */
function firstLatents(model: WeightedNetwork, { inputs, rows }: RowSet): DenseMatrix[] {
  const chunks = [...chunksOf(rows)].map((chunk) =>
    readBack(() => {
      const latents = latentRows(model, inputs, chunk);
      const columns = latents.shape[2];
      const values = tf.slice(latents, [0, 0, 0], [inputs.modalities.length, -1, -1]).dataSync<'float32'>();
      return { size: chunk.length * columns, columns, values };
    }),
  );
  const columns = chunks[0]?.columns ?? 0;
  return inputs.modalities.map((_, m) => {
    const values = new Float32Array(rows.length * columns);
    let start = 0;
    for (const { size, values: own } of chunks) {
      values.set(own.subarray(m * size, (m + 1) * size), start);
      start += size;
    }
    return { rows: rows.length, columns, values };
  });
}
