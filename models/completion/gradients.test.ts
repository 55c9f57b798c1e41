import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { sizeOf } from '../encoders/parameters.ts';
import { asRecorded } from '../network/batch.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import type { EncoderKind, FusionKind } from '../training/configuration.ts';
import { ModelState } from '../training/model-state.ts';
import { prepareRun } from '../training/prepare.ts';
import { deployedSources } from '../training/ranking.ts';
import { dropModalities } from '../training/sampler.ts';
import { Stepper } from '../training/stepper.ts';
import { CENTROIDS } from './smil.ts';

beforeAll(useCpuEngine);

const STEP = 2e-3;
/** Weights under which the added loss is of the size of the semantic one. */
const LOUD = {
  reconstructionWeight: 2,
  alignmentWeight: 2,
  modalityWeight: 1,
  consistencyWeight: 2,
  predictionWeight: 0.3,
};
const METHODS = [
  ['cmae', 'auto'],
  ['smil', 'auto'],
  ['shaspec', 'auto'],
  ['vanilla', 'predicted'],
  ['ebr', 'predicted'],
] as const;
/** The fusions that only add up, so that the loss is that of the method and nothing else. */
const SUMS = ['concat', 'attention', 'gated', 'late'] as const;
type Method = readonly [EncoderKind, 'auto' | 'predicted'];

/** A random network and a batch with dropped modalities whose slots are filled as the method fills them. */
function setUp([encoders, substitution]: Method, fusion: FusionKind) {
  // One of the two that predict does so as it is, the other shrinks.
  const predictionShrinks = encoders === 'ebr';
  const settings = { members: 1, unimodalWeight: 0, dropout: 0, inputDropout: 0, substitution };
  const run = prepareRun(
    syntheticDataset({ encounters: 150 }),
    tinyConfiguration({ encoders, fusion, settings: { ...settings, predictionShrinks, ...LOUD } }),
  );
  const network = createNetwork(run.configuration, 6);
  const state = ModelState.initial(network, 1, RandomStream.fromSeed(2), -1);
  const draws = RandomStream.fromSeed(4);
  for (const spec of network.specs.semantic) {
    // Found by no gradient; any will do.
    if (spec.name === CENTROIDS)
      state.shift(
        CENTROIDS,
        Array.from({ length: sizeOf(spec) }, () => draws.normal()),
      );
  }
  const rows = [
    dropModalities(asRecorded(run.inputs, run.trainingRows.slice(0, 40)), 6, 0.7, RandomStream.fromSeed(3)),
  ];
  const stepper = new Stepper(state, run, run.configuration);
  const table = deployedSources(run, null);
  const pass = () => {
    const random = RandomStream.fromSeed(5);
    const { roles, semanticLoss, auxiliaryLoss } = stepper.gradients(rows, {
      semantic: true,
      adversarial: false,
      random,
      table,
    });
    const completion = auxiliaryLoss?.dataSync()[0] ?? NaN;
    return {
      completion,
      loss: semanticLoss.dataSync()[0]! + completion,
      gradient: roles.semantic?.dataSync<'float32'>() ?? new Float32Array(0),
    };
  };
  return { state, network, pass };
}

/** 1 for the parameters that are named. */
function among(network: ReturnType<typeof createNetwork>, names: (name: string) => boolean): number[] {
  return network.specs.semantic.flatMap((spec) =>
    Array.from({ length: sizeOf(spec) }, () => Number(names(spec.name))),
  );
}

test.each(METHODS.flatMap((method) => SUMS.map((fusion) => [method, fusion] as const)))(
  '%s under %s fusion: the gradient of the loss with what is added is its slope',
  (method, fusion) => {
    const { state, network, pass } = setUp(method, fusion);
    const first = pass();
    expect(Math.abs(first.completion)).toBeGreaterThan(1e-3);
    const own = new Set(network.shape.part?.specs.map(({ name }) => name));
    // What the predictor is held to is frozen, so that only its own parameters have a slope to compare with.
    const moving = among(network, method[1] === 'predicted' ? (name) => own.has(name) : () => true);
    const direction = first.gradient.map((value, i) => value * moving[i]!);
    const norm = Math.hypot(...direction);
    expect(norm).toBeGreaterThan(1e-3);
    const start = Float32Array.from(state.valuesOf('semantic').dataSync());
    const lossAt = (distance: number): number => {
      const moved = start.map((value, i) => value + (distance * direction[i]!) / norm);
      state.setValues('semantic', tf.tensor2d(moved, [1, moved.length]));
      return pass().loss;
    };
    const slope = (lossAt(STEP) - lossAt(-STEP)) / (2 * STEP);
    expect(Math.abs(slope / norm - 1)).toBeLessThan(0.02);
    state.dispose();
  },
);

test.each(METHODS)('%s (%s): gradients reach every parameter but what is stored', (...method) => {
  const { network, pass } = setUp(method, 'gated');
  const { gradient } = pass();
  let start = 0;
  for (const spec of network.specs.semantic) {
    const end = start + sizeOf(spec);
    const moves = gradient.subarray(start, end).some((value) => value !== 0);
    expect([spec.name, moves]).toEqual([spec.name, spec.name !== CENTROIDS]);
    start = end;
  }
});
