import { expect, test } from 'vitest';
import { INITIAL_STOP_STATE, judgeBlock } from './stop-rule.ts';

test('method.md TEST 1.5: two blocks running without a fall of a thousandth end the adversary for good', () => {
  const losses = [0.6, 0.52, 0.5, 0.51, 0.4999, 0.45];
  const stopped: boolean[] = [];
  losses.reduce((state, loss) => {
    const next = judgeBlock(state, loss);
    stopped.push(next.stopped);
    return next;
  }, INITIAL_STOP_STATE);
  expect(stopped).toEqual([false, false, false, false, true, true]);
});

test('a block that improves clears the failures before it', () => {
  const state = [0.5, 0.6, 0.4, 0.6].reduce(judgeBlock, INITIAL_STOP_STATE);
  expect(state).toEqual({ best: 0.4, failures: 1, stopped: false });
});
