// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { iconArrayChart, kindOf } from './icon-array.ts';

describe('an icon of a hundred', () => {
  it.each([
    { is: 'more', counts: { count: 3, before: 2 }, kinds: ['filled', 'filled', 'more', 'empty'] },
    { is: 'fewer', counts: { count: 1, before: 3 }, kinds: ['filled', 'fewer', 'fewer', 'empty'] },
  ])('tells what stays from what is $is', ({ counts, kinds }) => {
    expect([0, 1, 2, 3].map((index) => kindOf(index, counts))).toEqual(kinds);
  });

  it('is one of a hundred, whatever the counts', () => {
    const drawn = iconArrayChart({ count: 100, before: 0, base: 100 }, { width: 272 });
    expect(drawn.querySelectorAll('rect')).toHaveLength(100);
    expect(drawn.querySelectorAll('rect[fill="var(--raises-fill)"]')).toHaveLength(100);
  });
});
