import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

/** Which keys are made anew when they are asked for in this order. */
function madeBy(recent: Recent<number>, asked: readonly (readonly [key: string, value: number])[]): string[] {
  const made: string[] = [];
  for (const [key, value] of asked) {
    recent.get(key, () => {
      made.push(key);
      return value;
    });
  }
  return made;
}

it('keeps those that were used last', () => {
  const recent = new Recent<number>(2);
  expect(
    madeBy(recent, [
      ['a', 1],
      ['b', 1],
      ['a', 1],
      ['c', 1],
      ['a', 1],
      ['b', 1],
    ]),
  ).toEqual(['a', 'b', 'c', 'b']);
});

it('keeps as much as may be kept, and the last one whatever it weighs', () => {
  const recent = new Recent<number>(10, (weight) => weight);
  expect(
    madeBy(recent, [
      ['a', 6],
      ['b', 4],
      ['a', 6],
      ['b', 4],
      ['c', 11],
      ['c', 11],
      ['b', 4],
    ]),
  ).toEqual(['a', 'b', 'c', 'b']);
});
