import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatDays,
  formatDuration,
  formatHours,
  formatMinutesBefore,
  formatStayHours,
} from './time.ts';

describe('times', () => {
  it.each([
    [0.2, '1 sec'],
    [42, '42 sec'],
    [240, '4 min'],
    [9000, '2.5 hr'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });

  it('changes to days once hours say little', () => {
    expect(formatHours(30)).toBe('30 hr');
    expect(formatHours(100)).toBe('4.2 days');
    expect(formatMinutesBefore(40)).toBe('40 min');
    expect(formatMinutesBefore(4320)).toBe('3 days');
  });

  it('keeps signs of places in a stay', () => {
    expect(formatStayHours(-1.25)).toBe('−1.3 h');
    expect(formatStayHours(405.5)).toBe('+16.9 days');
    expect(formatStayHours(null)).toBe('– –');
    expect(formatDays(41.2)).toBe('41 days');
    expect(formatDays(-1)).toBe('1 day');
  });

  it('shows ages over 89 as 90+', () => {
    expect(formatAge(89)).toBe('89');
    expect(formatAge(90)).toBe('90+');
  });
});
