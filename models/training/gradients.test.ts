import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { weightOf } from '../encoders/parameters.ts';
import type { Fusion } from '../fusion/fusion.ts';
import { sumOfSlots } from '../fusion/sum-of-slots.ts';
import type { ModelInputs } from '../network/inputs.ts';
import { asRecorded } from '../network/batch.ts';
import { Network, type Role } from '../network/network.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ownSources } from '../substitution/source-table.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { namedValues, stateWithWeights } from '../testing/named-weights.ts';
import { resolveConfiguration, scaleToCohort } from './configuration.ts';
import { computeGradients, type GradientPlan } from './gradients.ts';
import type { ModelState } from './model-state.ts';
import { Stepper } from './stepper.ts';
import { type LabelledInputs, trainingBatch } from './training-batch.ts';

beforeAll(useCpuEngine);

/** The fusion of method.md TEST 1.3: the sum of the present encodings, and a logit `v s + c0`. */
const SUM_FUSION: Fusion = {
  fusedWidth: 1,
  outputBias: 'c0',
  presenceWeights: 'presence',
  blockWeights: null,
  specs: () => [
    { name: 'v', groups: 1, rows: 1, columns: 1, deviation: 0, decays: true },
    { name: 'c0', groups: 1, rows: 1, columns: 1, deviation: 0, decays: false },
  ],
  ...sumOfSlots(2, { slotWidth: 1, slots: (encodings) => encodings, pool: (sum) => sum }),
  classify: (fused, _bits, weights) =>
    tf.add(tf.matMul(fused, weightOf(weights, 'v')), weightOf(weights, 'c0')),
};

const NETWORK = new Network({
  modalities: 2,
  inputs: 1,
  encoder: [1],
  heads: { encoder: [1], decoder: [1] },
  discriminator: [2],
  fusion: SUM_FUSION,
  unimodalHeads: false,
});

const START = {
  'encoder.0.weight': [0.5, 1],
  'head.0.weight': [1, -0.5],
  'decoder.0.weight': [2, 1],
  'discriminator.0.weight': [0.3, -0.2],
  'discriminator.0.bias': [0.1, 0],
  v: [0.7],
  c0: [-0.1],
};

/** Encounter 1: x_A = 2, x_B = -1; encounter 2: x_A = -1, B absent. */
const INPUTS: ModelInputs = {
  encounters: 2,
  modalities: ['labs', 'notes'],
  width: 1,
  values: [Float32Array.of(2, -1), Float32Array.of(-1, 0)],
  recorded: Uint8Array.of(1, 1, 1, 0),
  usable: Uint8Array.of(1, 1, 1, 0),
  present: Uint8Array.of(1, 1, 1, 0),
};

const DATA: LabelledInputs = { inputs: INPUTS, labels: Uint8Array.of(1, 0), classWeights: [1, 1] };
const ROWS = [asRecorded(INPUTS, Int32Array.of(0, 1))];
const PLAN: GradientPlan = {
  semantic: true,
  adversarial: true,
  lambda: 0.5,
  adversarialReach: 'h',
  unimodalWeight: 0,
};

/** The scalars of the table of TEST 1.3, by their names there. */
function scalars(roles: (role: Role) => Map<string, number[]>): Record<string, number> {
  const semantic = roles('semantic');
  const discriminator = roles('discriminator');
  const at = (named: Map<string, number[]>, name: string, index: number): number =>
    named.get(name)?.[index] ?? NaN;
  return {
    fA: at(semantic, 'encoder.0.weight', 0),
    fB: at(semantic, 'encoder.0.weight', 1),
    hA: at(roles('head'), 'head.0.weight', 0),
    hB: at(roles('head'), 'head.0.weight', 1),
    gA: at(semantic, 'decoder.0.weight', 0),
    gB: at(semantic, 'decoder.0.weight', 1),
    w0: at(discriminator, 'discriminator.0.weight', 0),
    w1: at(discriminator, 'discriminator.0.weight', 1),
    b0: at(discriminator, 'discriminator.0.bias', 0),
    b1: at(discriminator, 'discriminator.0.bias', 1),
    v: at(semantic, 'v', 0),
    c0: at(semantic, 'c0', 0),
  };
}

