// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { shareBelow } from './neighbours.tsx';

const bins = [
  { from: 0.01, to: 0.05, n: 30, events: 1 },
  { from: 0.05, to: 0.1, n: 50, events: 4 },
  { from: 0.1, to: 0.3, n: 20, events: 5 },
];

it('counts the stays whose risk is surely lower', () => {
  expect(shareBelow(bins, 0.07)).toBe(0.3);
  expect(shareBelow(bins, 0.1)).toBe(0.8);
  expect(shareBelow(bins, 0.9)).toBe(1);
  expect(shareBelow([], 0.5)).toBe(0);
});
