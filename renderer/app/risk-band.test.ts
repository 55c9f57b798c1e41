import { describe, expect, it } from 'vitest';
import { de } from '../text/de/index.ts';
import { en } from '../text/en/index.ts';
import { bandName, bandOf } from './risk-band.ts';

const bands = [
  { name: 'Low', below: 0.05 },
  { name: 'Moderate', below: 0.15 },
];

describe('bandOf', () => {
  it.each([
    [0.049, 'Low', 0],
    [0.05, 'Moderate', 1],
    [0.15, 'High', 2],
    [0.9, 'High', 2],
  ])('puts %d into %s', (probability, name, rank) => {
    expect(bandOf(probability, bands, 'High')).toEqual({ name, rank, count: 3 });
  });

  it('has no band above one that reaches to certainty', () => {
    expect(bandOf(0.5, [...bands, { name: 'Top', below: 1 }], 'High')).toEqual({
      name: 'Top',
      rank: 2,
      count: 3,
    });
  });
});

it.each([
  ['low', en, 'Low'],
  ['low', de, 'Niedrig'],
  ['Watch closely', de, 'Watch closely'],
])('writes the band %s with a capital', (name, text, written) => {
  expect(bandName(name, text)).toBe(written);
});