function gradientScalars(state: ModelState, plan: GradientPlan, data = DATA) {
  return tf.tidy(() => {
    const batch = trainingBatch(data, ROWS, ownSources(2));
    const { roles, semanticLoss, discriminationLoss } = computeGradients(state, batch, plan);
    return {
      gradients: scalars((role) => namedValues(NETWORK, role, roles[role]?.dataSync() ?? [])),
      semanticLoss: semanticLoss.dataSync()[0] ?? NaN,
      discriminationLoss: discriminationLoss?.dataSync()[0] ?? NaN,
    };
  });
}

function expectClose(actual: Record<string, number>, expected: Record<string, number>): void {
  for (const [name, value] of Object.entries(expected)) expect(actual[name], name).toBeCloseTo(value, 5);
}

const GRADIENT_OF_MD = {
  hA: -0.014271462,
  hB: -0.097769596,
  w0: 0.069226673,
  w1: -0.069226673,
  b0: -0.101718653,
  b1: 0.101718653,
};
const GRADIENT_OF_SEM = {
  fA: -0.442570393,
  fB: -0.028194066,
  hA: -0.221285196,
  hB: 0.056388132,
  gA: -0.110642598,
  gB: -0.028194066,
  v: -0.356398946,
  c0: 0.074458285,
};
const AFTER = {
  fA: 0.544257039,
  fB: 1.002819407,
  hA: 1.021414947,
  hB: -0.510527293,
  gA: 2.01106426,
  gB: 1.002819407,
  w0: 0.293077333,
  w1: -0.193077333,
  b0: 0.110171865,
  b1: -0.010171865,
  v: 0.735639895,
  c0: -0.107445828,
};

