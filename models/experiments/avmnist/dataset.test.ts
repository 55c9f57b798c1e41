import { describe, expect, test } from 'vitest';
import { madeUpDigits } from '../../testing/made-up-digits.ts';
import { AUDIO_SIDE, heldOutTraining, pairedAudio, standardiseAudio } from './dataset.ts';

const DATA = madeUpDigits();
const SIZE = AUDIO_SIDE * AUDIO_SIDE;
/** Label and position of a row. */
const nameOf = (row: number): string => `${DATA.labels[row]}/${DATA.positions[row]}`;

describe('pairedAudio', () => {
  test('the first p images of a class have the first p / 3 recordings of each speaker', () => {
    const sources = pairedAudio(DATA, 6);
    const pairs = [...DATA.train].filter((row) => DATA.labels[row] === 4 && sources[row]! >= 0);
    // Of the first six positions the made-up data has three.
    expect(pairs.map((row) => [nameOf(row), nameOf(sources[row]!)])).toEqual([
      ['4/0', '4/0'],
      ['4/1', '4/1'],
      ['4/2', '4/35'],
    ]);
  });

  test('nothing of the test split has audio, and no audio is of it', () => {
    const sources = pairedAudio(DATA, 9);
    expect([...DATA.test].every((row) => sources[row] === -1)).toBe(true);
    expect([...sources].some((row) => DATA.test.includes(row))).toBe(false);
  });
});

describe('standardiseAudio', () => {
  const sources = pairedAudio(DATA, 3);

  test('each coefficient has mean 0 and deviation 1 over the recordings that training has', () => {
    const audio = standardiseAudio(DATA, sources, 100);
    const rows = [...new Set(sources.filter((row) => row >= 0))];
    for (const coefficient of [0, 7, 19]) {
      const start = coefficient * AUDIO_SIDE;
      const values = rows.flatMap((row) => [
        ...audio.subarray(row * SIZE + start, row * SIZE + start + AUDIO_SIDE),
      ]);
      const mean = values.reduce((sum, value) => sum + value) / values.length;
      expect(mean).toBeCloseTo(0, 4);
      expect(values.reduce((sum, value) => sum + value * value, 0) / values.length).toBeCloseTo(1, 4);
    }
  });

  test('other recordings change nothing of it', () => {
    const available = new Set(sources);
    const others = DATA.audio.map((value, i) => (available.has(Math.floor(i / SIZE)) ? value : 1000 + value));
    const [row = 0] = [...available].filter((own) => own >= 0);
    const own = (audio: Float32Array): Float32Array => audio.subarray(row * SIZE, (row + 1) * SIZE);
    expect(own(standardiseAudio({ ...DATA, audio: others }, sources, 4))).toEqual(
      own(standardiseAudio(DATA, sources, 4)),
    );
  });

  test('is cut at the deviations it is told', () => {
    const audio = standardiseAudio(DATA, sources, 1.5);
    expect(Math.max(...audio)).toBe(1.5);
    expect(Math.min(...audio)).toBe(-1.5);
  });
});

describe('heldOutTraining', () => {
  test('the last training images of each class take the place of the test split', () => {
    const { train, test: held } = heldOutTraining(DATA, 35);
    expect([...held].map(nameOf).slice(0, 4)).toEqual(['0/36', '0/70', '1/36', '1/70']);
    expect(train.length + held.length).toBe(DATA.train.length);
    expect([...held].every((row) => !train.includes(row) && !DATA.test.includes(row))).toBe(true);
  });
});
