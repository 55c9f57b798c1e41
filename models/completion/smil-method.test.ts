import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { sizeOf } from '../encoders/parameters.ts';
import { asRecorded, type BatchRows } from '../network/batch.ts';
import { createNetwork } from '../network/create-network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { syntheticDataset } from '../testing/synthetic-dataset.ts';
import { tinyConfiguration } from '../testing/tiny-run.ts';
import { ModelState } from '../training/model-state.ts';
import { prepareRun } from '../training/prepare.ts';
import { deployedSources } from '../training/ranking.ts';
import { dropModalities } from '../training/sampler.ts';
import { Stepper } from '../training/stepper.ts';
import { createSmilMethod } from './smil-method.ts';

beforeAll(useCpuEngine);

const RATE = 0.05;
const PLAIN = { optimizer: 'sgd', dropout: 0, inputDropout: 0, weightDecay: 0, gradientNorm: 0, epochs: 4 };

function setUp(settings: object) {
  const run = prepareRun(
    syntheticDataset({ encounters: 200 }),
    tinyConfiguration({ encoders: 'smil', settings: { ...PLAIN, ...settings } }),
  );
  const members = run.configuration.members;
  const network = createNetwork(run.configuration, 6);
  const state = ModelState.initial(network, members, RandomStream.fromSeed(2), -1);
  const stepper = new Stepper(state, run, run.configuration);
  const method = createSmilMethod({ run, state, stepper });
  const rows = Array.from({ length: members }, (_, member) =>
    dropModalities(
      asRecorded(run.inputs, run.trainingRows.slice(20 * member, 20 * member + 40)),
      6,
      0.7,
      RandomStream.fromSeed(member),
    ),
  );
  const table = deployedSources(run, null);
  const context = (epoch: number) => ({
    epoch,
    step: 0,
    steps: 1,
    rate: RATE,
    random: RandomStream.fromSeed(5),
    table,
  });
  return { run, network, state, stepper, method, rows, table, context };
}

type Setup = ReturnType<typeof setUp>;
const valuesOf = ({ state }: Setup): Float32Array => Float32Array.from(state.valuesOf('semantic').dataSync());
const isComplete = ({ run }: Setup, row: number): boolean =>
  !run.inputs.present.subarray(row * 6, (row + 1) * 6).includes(0);

/** The gradient over complete encounters, or over the others, at some weights. */
function gradientAt(
  setup: Setup,
  values: Float32Array,
  ofComplete: boolean,
  random: RandomStream,
): Float32Array {
  const { state, stepper, rows, table } = setup;
  state.setValues('semantic', tf.tensor2d(values, state.valuesOf('semantic').shape));
  const counted = rows.map((own: BatchRows) =>
    Uint8Array.from(own.rows, (row) => Number(isComplete(setup, row) === ofComplete)),
  );
  const { roles } = stepper.gradients(rows, { semantic: true, adversarial: false, random, table, counted });
  return Float32Array.from(roles.semantic!.dataSync());
}

/** 1 for what the inner step moves. */
function innerMask({ network }: Setup, members: number): number[] {
  const own = new Set(network.shape.part!.specs.map(({ name }) => name));
  const one = network.specs.semantic.flatMap((spec) =>
    Array.from({ length: sizeOf(spec) }, () => Number(!own.has(spec.name))),
  );
  return Array.from({ length: members }, () => one).flat();
}

test('a step follows the gradient of the support, and that of the query where the support leads', () => {
  const innerRate = 0.3;
  const setup = setUp({ innerRate });
  setup.method.beginEpoch!(1);
  const start = valuesOf(setup);
  expect(setup.rows[0]!.rows.some((row) => isComplete(setup, row))).toBe(true);
  tf.dispose(setup.method.step(setup.rows, setup.context(2)));
  const moved = valuesOf(setup);
  const random = RandomStream.fromSeed(5);
  const support = gradientAt(setup, start, false, random);
  const mask = innerMask(setup, setup.rows.length);
  const ahead = start.map((value, i) => value - innerRate * mask[i]! * support[i]!);
  const query = gradientAt(setup, ahead, true, random);
  const there = gradientAt(setup, start, true, RandomStream.fromSeed(5));
  expect(Math.hypot(...query.map((value, i) => value - there[i]!))).toBeGreaterThan(1e-2);
  moved.forEach((value, i) => {
    expect(Math.abs(value - (start[i]! - RATE * (support[i]! + query[i]!)))).toBeLessThan(1e-5);
  });
});

describe('centroids', () => {
  const centroidsOf = ({ state }: Setup): number[] => Array.from(state.weights.get('centroids')!.dataSync());

  test('are placed when the warm-up ends, and stay', async () => {
    const setup = setUp({ warmUpShare: 0.5 });
    expect(setup.method.warnings!().join()).toMatch(/before the centroids were found/);
    const step = (epoch: number): void => tf.dispose(setup.method.step(setup.rows, setup.context(epoch)));
    const leaked = await leakedTensors(() => {
      for (const epoch of [0, 1]) {
        setup.method.beginEpoch!(epoch);
        step(epoch);
        expect(centroidsOf(setup).every((value) => value === 0)).toBe(true);
        expect(setup.method.plan(epoch).judged).toBe(false);
      }
      setup.method.beginEpoch!(2);
      const found = centroidsOf(setup);
      expect(found.some((value) => value !== 0)).toBe(true);
      step(2);
      setup.method.beginEpoch!(3);
      step(3);
      expect(centroidsOf(setup)).toEqual(found);
    });
    expect(leaked).toBe(0);
    expect(setup.method.plan(3).judged).toBe(true);
    expect(setup.method.warnings!()).toEqual([]);
  });
});

test('says that there is nothing to leave out where no encounter is complete', () => {
  const setup = setUp({});
  setup.run.inputs.present.fill(0);
  setup.method.beginEpoch!(1);
  expect(setup.method.warnings!().join()).toMatch(/no encounter has all modalities/);
});
