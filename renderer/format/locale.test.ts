import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forPrograms, locale, setLocale } from './locale.ts';
import { formatBytes, formatCount, formatFixed, formatMeasured, numberToType, withPoint } from './numbers.ts';
import { formatInterval, formatRisk, formatRiskRange } from './risk.ts';
import { formatDay, formatDuration, formatHours, formatStayHours } from './time.ts';

const NO_BREAK = '\u00a0';

beforeEach(() => setLocale('de'));
afterEach(() => setLocale('en'));

describe('in German', () => {
  it('numbers have a decimal comma', () => {
    expect([formatCount(18_087), formatFixed(-0.424, 2), formatMeasured(7.35)]).toEqual([
      '18.087',
      '−0,42',
      '7,35',
    ]);
    expect(formatBytes(12_400_000)).toBe('12,4 MB');
    expect(formatInterval([0.712, 0.803])).toBe('0,712–0,803');
  });

  it('per cent stand off their number', () => {
    expect(formatRisk(0.1234)).toBe(`12${NO_BREAK}%`);
    expect(formatRisk(0.0005)).toBe(`<0,1${NO_BREAK}%`);
    expect(formatRiskRange(0.02, 0.05)).toBe(`2,0–5,0${NO_BREAK}%`);
  });

  it('dates and times are written as in German', () => {
    expect(formatDay('2026-11-03T12:00:00Z')).toBe('03.11.2026');
    expect([formatDuration(9000), formatHours(100), formatStayHours(-60)]).toEqual([
      '2,5 Std.',
      '4,2 Tage',
      '−2,5 Tage',
    ]);
  });

  it('what is written for programs has a decimal point, and only that', () => {
    expect(forPrograms(() => [formatFixed(0.5, 1), formatCount(1204)])).toEqual(['0.5', '1,204']);
    expect(() =>
      forPrograms(() => {
        throw new Error('unwritable');
      }),
    ).toThrow('unwritable');
    expect(locale()).toBe('de');
  });
});

it('a number may be typed with a comma or a point, in either language', () => {
  expect(numberToType(1234.5)).toBe('1234,5');
  setLocale('en');
  expect(numberToType(1234.5)).toBe('1234.5');
  expect(['0,5', '0.5', ' 12 ', ''].map(withPoint)).toEqual(['0.5', '0.5', '12', '']);
});
