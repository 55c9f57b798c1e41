import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { initialValues, nameWeights, splitWeights } from '../encoders/parameters.ts';
import { RandomStream } from '../random/random-stream.ts';
import { leakedTensors } from '../testing/leaked-tensors.ts';
import { useCpuEngine } from '../testing/cpu-engine.ts';
import { type Convolution, convolutionSpecs, convolve, convolvedSide } from './convolution.ts';
import { encodeImages, imageEncoder, imageEncoderSpecs } from './image-encoder.ts';

beforeAll(useCpuEngine);

const LAYER: Convolution = { name: 'layer', kernel: 2, inputs: 1, outputs: 1, padding: 'valid' };
const ENCODER = imageEncoder({
  name: 'net',
  side: 6,
  convolutions: [
    { kernel: 3, outputs: 2, padding: 'same' },
    { kernel: 2, outputs: 3, padding: 'valid' },
  ],
  widths: [4, 2],
});

function encoderWeights(members: number) {
  const specs = imageEncoderSpecs(ENCODER);
  const values = initialValues(specs, members, RandomStream.fromSeed(1));
  const flat = tf.tensor2d(values, [members, values.length / members]);
  return nameWeights(specs, splitWeights(flat, specs));
}

describe('convolve', () => {
  test('each member has its own kernel: convolution, largest of four, bias, ReLU', () => {
    const image = tf.tensor4d([1, 2, 0, 0, 3, 1, 0, 0, 5], [1, 3, 3, 1]);
    const weights = new Map([
      ['layer.weight', tf.tensor3d([1, 0, 0, 1, -1, 0, 0, 0], [2, 4, 1])],
      ['layer.bias', tf.tensor3d([0.5, 0.5], [2, 1, 1])],
    ]);
    const [first, second] = convolve([image, image], weights, LAYER);
    // Top left + bottom right of each two by two: 4, 3, 0, 8; minus top left alone: -1, -2, 0, -3.
    expect(Array.from(first!.dataSync())).toEqual([8.5]);
    expect(Array.from(second!.dataSync())).toEqual([0.5]);
  });

  test('starts with the variance of He, biases at 0', () => {
    const specs = convolutionSpecs({ ...LAYER, kernel: 5, inputs: 4 });
    expect(specs.map(({ rows, columns, deviation }) => [rows, columns, deviation])).toEqual([
      [100, 1, Math.sqrt(2 / 100)],
      [1, 1, 0],
    ]);
  });

  test('says what side comes out', () => {
    expect(convolvedSide(28, { ...LAYER, kernel: 5, padding: 'same' })).toBe(14);
    expect(convolvedSide(14, { ...LAYER, kernel: 5 })).toBe(5);
  });
});

describe('encodeImages', () => {
  const images = (members: number): tf.Tensor3D =>
    tf.tensor3d(
      Float32Array.from({ length: members * 2 * 36 }, (_, i) => Math.sin(i % 72)),
      [members, 2, 36],
    );

  test('a member alone gives what it gives among others', () => {
    const both = encodeImages(ENCODER, images(2), encoderWeights(2), (values) => values);
    const alone = encodeImages(ENCODER, images(1), encoderWeights(1), (values) => values);
    expect(both.shape).toEqual([2, 2, 2]);
    expect(Array.from(both.dataSync()).slice(0, 4)).toEqual(Array.from(alone.dataSync()));
    expect(Array.from(both.dataSync()).slice(4)).not.toEqual(Array.from(alone.dataSync()));
  });

  test('drops before each fully connected layer, and nowhere else', () => {
    const shapes: number[][] = [];
    encodeImages(ENCODER, images(2), encoderWeights(2), (values) => {
      shapes.push(values.shape);
      return values;
    });
    expect(shapes).toEqual([
      [2, 2, 3],
      [2, 2, 4],
    ]);
  });

  test('has gradients that agree with differences', () => {
    const weights = encoderWeights(1);
    const loss = (name: string, tensor: tf.Tensor): tf.Scalar =>
      tf.sum(
        tf.square(
          encodeImages(ENCODER, images(1), new Map([...weights, [name, tensor as tf.Tensor3D]]), (v) => v),
        ),
      );
    for (const name of weights.keys()) {
      const at = weights.get(name)!;
      const gradient = tf
        .grad((tensor: tf.Tensor) => loss(name, tensor))(at)
        .dataSync();
      const step = 1e-3;
      const moved = (by: number): number => {
        const values = at.dataSync().slice();
        values[0] = values[0]! + by;
        return loss(name, tf.tensor(values, at.shape)).dataSync()[0]!;
      };
      expect(gradient[0], name).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 2);
    }
  });

  test('leaves nothing behind', async () => {
    const weights = encoderWeights(2);
    const given = images(2);
    const leaked = await leakedTensors(() =>
      tf.tidy(() => void encodeImages(ENCODER, given, weights, (values) => values)),
    );
    expect(leaked).toBe(0);
  });
});
