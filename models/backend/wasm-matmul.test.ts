import '@tensorflow/tfjs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mendWasmMatMul } from './wasm-matmul.ts';

type Flags = readonly [transposeA: boolean, transposeB: boolean];
const FLAGS: readonly Flags[] = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
];
const [M, K, N] = [5, 7, 3];

/** Values that differ everywhere, so that an element out of place is seen. */
function ramp(shape: number[], scale: number): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, (_, i) => Math.sin(scale * (i + 1))),
    shape,
  );
}

function factors(
  batchA: number[],
  batchB: number[],
  [transposeA, transposeB]: Flags,
): [tf.Tensor, tf.Tensor] {
  return [
    ramp([...batchA, ...(transposeA ? [K, M] : [M, K])], 0.7),
    ramp([...batchB, ...(transposeB ? [N, K] : [K, N])], 1.3),
  ];
}

/** Runs the same computation on the reference backend and on the mended one. */
async function both(compute: () => tf.Tensor): Promise<[tf.Tensor, tf.Tensor]> {
  const results: tf.Tensor[] = [];
  for (const name of ['cpu', 'wasm']) {
    await tf.setBackend(name);
    const result = compute();
    results.push(tf.tensor(await result.data(), result.shape));
  }
  return results as [tf.Tensor, tf.Tensor];
}

async function expectSame(compute: () => tf.Tensor): Promise<void> {
  const [expected, got] = await both(compute);
  expect(got.shape).toEqual(expected.shape);
  const [want, have] = [await expected.data(), await got.data()];
  have.forEach((value, i) => expect(value).toBeCloseTo(want[i]!, 5));
}

const BATCHES: readonly (readonly [number[], number[]])[] = [
  [[], []],
  [[1], [1]],
  [[4], [4]],
  [[4], [1]],
  [[1], [4]],
  [
    [2, 3],
    [2, 3],
  ],
];
const cases = BATCHES.flatMap(([batchA, batchB]) => FLAGS.map((flags) => ({ batchA, batchB, flags })));

beforeAll(async () => {
  tf.enableProdMode();
  await tf.setBackend('wasm');
  await tf.ready();
  mendWasmMatMul();
});
afterAll(() => tf.disposeVariables());

describe('the mended wasm product', () => {
  it.each(cases)('equals the cpu one: batches $batchA x $batchB, transposed $flags', async (x) => {
    await expectSame(() => tf.matMul(...factors(x.batchA, x.batchB, x.flags), ...x.flags));
  });

  it('equals it where the factors are larger than the tiles that are transposed', async () => {
    await expectSame(() => tf.matMul(ramp([2, 19, 34], 0.7), ramp([2, 21, 19], 1.3), true, true));
  });

  it('multiplies by hand', async () => {
    await tf.setBackend('wasm');
    const product = tf.matMul(
      tf.tensor2d([
        [1, 3],
        [2, 4],
      ]),
      tf.tensor2d([
        [5, 6],
        [7, 8],
      ]),
      true,
      false,
    );
    expect(Array.from(await product.data())).toEqual([
      1 * 5 + 2 * 7,
      1 * 6 + 2 * 8,
      3 * 5 + 4 * 7,
      3 * 6 + 4 * 8,
    ]);
  });

  it('leaves no tensor and no memory behind', async () => {
    await tf.setBackend('wasm');
    const before = [tf.memory().numTensors, tf.memory().numDataBuffers];
    tf.tidy(() => {
      tf.matMul(...factors([4], [4], [true, true]), true, true);
      tf.matMul(...factors([], [], [true, false]), true, false);
    });
    expect([tf.memory().numTensors, tf.memory().numDataBuffers]).toEqual(before);
  });

  it('changes nothing when mended twice', () => {
    const once = tf.getKernel('BatchMatMul', 'wasm');
    mendWasmMatMul();
    expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(once);
  });
});

describe('the mended fused wasm product', () => {
  const activations = ['linear', 'relu', 'relu6', 'sigmoid', 'elu', 'leakyrelu'] as const;
  const fusedCases = cases.flatMap((x) => activations.map((activation) => ({ ...x, activation })));

  it.each(fusedCases)('equals the cpu one: $batchA x $batchB, $flags, $activation', async (x) => {
    const [transposeA, transposeB] = x.flags;
    await expectSame(() => {
      const [a, b] = factors(x.batchA, x.batchB, x.flags);
      const bias = ramp([N], 0.4);
      return tf.fused.matMul({ a, b, transposeA, transposeB, bias, activation: x.activation });
    });
  });

  it.each(FLAGS)('equals the cpu one without bias, and with PReLU: %s %s', async (transposeA, transposeB) => {
    const flags: Flags = [transposeA, transposeB];
    await expectSame(() => {
      const [a, b] = factors([], [], flags);
      return tf.fused.matMul({ a, b, transposeA, transposeB });
    });
    await expectSame(() => {
      const [a, b] = factors([], [], flags);
      const preluActivationWeights = ramp([N], 0.9);
      return tf.fused.matMul({ a, b, transposeA, transposeB, activation: 'prelu', preluActivationWeights });
    });
  });

  it('has the gradients of the cpu one', async () => {
    await expectSame(() => {
      const x = ramp([M, K], 0.3);
      const loss = (w: tf.Tensor) => tf.sum(tf.square(tf.relu(tf.matMul(x, w))));
      return tf.grad(loss)(ramp([K, N], 0.8));
    });
  });
});