describe('method.md TEST 1.3', () => {
  test('losses and gradients of the semantic loss', () => {
    const state = stateWithWeights(NETWORK, START);
    const { gradients, semanticLoss } = gradientScalars(state, { ...PLAN, adversarial: false });
    expect(semanticLoss).toBeCloseTo(0.2733875517, 6);
    expectClose(gradients, GRADIENT_OF_SEM);
    state.dispose();
  });

  test('gradients of the discrimination loss', () => {
    const state = stateWithWeights(NETWORK, START);
    // In a strict block `h` has no other loss, and lambda -1 turns its ascent into the plain gradient.
    const { gradients, discriminationLoss } = gradientScalars(state, {
      ...PLAN,
      semantic: false,
      lambda: -1,
    });
    expect(discriminationLoss).toBeCloseTo(0.6972757179, 6);
    expectClose(gradients, GRADIENT_OF_MD);
    state.dispose();
  });

  test('the adversary reaches the encoder only where it is told to', () => {
    const state = stateWithWeights(NETWORK, START);
    const { gradients } = gradientScalars(state, { ...PLAN, adversarialReach: 'f+h' });
    expectClose(gradients, {
      ...GRADIENT_OF_SEM,
      fA: -0.442570393 - 0.5 * -0.028542924,
      fB: -0.028194066 - 0.5 * 0.048884798,
      hA: -0.221285196 - 0.5 * -0.014271462,
      hB: 0.056388132 - 0.5 * -0.097769596,
    });
    state.dispose();
  });

  test('class weights 1 and 3', () => {
    const state = stateWithWeights(NETWORK, START);
    const { semanticLoss } = gradientScalars(state, PLAN, { ...DATA, classWeights: [1, 3] });
    expect(semanticLoss).toBeCloseTo(0.2245309945, 6);
    state.dispose();
  });

  test('all parameters after one simultaneous update, and the losses there', () => {
    const state = stateWithWeights(NETWORK, START);
    const configuration = scaleToCohort(
      resolveConfiguration('paper', { settings: { learningRate: 0.1, lambda: 0.5 } }),
      2,
    );
    const stepper = new Stepper(state, DATA, configuration);
    const losses = stepper.step(ROWS, {
      semantic: true,
      adversarial: true,
      rate: 0.1,
      random: RandomStream.fromSeed(1),
      table: ownSources(2),
    });
    tf.dispose([losses.semantic, losses.discrimination ?? []]);
    const after = scalars((role) => namedValues(NETWORK, role, state.valuesOf(role).dataSync()));
    expectClose(after, AFTER);

    // The biases that the scalar networks of the test do not have stay at 0.
    const moved = stateWithWeights(NETWORK, {
      'encoder.0.weight': [AFTER.fA, AFTER.fB],
      'head.0.weight': [AFTER.hA, AFTER.hB],
      'decoder.0.weight': [AFTER.gA, AFTER.gB],
      'discriminator.0.weight': [AFTER.w0, AFTER.w1],
      'discriminator.0.bias': [AFTER.b0, AFTER.b1],
      v: [AFTER.v],
      c0: [AFTER.c0],
    });
    const { semanticLoss, discriminationLoss } = gradientScalars(moved, PLAN);
    expect(discriminationLoss).toBeCloseTo(0.693989123, 6);
    expect(semanticLoss).toBeCloseTo(0.2350230768, 6);
    stepper.dispose();
    state.dispose();
    moved.dispose();
  });

  test('a step leaves no tensor behind', async () => {
    const leaked = await leakedTensors(() => {
      const state = stateWithWeights(NETWORK, START);
      const stepper = new Stepper(
        state,
        DATA,
        scaleToCohort(resolveConfiguration('desktop', { settings: { unimodalWeight: 0 } }), 2),
      );
      const plan = {
        semantic: true,
        adversarial: true,
        rate: 0.1,
        random: RandomStream.fromSeed(1),
        table: ownSources(2),
      };
      const { semantic, discrimination } = stepper.step(ROWS, plan);
      tf.dispose([semantic, discrimination ?? []]);
      stepper.dispose();
      state.dispose();
    });
    expect(leaked).toBe(0);
  });
});

test('what a fusion minimises of its own moves it with its weight, and is reported beside the semantic loss', () => {
  // v^2, whose gradient is 2 v.
  const network = new Network({
    ...NETWORK.shape,
    fusion: {
      ...SUM_FUSION,
      learn: ({ encodings, filled }, weights) => ({
        fused: SUM_FUSION.fuse(encodings, filled, weights),
        loss: tf.reshape(tf.square(weightOf(weights, 'v')), [1]),
      }),
    },
  });
  const state = stateWithWeights(network, START);
  const slopeOfV = (plan: Partial<GradientPlan>) =>
    tf.tidy(() => {
      const { roles, semanticLoss, auxiliaryLoss } = computeGradients(
        state,
        trainingBatch(DATA, ROWS, ownSources(2)),
        { ...PLAN, adversarial: false, ...plan },
      );
      return {
        v: namedValues(network, 'semantic', roles.semantic?.dataSync() ?? []).get('v')?.[0] ?? NaN,
        semantic: semanticLoss.dataSync()[0] ?? NaN,
        auxiliary: auxiliaryLoss?.dataSync()[0],
      };
    });
  const random = RandomStream.fromSeed(1);
  const alone = slopeOfV({});
  const both = slopeOfV({ random, auxiliaryWeight: 0.25 });
  expect(alone.auxiliary).toBeUndefined();
  expect(both.semantic).toBe(alone.semantic);
  expect(both.auxiliary).toBeCloseTo(0.25 * 0.49, 6);
  expect(both.v - alone.v).toBeCloseTo(0.25 * 1.4, 5);
  state.dispose();
});
