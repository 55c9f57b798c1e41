import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights, type Weights } from '../../encoders/parameters.ts';
import { RandomStream } from '../../random/random-stream.ts';
import { useCpuEngine } from '../../testing/cpu-engine.ts';
import { madeUpDigits, SMALL_RECIPE } from '../../testing/made-up-digits.ts';
import { differentiate } from '../../training/gradients.ts';
import { Batches } from './batches.ts';
import { keepAll, type Step } from './method.ts';
import { createMmvae, logLaplace, mixtureMean } from './mmvae.ts';
import { createNetworks } from './networks.ts';

beforeAll(useCpuEngine);

const DATA = madeUpDigits();
const RECIPE = { ...SMALL_RECIPE, dropout: 0 };
const NETS = createNetworks(RECIPE);
const SPECS = Object.values(createMmvae(NETS, RECIPE).groups).flat();

function started(): Weights {
  const values = initialValues(SPECS, 1, RandomStream.fromSeed('weights'));
  return nameWeights(SPECS, splitWeights(tf.tensor2d(values, [1, values.length]), SPECS));
}

/** The same rows and the same draws, however often it is asked. */
function lossAt(weights: Weights, nets = NETS): tf.Tensor1D {
  const batches = new Batches(DATA, 105, RECIPE);
  const batch = batches.batch([DATA.train.subarray(0, 3)], { ownAudio: true });
  const step: Step = {
    batch,
    pairs: () => batch,
    allPairs: () => batch,
    epoch: 0,
    weights,
    drop: keepAll,
    random: RandomStream.fromSeed('draws'),
  };
  return createMmvae(nets, RECIPE).objective(step).loss(weights);
}

test('the density of Laplace: log(1 / 2s) - |x - m| / s, summed over the last axis', () => {
  const x = tf.tensor3d([1, -2], [1, 1, 2]);
  expect(logLaplace(x, 0, 0.5).dataSync()[0]).toBeCloseTo(-2 - 4, 5);
  expect(logLaplace(x, tf.ones([1, 1, 2]), 1).dataSync()[0]).toBeCloseTo(2 * Math.log(0.5) - 3, 5);
});

test('the gradient of the bound agrees with differences', () => {
  const weights = started();
  const names = ['posterior.audio.0.weight', 'generator.image.0.weight', 'image.layers.1.weight'];
  const specs = SPECS.filter(({ name }) => names.includes(name));
  const { gradients } = differentiate((current) => lossAt(current), weights, specs);
  specs.forEach(({ name }, i) => {
    const slopes = gradients[i]!.dataSync<'float32'>();
    // The steepest entry, as losses in the thousands leave few digits to a difference.
    const at = slopes.reduce((best, slope, k) => (Math.abs(slope) > Math.abs(slopes[best]!) ? k : best), 0);
    const moved = (by: number): number => {
      const own = weights.get(name)!;
      const values = own.dataSync().slice();
      values[at] = values[at]! + by;
      return lossAt(new Map([...weights, [name, tf.tensor3d(values, own.shape)] as const])).dataSync()[0]!;
    };
    const by = 2e-3;
    expect((moved(by) - moved(-by)) / (2 * by) / slopes[at]!, name).toBeCloseTo(1, 1);
  });
});

test('weighing up the audio moves the mean of the mixture towards it', () => {
  const weights = started();
  const batch = new Batches(DATA, 105, RECIPE).batch([DATA.test], { ownAudio: true });
  const of = (audioFactor?: number): tf.Tensor3D =>
    mixtureMean(audioFactor === undefined ? NETS : { ...NETS, audioFactor }, batch, weights);
  const distance = (a: tf.Tensor3D, b: tf.Tensor3D): number => tf.norm(tf.sub(a, b)).dataSync()[0]!;
  // Shares 1/2, 3/4 and 7/8 of the audio: each step goes half of what is left.
  expect(distance(of(3), of()) / distance(of(7), of(3))).toBeCloseTo(2, 4);
  expect(distance(of(1), of())).toBe(0);
});
