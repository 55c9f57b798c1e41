import { expect, it } from 'vitest';
import { likenessOf } from './likeness.ts';

it.each([
  [-0.4, 'hardly'],
  [0, 'hardly'],
  [0.1, 'slightly'],
  [0.3, 'fairly'],
  [0.58, 'fairly'],
  [0.6, 'very'],
  [1, 'very'],
])('a similarity of %d is %s similar', (similarity, likeness) => {
  expect(likenessOf(similarity)).toBe(likeness);
});
