import { expect, it } from 'vitest';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { stableOrder } from './stable-order.ts';

/** The order that comparing gives. */
function compared(values: Float64Array, descending: boolean): number[] {
  return [...values.keys()].sort((a, b) => {
    const [first = NaN, second = NaN] = [values[a], values[b]];
    if (Number.isNaN(first) || Number.isNaN(second))
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    return (descending ? -1 : 1) * (first < second ? -1 : Number(first > second));
  });
}

it.each([false, true])('orders numbers of all kinds as comparing them does, descending: %s', (descending) => {
  const kinds = [
    NaN,
    0,
    -0,
    1,
    -1,
    0.1,
    -0.1,
    1e-310,
    -1e-310,
    1e300,
    -1e300,
    Infinity,
    -Infinity,
    2 ** 31,
    2 ** 53,
  ];
  const random = RandomStream.fromSeed(1);
  const values = Float64Array.from({ length: 20_000 }, () =>
    random.int(2) === 0 ? (kinds[random.int(kinds.length)] ?? 0) : random.normal() * 10 ** random.int(6),
  );
  expect([...stableOrder(values, { descending })]).toEqual(compared(values, descending));
});

it('leaves equal numbers as they come, and those that are not known at the end', () => {
  const values = Float64Array.of(NaN, 2, 1, 2, NaN, 1);
  expect([...stableOrder(values, { descending: false })]).toEqual([2, 5, 1, 3, 0, 4]);
  expect([...stableOrder(values, { descending: true })]).toEqual([1, 3, 2, 5, 0, 4]);
});

it('orders nothing', () => {
  expect(stableOrder(new Float64Array(0), { descending: false })).toHaveLength(0);
});
