import { expect, it } from 'vitest';
import { closingLine } from './closing-line.ts';

const skip = { name: 'a', reason: 'b' };

it('sums the gates, and names skips only where there are any', () => {
  expect(closingLine([])).toBe('0 passed, 0 failed');
  expect(
    closingLine([
      { passed: 3, failed: 1, skipped: [] },
      { passed: 4, failed: 0, skipped: [] },
    ]),
  ).toBe('7 passed, 1 failed');
  expect(closingLine([{ passed: 1, failed: 0, skipped: [skip, skip] }])).toBe(
    '1 passed, 0 failed, 2 skipped',
  );
});
