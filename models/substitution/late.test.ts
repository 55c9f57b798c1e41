import { expect, test } from 'vitest';
import { sigmoid } from '../statistics/sigmoid.ts';
import { meanOfUsed } from './late.ts';

test('method.md TEST 3: the mean of logits, not of probabilities', () => {
  const [logit = NaN] = meanOfUsed([[1.2], [-0.4]], Uint8Array.of(1, 1), [0]);
  expect(logit).toBeCloseTo(0.4, 6);
  expect(sigmoid(logit)).toBeCloseTo(0.5986876601, 6);
});

test('only used modalities count, and without any there is no score', () => {
  const used = Uint8Array.of(0, 0, 0, 1, 1, 0);
  const logits = meanOfUsed(
    [
      [5, 7],
      [1, 3],
    ],
    used,
    [2, 1],
  );
  // Row 2 of the table uses the first modality, row 1 the second.
  expect(Array.from(logits)).toEqual([5, 3]);
  expect(meanOfUsed([[5], [1]], used, [0])[0]).toBeNaN();
});
