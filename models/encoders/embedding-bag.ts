import * as tf from '@tensorflow/tfjs-core';
import { nativeBackend } from '../backend/native-operations.ts';
import { takeRowsAt } from '../backend/take-rows.ts';
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
    const values = tf.tensor1d(joined(entries.map(({ weights }) => weights)));
    const numbers = (of: 'places' | 'features', stride: number): tf.Tensor1D =>
      tf.tensor1d(numbersOfMembers(entries, { of, stride, members }), 'int32');
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
  readonly places: Int32Array;
  readonly features: Int32Array;
  readonly weights: Float32Array;
}

function entriesOf({ indptr, indices, values }: SparseMatrix, rows: Int32Array): Entries {
  const size = rows.reduce((sum, row) => sum + (indptr[row + 1] ?? 0) - (indptr[row] ?? 0), 0);
  // Rows without any entry still take part in the gradient.
  const room = Math.max(size, 1);
  const places = new Int32Array(room);
  const features = new Int32Array(room);
  const weights = new Float32Array(room);
  let next = 0;
  rows.forEach((row, place) => {
    const [start, end] = [indptr[row] ?? 0, indptr[row + 1] ?? 0];
    const scale = 1 / Math.sqrt(Math.max(end - start, 1));
    for (let entry = start; entry < end; entry += 1, next += 1) {
      places[next] = place;
      features[next] = indices[entry] ?? 0;
      weights[next] = scale * (values[entry] ?? 0);
    }
  });
  return { places, features, weights };
}

function joined(lists: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const list of lists) {
    all.set(list, start);
    start += list.length;
  }
  return all;
}

/** Numbers of the entries of every member, those of each in a range of its own; members may share one list. */
function numbersOfMembers(
  entries: readonly Entries[],
  { of, stride, members }: { of: 'places' | 'features'; stride: number; members: number },
): Int32Array {
  const lists = Array.from({ length: members }, (_, member) => (entries[member] ?? entries[0])?.[of]);
  const all = new Int32Array(lists.reduce((sum, list) => sum + (list?.length ?? 0), 0));
  let next = 0;
  lists.forEach((list, member) => {
    for (const number of list ?? []) {
      all[next] = member * stride + number;
      next += 1;
    }
  });
  return all;
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
  return scatterRows(tf.mul(gatherRows(table, features), weights), places, members * batch);
}

/** Rows of a table; gradients add up in the rows they were taken from, in one operation. */
function gatherRows(table: tf.Tensor2D, at: tf.Tensor1D): tf.Tensor2D {
  const [rows] = table.shape;
  return tf.customGrad((from, save) => {
    // Saved, since a caller's tidy may end before the gradient is asked for.
    (save as tf.GradSaveFunc)([at]);
    return {
      value: takeRowsAt(from as tf.Tensor2D, at),
      gradFunc: (dy: tf.Tensor2D, [saved]: tf.Tensor[]) => addRows(dy, saved as tf.Tensor1D, rows),
    };
  })(table);
}

/** Adds each row to one of `[rows, p]`. */
function scatterRows(values: tf.Tensor2D, into: tf.Tensor1D, rows: number): tf.Tensor2D {
  return tf.customGrad((from, save) => {
    (save as tf.GradSaveFunc)([into]);
    return {
      value: addRows(from as tf.Tensor2D, into, rows),
      gradFunc: (dy: tf.Tensor2D, [saved]: tf.Tensor[]) => takeRowsAt(dy, saved as tf.Tensor1D),
    };
  })(values);
}

/** The engines sum by segment or scatter, and the native one does the first in a third of the time. */
const addRows = (values: tf.Tensor2D, into: tf.Tensor1D, rows: number): tf.Tensor2D =>
  nativeBackend()
    ? tf.unsortedSegmentSum(values, into, rows)
    : tf.scatterND(tf.reshape(into, [-1, 1]), values, [rows, values.shape[1]]);
