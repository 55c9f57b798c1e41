import { expect, it } from 'vitest';
import { riskRangeOf, riskRangeText, validatePatientsSearch } from './search.ts';

it.each([
  ['0.1-0.3', { from: 0.1, below: 0.3 }],
  [riskRangeText(0.3, 1), { from: 0.3, below: 1 }],
  ['0.3-0.1', undefined],
  ['0.3', undefined],
  ['a-b', undefined],
  ['0.1-2', undefined],
  [undefined, undefined],
])('reads the range of risks %s', (text, range) => {
  expect(riskRangeOf(text)).toEqual(range);
  expect(validatePatientsSearch({ risk: text }).risk).toBe(range === undefined ? undefined : text);
});
