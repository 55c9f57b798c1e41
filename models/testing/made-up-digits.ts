import { AUDIO_SIDE, type AvMnist, CLASSES, IMAGE_SIDE } from '../experiments/avmnist/dataset.ts';
import { type Recipe, STRONG_RECIPE } from '../experiments/avmnist/recipe.ts';
import { RandomStream } from '../random/random-stream.ts';

/** Positions of a class in training: some of each speaker. */
const POSITIONS = [0, 1, 2, 35, 36, 70] as const;
const TEST_POSITIONS = [0] as const;

/** Digits so simple that a small network tells them at once: a bar at a height, a tone at a pitch, and noise. */
export function madeUpDigits(): AvMnist {
  const random = RandomStream.fromSeed('digits');
  const samples = Array.from({ length: CLASSES }, (_, label) => label).flatMap((label) => [
    ...POSITIONS.map((position) => ({ label, position, isTest: false })),
    ...TEST_POSITIONS.map((position) => ({ label, position, isTest: true })),
  ]);
  const rows = Int32Array.from(samples.keys());
  const draw = (side: number, bar: (label: number) => number, noise: number): Float32Array =>
    Float32Array.from({ length: samples.length * side * side }, (_, i) => {
      const { label = 0 } = samples[Math.floor(i / (side * side))] ?? {};
      const line = Math.floor((i % (side * side)) / side);
      return Number(Math.abs(line - bar(label)) < 1) + noise * random.float();
    });
  return {
    images: draw(IMAGE_SIDE, (label) => 3 + 2.4 * label, 0.1),
    audio: draw(AUDIO_SIDE, (label) => 1 + 1.9 * label, 5),
    labels: Uint8Array.from(samples, ({ label }) => label),
    positions: Int32Array.from(samples, ({ position }) => position),
    train: rows.filter((row) => samples[row]?.isTest === false),
    test: rows.filter((row) => samples[row]?.isTest === true),
  };
}

/** Small enough for the plain JavaScript engine. */
export const SMALL_RECIPE: Recipe = {
  ...STRONG_RECIPE,
  epochs: 4,
  warmUpEpochs: 1,
  batchSize: 5,
  width: 0.25,
  learningRate: 1e-2,
  averageDecay: 0.5,
  augmentation: { rotation: 2, scale: 0.05, shear: 0.05, shift: 0.5, elastic: { grid: 4, deviation: 0.2 } },
};
