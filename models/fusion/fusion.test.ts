import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights, type Weights } from '../encoders/parameters.ts';
import { Network } from '../network/network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { FUSIONS, type FusionKind } from '../training/configuration.ts';
import { createFusion } from './create-fusion.ts';
import type { Fusion, FusionBatch } from './fusion.ts';
import { presenceWidth, switchedOffBit, writePresenceBits } from './presence-bits.ts';

beforeAll(useCpuEngine);

const M = 3;
const WIDTH = 4;
const BATCH = 2;
const SIZES = {
  modalities: M,
  encodingWidth: WIDTH,
  fusedWidth: 8,
  classifierHidden: [5],
  depth: 'intermediate',
} as const;

/** A change of an encoding; one that is the same in all places would be lost where tokens are normalised. */
const ONE_PLACE = [1, 0, 0, 0];

/** Weights of one member, none of them 0, and what it remembers of a few patients. */
function weightsOf(fusion: Fusion): Weights {
  const { memory } = fusion;
  const own = fusion.specs();
  const busy = own.map((spec) => ({ ...spec, deviation: 0.5 }));
  const values = initialValues(busy, 1, RandomStream.fromSeed(5));
  const weights = nameWeights(own, splitWeights(tf.tensor2d(values, [1, values.length]), own));
  if (!memory) return weights;
  const patients: tf.Tensor3D = tf.randomNormal([M, 6, WIDTH], 0, 1, 'float32', 11);
  return new Map([...weights, ...memory.remember(patients, tf.ones([M, 6, 1]), weights)]);
}

const encodings = (): tf.Tensor3D => tf.randomNormal([M, BATCH, WIDTH], 0, 1, 'float32', 7);
const bits = (): tf.Tensor3D =>
  tf.tensor3d([1, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0], [1, BATCH, presenceWidth(M)]);
/** The second modality of both encounters is not filled. */
const filled = (): tf.Tensor3D => tf.tensor3d([1, 1, 0, 0, 1, 1], [M, BATCH, 1]);

/** A batch as a step reads it, of encodings alone. */
function batchOf(z: tf.Tensor3D): FusionBatch {
  return {
    encodings: z,
    filled: filled(),
    bits: bits(),
    labels: tf.tensor3d([1, 0], [1, BATCH, 1]),
    lossWeights: tf.ones([1, BATCH, 1]),
    random: RandomStream.fromSeed(3),
  };
}

function networkOf(fusion: Fusion): Network {
  return new Network({
    modalities: M,
    inputs: 1,
    encoder: [WIDTH],
    heads: null,
    discriminator: [M],
    fusion,
    unimodalHeads: false,
  });
}

function logitsOf(kind: FusionKind, z: tf.Tensor3D, mask = filled(), presence = bits()): number[] {
  const fusion = createFusion(kind, SIZES);
  const weights = weightsOf(fusion);
  return Array.from(fusion.classify(networkOf(fusion).fuse(z, mask, weights), presence, weights).dataSync());
}

