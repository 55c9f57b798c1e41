import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights, type Weights } from '../encoders/parameters.ts';
import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { weightedLoss } from '../training/losses.ts';
import { createFusion } from './create-fusion.ts';
import type { Fusion, FusionBatch } from './fusion.ts';
import { presenceWidth } from './presence-bits.ts';

beforeAll(useCpuEngine);

const M = 3;
const WIDTH = 4;
const PATIENTS = 96;
const STEPS = 40;
const SIZES = {
  modalities: M,
  encodingWidth: WIDTH,
  fusedWidth: 8,
  classifierHidden: [8],
  depth: 'intermediate',
} as const;

/**
 * The label is whether two hidden yes/no factors are both there; the first slot shows one, the second the other, the third
 * nothing. @param absent share of patients without the second slot.
 */
function patients(seed: number, absent: number): FusionBatch {
  const random = RandomStream.fromSeed(seed);
  const factors = Array.from({ length: PATIENTS }, () => [random.float() < 0.6, random.float() < 0.6]);
  const encodings = Array.from({ length: M }, (_, m) =>
    factors.map((own) =>
      Array.from(
        { length: WIDTH },
        (_unused, k) => 0.3 * random.normal() + (k === m && own[m] === true ? 1 : 0),
      ),
    ),
  );
  const filled = Array.from({ length: M }, (_, m) =>
    factors.map(() => [m === 1 && random.float() < absent ? 0 : 1]),
  );
  const slots = tf.tensor3d(filled);
  return {
    encodings: tf.tensor3d(encodings),
    filled: slots,
    bits: tf.zeros([1, PATIENTS, presenceWidth(M)]),
    labels: tf.tensor3d([factors.map(([a, b]) => [Number(a === true && b === true)])]),
    lossWeights: tf.ones([1, PATIENTS, 1]),
    random: random.fork('training'),
  };
}

/** Weights of a fusion after some steps of Adam on the cross-entropy and what the fusion minimises of its own. */
function trained(fusion: Fusion, batch: FusionBatch): Weights {
  const specs = fusion.specs();
  const values = initialValues(specs, 1, RandomStream.fromSeed(2));
  const variables = splitWeights(tf.tensor2d(values, [1, values.length]), specs).map((part) =>
    tf.variable(part),
  );
  const weights = nameWeights(specs, variables);
  const optimizer = tf.train.adam(0.03);
  for (let step = 0; step < STEPS; step += 1) {
    optimizer.minimize(() => {
      const { fused, loss } = fusion.learn?.(batch, weights) ?? {
        fused: fusion.fuse(batch.encodings, batch.filled, weights),
      };
      const logits = fusion.classify(fused, batch.bits, weights);
      const semantic = weightedLoss(logits, batch.labels, batch.lossWeights, { members: 1 });
      return tf.sum(loss ? tf.add(semantic, loss) : semantic);
    });
  }
  const memory = fusion.memory?.remember(batch.encodings, batch.filled, weights) ?? [];
  return new Map([...weights, ...memory]);
}

function aurocOf(fusion: Fusion, weights: Weights, batch: FusionBatch): number {
  const fused = fusion.fuse(batch.encodings, batch.filled, weights);
  const result = auroc(batch.labels.dataSync(), fusion.classify(fused, batch.bits, weights).dataSync());
  return isDefined(result) ? result.value : NaN;
}

test.each(['concat', 'attention', 'gated', 'late', 'mt'] as const)(
  '%s finds what two slots say together, and less where one is missing',
  (kind) => {
    const fusion = createFusion(kind, SIZES);
    const weights = trained(fusion, patients(1, 0.4));
    const complete = aurocOf(fusion, weights, patients(3, 0));
    const without = aurocOf(fusion, weights, patients(3, 1));
    expect(complete).toBeGreaterThan(0.85);
    // Who has the first factor has the label in 6 of 10 cases, who has not in none: .79.
    expect(without).toBeGreaterThan(0.65);
    expect(without).toBeLessThan(complete - 0.03);
  },
);
