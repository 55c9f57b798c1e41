import { beforeAll, describe, expect, test } from 'vitest';
import { useCpuEngine } from '../../testing/cpu-engine.ts';
import { leakedTensors } from '../../testing/leaked-tensors.ts';
import { madeUpDigits, SMALL_RECIPE } from '../../testing/made-up-digits.ts';
import { AUDIO_SIDE, pairedAudio } from './dataset.ts';
import { runAvMnist } from './run.ts';

beforeAll(useCpuEngine);

const ALL = madeUpDigits();
/** Training rows of the first digits, at these positions. */
const rowsOf = (classes: number, positions: readonly number[]): Int32Array =>
  ALL.train.filter((row) => ALL.labels[row]! < classes && positions.includes(ALL.positions[row]!));
/** Few rows, as the plain engine takes long for each. */
const DATA = { ...ALL, train: rowsOf(2, [0, 1, 35]), test: ALL.test.subarray(0, 2) };
const RUN = { method: 'image-only', p: 3, seed: 1, members: 1 } as const;
/** One step an epoch. */
const SHORT = { ...SMALL_RECIPE, epochs: 3, batchSize: 6 };

describe('runAvMnist', () => {
  test('learns what is easy, and says how far it went', () => {
    const steps: string[] = [];
    const rows = rowsOf(2, [0, 1, 2, 35, 36]);
    const found = runAvMnist(
      { ...ALL, train: rows, test: rows },
      {
        ...RUN,
        recipe: { ...SMALL_RECIPE, epochs: 10, dropout: 0 },
        onStep: (done, of) => steps.push(`${done}/${of}`),
      },
    );
    expect(found.single).toEqual([1]);
    expect(found.ensemble).toBe(1);
    expect(found.steps).toBe(20);
    expect(steps.at(-1)).toBe('20/20');
  });

  test('audio that is not there, in training or at test, changes nothing', () => {
    const available = new Set(pairedAudio(DATA, 3));
    const size = AUDIO_SIDE * AUDIO_SIDE;
    const audio = DATA.audio.map((value, i) => (available.has(Math.floor(i / size)) ? value : Number.NaN));
    const run = { ...RUN, method: 'concat', recipe: SHORT } as const;
    expect(runAvMnist({ ...DATA, audio }, run)).toEqual(runAvMnist(DATA, run));
  });

  test('scores no network that gives no numbers', () => {
    const images = DATA.images.map((value, i) => (i < 28 * 28 ? Number.NaN : value));
    expect(() => runAvMnist({ ...DATA, images }, { ...RUN, recipe: SHORT })).toThrow(/finite logits/);
  });

  test('leaves nothing behind', async () => {
    const run = { ...RUN, method: 'smil', recipe: SHORT } as const;
    expect(await leakedTensors(() => runAvMnist(DATA, run))).toBe(0);
  });

  test.each([0, 4, 108])('refuses %i pairs a class', (p) => {
    expect(() => runAvMnist(DATA, { ...RUN, p })).toThrow(/multiple of 3 up to 105/);
  });
});
