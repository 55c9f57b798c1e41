// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { IconArray, kindOf } from './icon-array.tsx';

describe('kindOf', () => {
  it('tells apart what stays, what comes and what goes', () => {
    expect([0, 1, 2, 3].map((index) => kindOf(index, 3, 2))).toEqual(['filled', 'filled', 'more', 'empty']);
    expect([0, 1, 2, 3].map((index) => kindOf(index, 1, 3))).toEqual(['filled', 'fewer', 'fewer', 'empty']);
  });
});

describe('IconArray', () => {
  it('is drawn as before: one less, the base rate marked', async () => {
    render(<IconArray count={12} before={13} base={9} label="12 of 100, 13 as found" />);
    const drawn = screen.getByRole('img', { name: '12 of 100, 13 as found' }).outerHTML;
    // Names of classes end in a hash of the file's path.
    const written = drawn.replaceAll(/class="_?([a-zA-Z]+)[^"]*"/g, 'class="$1"').replaceAll('><', '>\n<');
    await expect(`${written}\n`).toMatchFileSnapshot('../charts/baselines/icon-array.svg');
  });

  it('always draws a hundred, and says how many are filled', () => {
    render(<IconArray count={12} base={9} label="12 of 100" />);
    const array = screen.getByRole('img', { name: '12 of 100' });
    expect(array.querySelectorAll('rect')).toHaveLength(100);
    expect(array.querySelectorAll('rect[class*="filled"]')).toHaveLength(12);
  });
});
