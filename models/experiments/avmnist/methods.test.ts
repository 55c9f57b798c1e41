import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights, type Weights } from '../../encoders/parameters.ts';
import { RandomStream } from '../../random/random-stream.ts';
import { useCpuEngine } from '../../testing/cpu-engine.ts';
import { madeUpDigits, SMALL_RECIPE } from '../../testing/made-up-digits.ts';
import { differentiate } from '../../training/gradients.ts';
import { Batches } from './batches.ts';
import { type Method, type Step, keepAll } from './method.ts';
import { METHODS, type MethodName } from './methods.ts';
import { createNetworks } from './networks.ts';
import type { Recipe } from './recipe.ts';

beforeAll(useCpuEngine);

const DATA = madeUpDigits();
const MEMBERS = 1;
const NAMES = Object.keys(METHODS) as MethodName[];
/** One of each stage, where a method has stages. */
const STAGES = [0, 2, 3];
const STAGED: readonly MethodName[] = ['smil', 'smil-kd', 'smil-ebr', 'autoencoder', 'gan', 'full2miss'];
const RECIPE: Recipe = { ...SMALL_RECIPE, epochs: 6, dropout: 0 };

function started(name: MethodName, recipe = RECIPE): { method: Method; weights: Weights } {
  const method = METHODS[name](createNetworks(recipe), recipe);
  const random = RandomStream.fromSeed(name);
  const weights = Object.values(method.groups).flatMap((specs) => {
    const values = initialValues(specs, MEMBERS, random);
    const flat = tf.tensor2d(values, [MEMBERS, values.length / MEMBERS]);
    return [...nameWeights(specs, splitWeights(flat, specs))];
  });
  return { method, weights: new Map(weights) };
}

/** A step on rows of which some have audio; always the same for the same epoch and weights. */
function stepAt(epoch: number, weights: Weights): Step {
  const random = RandomStream.fromSeed('step');
  const batches = new Batches(DATA, 6, RECIPE);
  const { paired } = batches;
  const unpaired = DATA.train.filter((row) => !paired.includes(row));
  const rows = Int32Array.from([...paired.slice(0, 2), ...unpaired.slice(0, 1)]);
  return {
    batch: batches.batch([rows], {}),
    pairs: (size) => batches.batch([paired.slice(0, Math.min(size, 2))], {}),
    allPairs: () => batches.batch([paired.slice(0, 3)], {}),
    epoch,
    weights,
    drop: keepAll,
    random,
  };
}

function gradientsOf(method: Method, weights: Weights, epoch: number): Map<string, tf.Tensor> {
  const { loss, moves } = method.objective(stepAt(epoch, weights));
  const specs = moves.flatMap((name) => method.groups[name] ?? []);
  const { gradients } = differentiate(loss, weights, specs);
  return new Map(specs.map(({ name }, i) => [name, gradients[i]!]));
}

const isZero = (tensor: tf.Tensor): boolean => tensor.dataSync().every((value) => value === 0);

describe.each(NAMES)('%s', (name) => {
  test('gradients reach every parameter in some stage, and are numbers', () => {
    const { method, weights } = started(name);
    const reached = new Set<string>();
    for (const epoch of STAGED.includes(name) ? STAGES : [0]) {
      for (const [parameter, gradient] of gradientsOf(method, weights, epoch)) {
        expect(gradient.dataSync().every(Number.isFinite), parameter).toBe(true);
        if (!isZero(gradient)) reached.add(parameter);
      }
    }
    const declared = Object.values(method.groups)
      .flat()
      .map((spec) => spec.name);
    expect(declared.filter((parameter) => !reached.has(parameter))).toEqual([]);
    method.dispose?.();
  });

  test('the gradient of the classifier agrees with differences', () => {
    const { method, weights } = started(name);
    const parameter = 'classifier.1.weight';
    const epoch = 5;
    const gradient = gradientsOf(method, weights, epoch).get(parameter)!.dataSync();
    const at = weights.get(parameter)!;
    const moved = (by: number): number => {
      const values = at.dataSync().slice();
      values[3] = values[3]! + by;
      const changed = new Map([...weights, [parameter, tf.tensor3d(values, at.shape)] as const]);
      return tf.sum(method.objective(stepAt(epoch, weights)).loss(changed)).dataSync()[0]!;
    };
    const by = 1e-2;
    expect(gradient[3]).toBeCloseTo((moved(by) - moved(-by)) / (2 * by), 3);
    method.dispose?.();
  });
});

describe('ebr', () => {
  const strict: Recipe = { ...RECIPE, interleave: 'strict', blockEpochs: 1 };

  test('in a strict block psi descends the discrimination loss, h climbs it lambda times, all else rests', () => {
    const { method, weights } = started('ebr', strict);
    const gradients = gradientsOf(method, weights, 1);
    expect([...gradients.keys()].every((key) => /^(head|discriminator)\./.test(key))).toBe(true);
    for (const [parameter, factor] of [
      ['discriminator.1.weight', 1],
      ['head.1.weight', -strict.lambda],
    ] as const) {
      const at = weights.get(parameter)!;
      const moved = (by: number): number => {
        const values = at.dataSync().slice();
        values[0] = values[0]! + by;
        const changed = new Map([...weights, [parameter, tf.tensor3d(values, at.shape)] as const]);
        return tf.sum(method.objective(stepAt(1, weights)).loss(changed)).dataSync()[0]!;
      };
      const by = 1e-2;
      const slope = (moved(by) - moved(-by)) / (2 * by);
      expect(Math.abs(slope)).toBeGreaterThan(1e-4);
      expect(gradients.get(parameter)!.dataSync()[0]).toBeCloseTo(factor * slope, 4);
    }
  });

  test('a member without audio in its batch has no adversary', () => {
    const { method, weights } = started('ebr', strict);
    const step = stepAt(1, weights);
    const none = { ...step.batch, present: tf.zerosLike(step.batch.present) };
    const { loss } = method.objective({ ...step, batch: none });
    expect(Array.from(loss(weights).dataSync())).toEqual([0]);
  });
});
