import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { ENCODERS } from '../training/configuration.ts';
import { parseDimension } from './dimension.ts';
import { planRungs, epochsAt } from './rungs.ts';
import { DEFAULT_SPACE, drawSettings, readSpace } from './search-space.ts';

const draws = (text: Record<string, string>, count = 300) => {
  const space = readSpace(text);
  return Array.from({ length: count }, (_, i) => drawSettings(space, RandomStream.fromSeed(i)));
};

describe('a dimension', () => {
  test.each([
    ['0.0005..0.01 log', { kind: 'range', from: 0.0005, to: 0.01, log: true }],
    ['-1..0.6', { kind: 'range', from: -1, to: 0.6, log: false }],
    ['0, 0.1,0.3', { kind: 'choices', values: [0, 0.1, 0.3] }],
    ['gated, concat', { kind: 'choices', values: ['gated', 'concat'] }],
    ['true', { kind: 'choices', values: [true] }],
  ])('%s', (text, dimension) => expect(parseDimension('x', text)).toEqual(dimension));

  test.each(['', '1,,2', '3..1', '0..1 log', 'a..b'])('"%s" is refused by name', (text) => {
    expect(() => parseDimension('dropout', text)).toThrow(/search: dropout: expected/);
  });
});

describe('a space', () => {
  test('draws within its ends, whole numbers where the setting is one', () => {
    const drawn = draws({
      dropout: '0.1..0.3',
      members: '1..3',
      learningRate: '0.001..0.1 log',
      batchSize: '8..64 log',
    });
    for (const { dropout, learningRate } of drawn) {
      expect(dropout).toBeGreaterThanOrEqual(0.1);
      expect(dropout).toBeLessThanOrEqual(0.3);
      expect(String(learningRate).replace(/^0\.0*/, '').length).toBeLessThanOrEqual(3);
    }
    expect(new Set(drawn.map(({ members }) => members))).toEqual(new Set([1, 2, 3]));
    expect(drawn.every(({ batchSize }) => Number.isInteger(batchSize))).toBe(true);
    // Half of a logarithmic range lies below its geometric mean.
    const below = drawn.filter(({ learningRate }) => Number(learningRate) < 0.01).length;
    expect(below / drawn.length).toBeGreaterThan(0.4);
    expect(below / drawn.length).toBeLessThan(0.6);
  });

  test('draws of one setting do not depend on which others are searched', () => {
    const alone = draws({ dropout: '0..0.5' }, 5).map(({ dropout }) => dropout);
    expect(draws({ lambda: '0, 1', dropout: '0..0.5' }, 5).map(({ dropout }) => dropout)).toEqual(alone);
  });

  test.each([
    [{ magic: '1..2' }, /name of a setting, got "magic"/],
    [{ seed: '1..2' }, /name of a setting, got "seed"/],
    [{ dropout: '0..2' }, /dropout: .*0\.9, got 2/],
    [{ fusion: 'gated, glue' }, /fusion: .*, got glue/],
    [{ members: '1..2.5' }, /members: .*, got 2\.5/],
    [{}, /expected a setting to search/],
  ])('%o is refused', (text, message) => expect(() => readSpace(text)).toThrow(message));

  test.each(ENCODERS)('that of %s encoders can be read', (encoders) => {
    expect(readSpace(DEFAULT_SPACE[encoders]).length).toBeGreaterThan(4);
  });
});

describe('rungs', () => {
  test('fewer trials and more epochs from one to the next, all epochs in the last', () => {
    const rungs = planRungs(9, 18, 3);
    expect(rungs.map(({ trials }) => trials)).toEqual([9, 3, 1]);
    expect(rungs.map((rung) => epochsAt(rung, 18))).toEqual([2, 6, 18]);
  });

  test('the first is never too short to tell anything', () => {
    expect(planRungs(27, 10, 3).map((rung) => [rung.trials, epochsAt(rung, 10)])).toEqual([
      [27, 3],
      [9, 10],
    ]);
    expect(planRungs(30, 1, 3)).toEqual([{ trials: 30, share: 1 }]);
  });

  test('few trials are all trained to the end', () => {
    expect(planRungs(2, 100, 3)).toEqual([{ trials: 2, share: 1 }]);
  });
});
