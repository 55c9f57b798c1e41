import { expect, test } from 'vitest';
import { logit, sigmoid } from '../statistics/sigmoid.ts';
import { levelOf } from './level.ts';

test('equal logits are moved to the logit of the rate', () => {
  expect(levelOf([-1, -1, -1], 0.2)).toBeCloseTo(logit(0.2) + 1, 9);
});

test('the mean probability becomes the rate', () => {
  const logits = [-4, -2.5, -1, 0.5, 3];
  const level = levelOf(logits, 0.1);
  const mean = logits.reduce((sum, value) => sum + sigmoid(value + level), 0) / logits.length;
  expect(mean).toBeCloseTo(0.1, 9);
});
