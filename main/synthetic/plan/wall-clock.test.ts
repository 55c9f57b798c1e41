import { describe, expect, it } from 'vitest';
import { calendarDay, dayOf, formatDay, formatMinute, yearOf } from './wall-clock.ts';

describe('wall-clock times', () => {
  it.each([
    [0, '1970-01-01'],
    [59, '1970-03-01'],
    [11_016, '2000-02-29'],
    [47_540, '2100-02-28'],
    [47_541, '2100-03-01'],
    [51_134, '2110-01-01'],
  ])('day %i is %s', (day, text) => {
    expect(formatDay(day)).toBe(text);
  });

  it('agrees with the calendar of the platform over 400 years, every eleventh day', () => {
    for (let day = 0; day < 146_097; day += 11) {
      const date = new Date(day * 86_400_000);
      expect(calendarDay(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
    }
  });

  it('writes minutes as MIMIC-IV does', () => {
    const minute = 51_134 * 1440 + 9 * 60 + 5;
    expect(formatMinute(minute)).toBe('2110-01-01 09:05:00');
    expect(dayOf(minute)).toBe(51_134);
    expect(yearOf(51_134 * 1440 - 1)).toBe(2109);
  });
});
