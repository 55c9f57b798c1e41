import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { isNativeEngineInstalled } from '../../main/engine/installed.ts';
import { loadEngine } from '../../main/engine/load-engine.ts';
import { SparseMatrixBuilder } from '../features/sparse-rows.ts';
import { uploadRows } from './first-layer.ts';

const [ROWS, COLUMNS, WIDTH, MEMBERS] = [6, 9, 3, 2];

/** The bags of two members with rows of their own, and the gradient of a sum of them. */
async function bagsOn(engine: 'cpu' | 'wasm' | 'tensorflow'): Promise<number[]> {
  await loadEngine(engine);
  const builder = new SparseMatrixBuilder(COLUMNS);
  for (let row = 0; row < ROWS; row += 1) {
    const indices = Int32Array.from({ length: row }, (_, i) => (i * 2 + row) % COLUMNS).sort();
    builder.addRow({ indices, values: Float32Array.from(indices, (column) => Math.sin(row + column)) });
  }
  const matrix = builder.build();
  return tf.tidy(() => {
    const uploaded = uploadRows(
      { modality: 0, layer: { kind: 'bag', columns: COLUMNS, width: WIDTH } },
      { matrix, rows: [Int32Array.of(5, 0, 3), Int32Array.of(1, 4, 5)], members: MEMBERS },
    );
    const read = (vectors: tf.Tensor): tf.Tensor =>
      uploaded.read(uploaded.values, new Map([['first.0.embedding.weight', vectors as tf.Tensor3D]]));
    const vectors = tf.tensor3d(
      Float32Array.from({ length: MEMBERS * COLUMNS * WIDTH }, (_, i) => Math.cos(i)),
      [MEMBERS, COLUMNS, WIDTH],
    );
    const gradient = tf.grad((own) => tf.sum(tf.square(read(own))))(vectors);
    return [...read(vectors).dataSync(), ...gradient.dataSync()];
  });
}

test.each(['wasm', ...(isNativeEngineInstalled() ? (['tensorflow'] as const) : [])] as const)(
  'bags and their gradients are on %s what they are on the plain engine',
  async (engine) => {
    const expected = await bagsOn('cpu');
    expect(expected.filter((value) => value !== 0).length).toBeGreaterThan(40);
    (await bagsOn(engine)).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  },
);
