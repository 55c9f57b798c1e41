import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOf, isMoment, middleDay, namesDay, parseTime, startOf } from './fhir-time.ts';

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1440;

it('reads a moment as its minute of UTC, with the offset of its clock', () => {
  const noon = Date.UTC(2019, 2, 10, 12) / MS_PER_MINUTE;
  expect(parseTime('2019-03-10T12:00:00Z')).toEqual({ first: noon, last: noon, offset: 0 });
  expect(parseTime('2019-03-10T08:00:59.999-04:00')).toEqual({ first: noon, last: noon, offset: -240 });
  expect(parseTime('2019-03-10T17:45:00+05:45')).toEqual({ first: noon, last: noon, offset: 345 });
});

it('keeps what lies between two moments across the change to summer time', () => {
  const before = parseTime('2019-03-10T01:30:00-05:00');
  const after = parseTime('2019-03-10T03:30:00-04:00');
  expect((after?.first ?? 0) - (before?.first ?? 0)).toBe(60);
});

it('reads a day, a month and a year as all of their minutes, on no clock', () => {
  const day = parseTime('2020-02-29');
  const midnight = Date.UTC(2020, 1, 29) / MS_PER_MINUTE;
  expect(day).toEqual({ first: midnight, last: midnight + MINUTES_PER_DAY - 1, offset: null });
  const month = parseTime('2019-02');
  const year = parseTime('1948');
  expect([month, year].map((time) => ((time?.last ?? 0) - (time?.first ?? 0) + 1) / MINUTES_PER_DAY)).toEqual(
    [28, 366],
  );
  expect([day, month, year].map((time) => time !== null && namesDay(time))).toEqual([true, false, false]);
  expect(day !== null && isMoment(day)).toBe(false);
});

it('takes the middle of a year for the day of a birth, the day itself where it is known', () => {
  const dayOf = (text: string) => {
    const time = parseTime(text);
    return time === null ? null : new Date(middleDay(time) * 86_400_000).toISOString().slice(0, 10);
  };
  expect(dayOf('1949')).toBe('1949-07-02');
  expect(dayOf('1999-02')).toBe('1999-02-14');
  expect(dayOf('1950-06-15')).toBe('1950-06-15');
});

it('lets what happened on a day begin with it, and what was known that day be known at its end', () => {
  const day = parseTime('2019-03-10') ?? undefined;
  const minutes = (startOf(day)?.minute ?? 0) - (endOf(day)?.minute ?? 0);
  expect(minutes).toBe(1 - MINUTES_PER_DAY);
  expect([startOf(undefined), endOf(undefined)]).toEqual([null, null]);
});

it('agrees with the calendar of the machine about every moment', () => {
  const min = new Date('1850-01-02T00:00:00Z');
  const max = new Date('2999-12-30T00:00:00Z');
  fc.assert(
    fc.property(
      fc.date({ min, max, noInvalidDate: true }),
      fc.integer({ min: -840, max: 840 }),
      (date, offset) => {
        const wall = new Date(date.getTime() + offset * MS_PER_MINUTE).toISOString().slice(0, 19);
        const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) =>
          String(n).padStart(2, '0'),
        );
        const text = `${wall}${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
        expect(parseTime(text), text).toEqual({
          first: Math.floor(date.getTime() / MS_PER_MINUTE),
          last: Math.floor(date.getTime() / MS_PER_MINUTE),
          offset,
        });
      },
    ),
  );
});

it.each([
  ...[
    '',
    '19',
    '2019-13',
    '2019-00-10',
    '2019-02-29',
    '2019-04-31',
    '10.03.2019',
    '2019-3-1',
    '1849',
    '3000',
  ],
  // With a time of day the specification asks for seconds and for the offset.
  ...['2019-03-10T12:00:00', '2019-03-10T12:00Z', '2019-03-10T24:00:00Z', '2019-03-10 12:00:00Z'],
  ...['2019-03-10T12:00:00+15:00', '2019-03-10T12:00:00+14:30', '2019-03-10T12:60:00Z', ' 2019'],
])('does not take %j for a time', (text) => {
  expect(parseTime(text)).toBeNull();
});
