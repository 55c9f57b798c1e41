import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { createFusion } from '../fusion/create-fusion.ts';
import { Network, type Slots } from '../network/network.ts';
import type { NetworkPart } from '../network/network-part.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { fillEncodings } from './filling.ts';
import { selectSource } from './select-source.ts';

beforeAll(useCpuEngine);

/** `g` of method.md TEST 2.2 for modality 0, and another for modality 1; latents are the inputs. */
const NETWORK = new Network({
  modalities: 2,
  inputs: 2,
  encoder: [2],
  heads: { encoder: [2], decoder: [3] },
  discriminator: [2],
  fusion: createFusion('gated', {
    modalities: 2,
    encodingWidth: 3,
    fusedWidth: 3,
    classifierHidden: [],
    depth: 'intermediate',
  }),
  unimodalHeads: false,
});
/** Rows of the weights are latents, so `G` stands transposed. */
const WEIGHTS = new Map([
  ['decoder.0.weight', tf.tensor3d([1, 0.5, 0, 0, 1, 2, 1, 1, 1, 1, 1, 1], [2, 2, 3])],
  ['decoder.0.bias', tf.tensor3d([0.1, 0, -0.1, 0, 0, 0], [2, 1, 3])],
]);
const MODEL = { network: NETWORK, weights: WEIGHTS };
/** One encounter; modality 0 is missing, modality 1 has the latent (1, -2). */
const LATENTS = () => tf.tensor3d([9, 9, 1, -2], [2, 1, 2]);
const slots = (parts: Partial<Slots>): Slots => ({
  used: tf.tensor3d([0, 1], [2, 1, 1]),
  filled: tf.tensor3d([1, 1], [2, 1, 1]),
  bits: tf.zeros([1, 1, 4]),
  ...parts,
});

describe('fillEncodings', () => {
  test('method.md TEST 2.2: a proxy is the foreign latent through the decoder of the missing modality', () => {
    const filled = fillEncodings(MODEL, LATENTS(), slots({ sources: tf.tensor1d([1, 1], 'int32') }));
    const expected = [1.1, -1.5, -4.1, -1, -1, -1];
    filled.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 6));
  });

  test('a lent encoding stays as the lender decoded it', () => {
    const sources = tf.tensor1d([1, 1], 'int32');
    const filled = fillEncodings(MODEL, LATENTS(), slots({ sources }), { lends: 'encoding' });
    expect(Array.from(filled.dataSync())).toEqual([-1, -1, -1, -1, -1, -1]);
  });

  test('a prepared encoding goes where it is marked, and nowhere else', () => {
    const filled = fillEncodings(MODEL, LATENTS(), slots({ prepared: tf.tensor3d([1, 0], [2, 1, 1]) }), {
      lends: 'latent',
      prepared: tf.tensor3d([7, 8, 9, 70, 80, 90], [2, 1, 3]),
    });
    expect(Array.from(filled.dataSync())).toEqual([7, 8, 9, -1, -1, -1]);
  });

  test('what is to be predicted comes from the network, or is refused by name', () => {
    const given = slots({ prepared: tf.tensor3d([1, 0], [2, 1, 1]) });
    expect(() => fillEncodings(MODEL, LATENTS(), given)).toThrow(/predicts what is missing/);
    const part: NetworkPart = {
      specs: [],
      predict: ({ latents, encodings, heard }) => {
        expect([latents.shape, Array.from(heard.dataSync())]).toEqual([
          [2, 1, 2],
          [0, 1],
        ]);
        return tf.mul(encodings, 2);
      },
    };
    const network = new Network({ ...NETWORK.shape, part });
    const filled = fillEncodings({ network, weights: WEIGHTS }, LATENTS(), given);
    const own = Array.from(fillEncodings(MODEL, LATENTS(), slots({})).dataSync());
    expect(Array.from(filled.dataSync())).toEqual([...own.slice(0, 3).map((x) => 2 * x), ...own.slice(3)]);
  });

  test('leaves nothing behind', async () => {
    const latents = LATENTS();
    const given = slots({ sources: tf.tensor1d([1, 1], 'int32') });
    expect(await leakedTensors(() => tf.tidy(() => void fillEncodings(MODEL, latents, given)))).toBe(0);
  });
});

describe('selectSource', () => {
  test('the gradient returns to the latent that stood in, once for each slot it filled', () => {
    const weights = tf.tensor3d([1, 2, 3, 4], [4, 1, 1]);
    const sources = tf.tensor1d([2, 1, 2, 2], 'int32');
    const gradient = tf.grad((x: tf.Tensor) =>
      tf.sum(tf.mul(selectSource(x as tf.Tensor3D, sources), weights)),
    )(tf.zeros([4, 1, 1]));
    expect(Array.from(gradient.dataSync())).toEqual([0, 2, 1 + 3 + 4, 0]);
  });
});