describe.each(FUSIONS)('%s', (kind) => {
  test('says its widths', () => {
    const fusion = createFusion(kind, SIZES);
    const weights = weightsOf(fusion);
    const { sum } = fusion;
    if (sum) expect(sum.slots(encodings(), weights).shape).toEqual([M, BATCH, sum.slotWidth]);
    const fused = networkOf(fusion).fuse(encodings(), filled(), weights);
    expect(fused.shape).toEqual([1, BATCH, fusion.fusedWidth]);
    expect(fusion.specs().map(({ name }) => name)).toContain(fusion.outputBias);
  });

  test('does not see what is in a slot that is not filled', () => {
    const other = tf.concat3d(
      [
        tf.slice(encodings(), [0, 0, 0], [1, -1, -1]),
        tf.fill([1, BATCH, WIDTH], 77),
        tf.slice(encodings(), [2, 0, 0]),
      ],
      0,
    );
    expect(logitsOf(kind, other)).toEqual(logitsOf(kind, encodings()));
  });

  test('learns nothing from what is in a slot that is not filled', () => {
    const fusion = createFusion(kind, SIZES);
    const weights = weightsOf(fusion);
    const lesson = (content: number): number[][] => {
      const z = tf.where(tf.cast(filled(), 'bool'), encodings(), tf.fill([M, BATCH, WIDTH], content));
      const { fused, loss } = networkOf(fusion).learn(batchOf(z), weights);
      return [fused, loss ?? tf.tensor1d([])].map((tensor) => Array.from(tensor.dataSync()));
    };
    expect(lesson(77)).toEqual(lesson(0));
  });

  test('scores a patient the same whoever else is in the batch', () => {
    const fusion = createFusion(kind, SIZES);
    const weights = weightsOf(fusion);
    const row = <T extends tf.Tensor3D>(x: T, i: number): T => tf.slice(x, [0, i, 0], [-1, 1, -1]);
    const together = networkOf(fusion).fuse(encodings(), filled(), weights);
    for (let i = 0; i < BATCH; i += 1) {
      const alone = networkOf(fusion).fuse(row(encodings(), i), row(filled(), i), weights).dataSync();
      row(together, i)
        .dataSync()
        .forEach((value, k) => expect(value).toBeCloseTo(alone[k]!, 5));
    }
  });

  test('sees what is in a filled slot, and each presence bit', () => {
    const full = tf.ones<tf.Rank.R3>([M, BATCH, 1]);
    const [before = NaN] = logitsOf(kind, encodings(), full);
    for (let m = 0; m < M; m += 1) {
      const moved = encodings().add(
        tf
          .oneHot(tf.tensor1d([m], 'int32'), M)
          .reshape([M, 1, 1])
          .mul(ONE_PLACE),
      );
      expect(Math.abs((logitsOf(kind, moved as tf.Tensor3D, full)[0] ?? 0) - before)).toBeGreaterThan(1e-4);
    }
    for (let bit = 0; bit < presenceWidth(M); bit += 1) {
      const turned = bits().arraySync();
      turned[0]![0]![bit] = 1 - turned[0]![0]![bit]!;
      expect(
        Math.abs((logitsOf(kind, encodings(), full, tf.tensor3d(turned))[0] ?? 0) - before),
      ).toBeGreaterThan(1e-4);
    }
  });

  test('does not depend on the order of the modalities', () => {
    const fusion = createFusion(kind, SIZES);
    const weights = weightsOf(fusion);
    const order = tf.tensor1d([2, 0, 1], 'int32');
    const specs = [...fusion.specs(), ...(fusion.memory?.specs() ?? [])];
    const groupsOf = new Map(specs.map(({ name, groups }) => [name, groups]));
    const permuted = new Map(
      [...weights].map(([name, weight]) => [
        name,
        groupsOf.get(name) === M ? tf.gather(weight, order) : weight,
      ]),
    );
    const network = networkOf(fusion);
    const logit = (z: tf.Tensor3D, mask: tf.Tensor3D, used: Weights): number[] => {
      // Without bits: those of modality m have rows of their own in the classifier.
      const fused = network.fuse(z, mask, used);
      return Array.from(fusion.classify(fused, tf.zeros([1, BATCH, presenceWidth(M)]), used).dataSync());
    };
    const before = logit(encodings(), filled(), weights);
    const after = logit(tf.gather(encodings(), order), tf.gather(filled(), order), permuted);
    after.forEach((value, i) => expect(value).toBeCloseTo(before[i] ?? NaN, 5));
  });

  test('its gradient reaches every filled slot, and no other', () => {
    const fusion = createFusion(kind, SIZES);
    const weights = weightsOf(fusion);
    const network = networkOf(fusion);
    const gradient = tf.grad((z: tf.Tensor) =>
      tf.sum(fusion.classify(network.fuse(z as tf.Tensor3D, filled(), weights), bits(), weights)),
    )(encodings());
    const sizes = tf.sum(tf.abs(gradient), [1, 2]).dataSync();
    expect(sizes[0]).toBeGreaterThan(1e-3);
    expect(sizes[1]).toBe(0);
    expect(sizes[2]).toBeGreaterThan(1e-3);
  });

  test('is finite with no slot filled at all', () => {
    expect(logitsOf(kind, encodings(), tf.zeros([M, BATCH, 1])).every(Number.isFinite)).toBe(true);
  });

  test('leaves nothing behind', async () => {
    const fusion = createFusion(kind, SIZES);
    const weights = weightsOf(fusion);
    const [z, mask, presence] = [encodings(), filled(), bits()];
    const network = networkOf(fusion);
    const leaked = await leakedTensors(() =>
      tf.tidy(() => void fusion.classify(network.fuse(z, mask, weights), presence, weights)),
    );
    expect(leaked).toBe(0);
  });
});

test('gated: half open gates halve the sum of the filled encodings', () => {
  const fusion = createFusion('gated', SIZES);
  const closed = new Map(
    fusion
      .specs()
      .map(({ name, groups, rows, columns }) => [name, tf.zeros<tf.Rank.R3>([groups, rows, columns])]),
  );
  const fused = networkOf(fusion).fuse(tf.ones([M, BATCH, WIDTH]), filled(), closed);
  expect(Array.from(fused.dataSync())).toEqual(Array(BATCH * WIDTH).fill(2 * 0.5));
});

test('attention: equal scores share the weight with the empty slot', () => {
  const fusion = createFusion('attention', SIZES);
  const weights = new Map(
    fusion
      .specs()
      .map(({ name, groups, rows, columns }) => [
        name,
        name === 'fusion.attention.value.0.bias'
          ? tf.ones<tf.Rank.R3>([groups, rows, columns])
          : tf.zeros<tf.Rank.R3>([groups, rows, columns]),
      ]),
  );
  const fused = networkOf(fusion).fuse(encodings(), filled(), weights);
  // Two filled slots of value 1 and the empty one of value 0.
  for (const value of fused.dataSync()) expect(value).toBeCloseTo(2 / 3, 6);
});

test('late: the fused representation holds the logits of the filled modalities, the rest is 0', () => {
  const fusion = createFusion('late', { ...SIZES, classifierHidden: [] });
  const weights = new Map(
    fusion
      .specs()
      .map(({ name, groups, rows, columns }) => [
        name,
        name === 'fusion.late.expert.0.bias'
          ? tf.tensor3d([1, 10, 100], [groups, rows, columns])
          : tf.zeros<tf.Rank.R3>([groups, rows, columns]),
      ]),
  );
  const fused = networkOf(fusion).fuse(encodings(), filled(), weights);
  expect(Array.from(fused.dataSync())).toEqual([1, 0, 100, 1, 0, 100]);
  expect(Array.from(fusion.classify(fused, bits(), weights).dataSync())).toEqual([101, 101]);
});

test('presence bits tell unrecorded, none recorded, present and switched off apart', () => {
  // Of each modality: recorded, used.
  const states = [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
  ];
  const bits = new Float32Array(1 + presenceWidth(4));
  const column = (bit: number): Uint8Array => Uint8Array.from(states, (state) => state[bit] ?? 0);
  writePresenceBits(bits, 1, column(0), column(1));
  expect(Array.from(bits)).toEqual([0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1]);
  expect(bits[1 + switchedOffBit(3, 4)]).toBe(1);
});
