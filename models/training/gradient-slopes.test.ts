import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { sizeOf } from '../encoders/parameters.ts';
import { asRecorded } from '../network/batch.ts';
import { createNetwork } from '../network/create-network.ts';
import type { Role } from '../network/network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { rankModalities, type Ranking } from '../substitution/candidate.ts';
import { rankedSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { FUSIONS, type FusionKind } from './configuration.ts';
import { computeGradients } from './gradients.ts';
import { ModelState } from './model-state.ts';
import { prepareRun } from './prepare.ts';
import { dropModalities } from './sampler.ts';
import { trainingBatch } from './training-batch.ts';

beforeAll(useCpuEngine);

/** Nearer modalities are more alike, so that every missing slot has a stand-in. */
const SIMILARITY = Array.from({ length: 6 }, (_, i) =>
  Array.from({ length: 6 }, (_, j) => 1 / (1 + Math.abs(i - j))),
);
const RANKING: Ranking = {
  rule: 'direct',
  similarity: SIMILARITY,
  reference: 0,
  ranked: rankModalities(SIMILARITY, 0),
  dead: [],
};
const STEP = 2e-3;

/**
 * Fusions that hold something constant in a loss, and the parameters of which every gradient is a slope all the same: not
 * encoders where encodings are held; where bandwidths and a threshold are, not what these follow from.
 */
const HOLDS: Readonly<Partial<Record<FusionKind, RegExp>>> = {
  grape: /^(fusion|classifier)/,
  m3care: /^(fusion\.(?!m3care\.similarity\.(map|threshold))|classifier)/,
};

/** Leaves of a semantic gradient the parameters of some names. */
function keep({ network }: ModelState, gradient: Float32Array, names: RegExp): void {
  let start = 0;
  for (const spec of network.specs.semantic) {
    const end = start + sizeOf(spec);
    if (!names.test(spec.name)) gradient.fill(0, start, end);
    start = end;
  }
}

/** A random network and a batch with dropped modalities whose slots hold proxies. */
function setUp(fusion: FusionKind) {
  const run = prepareRun(
    syntheticDataset({ encounters: 150 }),
    tinyConfiguration({ fusion, settings: { members: 1, unimodalWeight: 0 } }),
  );
  const network = createNetwork(run.configuration, 6);
  const state = ModelState.initial(network, 1, RandomStream.fromSeed(2), -1);
  const rows = [
    dropModalities(asRecorded(run.inputs, run.trainingRows.slice(0, 40)), 6, 0.7, RandomStream.fromSeed(3)),
  ];
  const take = (part: 'semantic' | 'adversarial', role: Role): { loss: number; gradient: Float32Array } =>
    tf.tidy(() => {
      const { roles, semanticLoss, auxiliaryLoss, discriminationLoss } = computeGradients(
        state,
        trainingBatch(run, rows, rankedSources(RANKING)),
        {
          semantic: part === 'semantic',
          adversarial: part === 'adversarial',
          // The ascent of `h`, turned into a descent.
          lambda: -1,
          adversarialReach: 'h',
          unimodalWeight: 0,
          // The same draws every time.
          random: RandomStream.fromSeed(4),
        },
      );
      const own = auxiliaryLoss ? tf.add(semanticLoss, auxiliaryLoss) : semanticLoss;
      const loss = part === 'semantic' ? own : discriminationLoss;
      return {
        loss: loss?.dataSync()[0] ?? NaN,
        gradient: roles[role]?.dataSync<'float32'>() ?? new Float32Array(0),
      };
    });
  return { state, take };
}

test.each(
  FUSIONS.flatMap((fusion) => [
    [fusion, 'semantic', 'semantic'] as const,
    ...(HOLDS[fusion] ? [] : [[fusion, 'semantic', 'head'] as const]),
    // The adversary does not see the fusion.
    ...(fusion === 'gated' ? (['head', 'discriminator'] as const) : []).map(
      (role) => [fusion, 'adversarial', role] as const,
    ),
  ]),
)(
  '%s: the gradient of the %s loss is its slope along the parameters of the role %s',
  (fusion, part, role) => {
    const { state, take } = setUp(fusion);
    const { gradient } = take(part, role);
    const kept = HOLDS[fusion];
    if (kept && part === 'semantic') keep(state, gradient, kept);
    const norm = Math.hypot(...gradient);
    expect(norm).toBeGreaterThan(1e-3);
    const start = Float32Array.from(state.valuesOf(role).dataSync());
    const lossAt = (distance: number): number => {
      const moved = start.map((value, i) => value + (distance * gradient[i]!) / norm);
      state.setValues(role, tf.tensor2d(moved, [1, moved.length]));
      return take(part, role).loss;
    };
    const slope = (lossAt(STEP) - lossAt(-STEP)) / (2 * STEP);
    // Float32 losses and the kinks of ReLU leave about half a percent.
    expect(Math.abs(slope / norm - 1)).toBeLessThan(0.02);
    state.dispose();
  },
);
