import * as tf from '@tensorflow/tfjs-core';
import type { SparseMatrix } from '../features/sparse-matrix.ts';
import type { FirstLayer, LayerKind } from './first-layer.ts';
import { type Weights, weightOf } from './parameters.ts';

type BagLayer = Extract<FirstLayer, { kind: 'bag' }>;

/** Components over which the energy of a bag is spread, as that of a projected block is. */
const ENERGY_COMPONENTS = 8;

const weightName = (name: string): string => `${name}.embedding.weight`;

/**
 * The sum of a vector for each feature of a row, weighted by its value, over the square root of how many there are: for
 * codes with their ancestors, a code, its category and its chapter add up. Only entries that are there are read: neither
 * the rows nor the gradient of a step is ever a dense matrix of features.
 */
export const embeddingBag: LayerKind<BagLayer> = {
  specs: ({ columns, width }, name) => [
    {
      name: weightName(name),
      groups: 1,
      rows: columns,
      columns: width,
      deviation: Math.sqrt(Math.min(width, ENERGY_COMPONENTS) / width),
      decays: true,
    },
  ],

  upload: ({ columns }, name, { matrix, rows, members }) => {
    const entries = rows.map((own) => entriesOf(matrix, own));
    const batch = rows[0]?.length ?? 0;
    const values = tf.tensor1d(Float32Array.from(entries.flatMap(({ weights }) => weights)));
    const ofMembers = Array.from({ length: members }, (_, member) => entries[member] ?? entries[0]);
    const numbers = (of: 'places' | 'features', stride: number): tf.Tensor1D =>
      tf.tensor1d(
        Int32Array.from(
          ofMembers.flatMap((own, member) => (own?.[of] ?? []).map((number) => member * stride + number)),
        ),
        'int32',
      );
    const bag = { places: numbers('places', batch), features: numbers('features', columns), batch, members };
    return {
      values,
      read: (current, weights) => sumBags(bag, allMembers(current, rows.length, members), weights, name),
      effects: (gradient) => {
        const effects = new Float64Array(columns);
        entries[0]?.features.forEach((column, i) => {
          effects[column] = (gradient[i] ?? 0) * (entries[0]?.weights[i] ?? 0);
        });
        return effects;
      },
    };
  },
};

interface Entries {
  /** Place of the row in the batch, feature and weight of each entry. */
  readonly places: readonly number[];
  readonly features: readonly number[];
  readonly weights: readonly number[];
}

const NO_ENTRIES: Entries = { places: [0], features: [0], weights: [0] };

function entriesOf({ indptr, indices, values }: SparseMatrix, rows: Int32Array): Entries {
  const places: number[] = [];
  const features: number[] = [];
  const weights: number[] = [];
  rows.forEach((row, place) => {
    const [start, end] = [indptr[row] ?? 0, indptr[row + 1] ?? 0];
    const scale = 1 / Math.sqrt(Math.max(end - start, 1));
    for (let entry = start; entry < end; entry += 1) {
      places.push(place);
      features.push(indices[entry] ?? 0);
      weights.push(scale * (values[entry] ?? 0));
    }
  });
  // Rows without any entry still take part in the gradient.
  return places.length === 0 ? NO_ENTRIES : { places, features, weights };
}

/** Weights of the entries of all members, also where they share rows. */
function allMembers(values: tf.Tensor, lists: number, members: number): tf.Tensor1D {
  return lists === members ? (values as tf.Tensor1D) : tf.tile(values as tf.Tensor1D, [members]);
}

interface Bags {
  /** Row of `[members * batch]` and of `[members * columns]` of each entry, int32 `[entries]`. */
  readonly places: tf.Tensor1D;
  readonly features: tf.Tensor1D;
  readonly batch: number;
  readonly members: number;
}

/** Sums of embeddings by row, `[members, batch, p]`, with the gradients of the embeddings and of the weights. */
function sumBags(bags: Bags, values: tf.Tensor1D, weights: Weights, name: string): tf.Tensor3D {
  const { batch, members } = bags;
  const embeddings = weightOf(weights, weightName(name));
  const [, columns, width] = embeddings.shape;
  const summed = scatteredSum(
    tf.reshape(embeddings, [members * columns, width]),
    tf.reshape(values, [-1, 1]),
    bags,
  );
  return tf.reshape(summed, [members, batch, width]);
}

/**
 * `result[place] += weight * table[feature]` over the entries.
 * @param table `[members * columns, p]`.
 * @param weights `[entries, 1]`.
 * @returns `[members * batch, p]`.
 */
function scatteredSum(
  table: tf.Tensor2D,
  weights: tf.Tensor2D,
  { places, features, batch, members }: Bags,
): tf.Tensor2D {
  const [rows, width] = table.shape;
  const scatter = (at: tf.Tensor1D, what: tf.Tensor, into: number): tf.Tensor2D =>
    tf.scatterND(tf.reshape(at, [-1, 1]), what, [into, width]);
  const sum = tf.customGrad((embeddings, own, save) => {
    // Saved, since a caller's tidy may end before the gradient is asked for.
    (save as tf.GradSaveFunc)([embeddings as tf.Tensor, own as tf.Tensor, places, features]);
    const taken = tf.gather(embeddings as tf.Tensor2D, features);
    return {
      value: scatter(places, tf.mul(taken, own as tf.Tensor), members * batch),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [from, weight, at, feature] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Tensor1D, tf.Tensor1D];
        const above = tf.gather(dy as tf.Tensor2D, at);
        return [
          scatter(feature, tf.mul(above, weight), rows),
          tf.sum(tf.mul(above, tf.gather(from, feature)), 1, true),
        ];
      },
    };
  });
  return sum(table, weights);
}
