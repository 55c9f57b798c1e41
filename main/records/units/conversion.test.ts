import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { conversionBetween } from './conversion.ts';

describe('a value in one unit becomes that in another', () => {
  it.each([
    ['mg/dL', 'g/L', 250, 2.5],
    ['K/uL', '10^9/L', 7.2, 7.2],
    ['#/uL', 'K/uL', 7200, 7.2],
    ['°F', '°C', 98.6, 37],
    ['Deg. C', 'deg F', 37, 98.6],
    ['mm Hg', 'kPa', 100, 13.3322],
    ['lbs', 'kg', 150, 68.0388555],
    ['inch', 'cm', 70, 177.8],
    ['mcg/mL', 'mg/L', 4, 4],
    ['seconds', 'min', 90, 1.5],
    ['bpm', 'breaths/min', 80, 80],
  ])('%s to %s: %f is %f', (from, to, value, expected) => {
    const conversion = conversionBetween(from, to);
    expect(value * (conversion?.scale ?? NaN) + (conversion?.shift ?? NaN)).toBeCloseTo(expected, 9);
  });

  it.each([
    ['mg/dL', 'mmol/L'],
    ['mEq/L', 'mmol/L'],
    ['U/L', 'IU/L'],
    ['mg/dL', 'kg'],
    ['shifts', 'mg/dL'],
    ['mg/dL', ''],
  ])('there is no way from %s to %s', (from, to) => {
    expect(conversionBetween(from, to)).toBeNull();
  });
});

it('says nothing on the console, whatever stands for a unit', () => {
  const spies = (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  const texts = fc.sample(
    fc.oneof(
      fc.string(),
      fc.constantFrom('valueOf', '0constructor/L', '{n}'),
      fc.stringMatching(/^[a-zA-Z0-9[\]{}*^/. ]{1,8}$/),
    ),
    {
      numRuns: 3000,
      seed: 1,
    },
  );
  for (const text of ['ng/mL FEU', 'log10 copies/mL', '', ...texts]) conversionBetween(text, 'mg/dL');
  for (const spy of spies) expect(spy).not.toHaveBeenCalled();
});
