import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { lab } from '../testing/evidence.ts';
import type { LabEvent } from './evidence.ts';
import {
  describeHourlyLabFeature,
  findHourlyLabSource,
  hourlyLabColumns,
  hourlyLabRow,
  type HourlyLabVectorizer,
  HourlyLabVectorizerFitter,
} from './hourly-lab-vectorizer.ts';
import { scaleValue } from './robust-scaling.ts';

const POTASSIUM = 'MIMIC-LAB:50971';
const LACTATE = 'MIMIC-LAB:50813';
const HOURS = 4;

/** 40 encounters with potassium of 3.0, 3.1, ... in the last hour; lactate, as text only, in every fourth. */
function fitted(more: readonly LabEvent[] = []): HourlyLabVectorizer {
  const fitter = new HourlyLabVectorizerFitter(RandomStream.fromSeed(1), HOURS);
  for (let i = 0; i < 40; i += 1) {
    const potassium = lab(POTASSIUM, 3 + i / 10, { minutesBefore: 30, name: 'Potassium' });
    const lactate = lab(LACTATE, null, { text: 'high', minutesBefore: 10 });
    fitter.add([potassium, ...(i % 4 === 0 ? [lactate] : []), ...(i === 0 ? more : [])]);
  }
  return fitter.fit({ minimumShare: 0.1 });
}

const vectorizer = fitted();
/** Items are in the order of their codes: lactate, potassium. */
const potassiumIn = (hour: number): number => (HOURS + hour) * 2;
const scaled = (value: number): number => scaleValue(vectorizer.items[1]!.scaling!, value);

const entriesOf = (events: readonly LabEvent[]): Record<number, number> => {
  const row = hourlyLabRow(vectorizer, events);
  return Object.fromEntries(Array.from(row?.indices ?? [], (column, i) => [column, row?.values[i] ?? NaN]));
};
const expectEntries = (events: readonly LabEvent[], expected: Readonly<Record<number, number>>): void => {
  const actual = entriesOf(events);
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [column, value] of Object.entries(expected)) {
    expect(actual[Number(column)], column).toBeCloseTo(value, 5);
  }
};

describe('results by the hour', () => {
  test('the mean of an hour, and that it was measured; whole hours begin a new one', () => {
    expect(hourlyLabColumns(vectorizer)).toBe(2 * HOURS * 2);
    expectEntries(
      [
        lab(POTASSIUM, 4, { minutesBefore: 59 }),
        lab(POTASSIUM, 5, { minutesBefore: 0 }),
        lab(POTASSIUM, 3.5, { minutesBefore: 60 }),
      ],
      {
        [potassiumIn(0)]: scaled(4.5),
        [potassiumIn(0) + 1]: 1,
        [potassiumIn(1)]: scaled(3.5),
        [potassiumIn(1) + 1]: 1,
      },
    );
  });

  test('a text and another unit count as measured only', () => {
    const [text, unit] = [
      { text: 'hemolyzed', minutesBefore: 70 },
      { unit: 'g/L', minutesBefore: 130 },
    ];
    expectEntries([lab(POTASSIUM, null, text), lab(POTASSIUM, 4, unit), lab(LACTATE, 2)], {
      3: 1,
      [potassiumIn(1) + 1]: 1,
      [potassiumIn(2) + 1]: 1,
    });
  });

  test('of what is earlier the latest stands in the oldest hour, unless one was measured in it', () => {
    const earlier = [
      lab(POTASSIUM, 6, { minutesBefore: 5000 }),
      lab(POTASSIUM, 3.2, { minutesBefore: HOURS * 60 }),
    ];
    const oldest = { [potassiumIn(HOURS - 1)]: scaled(3.2), [potassiumIn(HOURS - 1) + 1]: 1 };
    expectEntries(earlier, oldest);
    const within = lab(POTASSIUM, 5, { minutesBefore: HOURS * 60 - 1 });
    expectEntries([...earlier, within], { ...oldest, [potassiumIn(HOURS - 1)]: scaled(5) });
  });

  test('nothing known is no row', () => {
    expect(hourlyLabRow(vectorizer, [lab('MIMIC-LAB:1', 3)])).toBeNull();
    expect(hourlyLabRow(vectorizer, [])).toBeNull();
  });
});

test('counts what was cut in training', () => {
  const cut = [1, 2, 3].map(() => lab(POTASSIUM, 4, { minutesBefore: 240 }));
  expect(fitted(cut).cut).toEqual({ results: 53, cutResults: 3, encounters: 40, cutEncounters: 1 });
  expect(vectorizer.cut).toMatchObject({ cutResults: 0, cutEncounters: 0 });
});

test('items measured in too few encounters are left out', () => {
  expect(fitted([lab('MIMIC-LAB:1', 3)]).items.map(({ item }) => item)).toEqual([LACTATE, POTASSIUM]);
});

test('a feature names its item and hour, and finds the latest result of it', () => {
  expect(describeHourlyLabFeature(vectorizer, potassiumIn(2))).toMatchObject({
    name: 'Potassium',
    code: '50971',
    system: 'MIMIC-LAB',
    unit: 'mg/dL',
    statistic: 'hourlyMean',
    group: POTASSIUM,
  });
  expect(describeHourlyLabFeature(vectorizer, potassiumIn(2) + 1)).toMatchObject({
    unit: null,
    statistic: 'measured',
  });
  expect(describeHourlyLabFeature(vectorizer, 2 * HOURS * 2)).toBeNull();
  const events = [
    lab(POTASSIUM, 4, { minutesBefore: 179, line: 7 }),
    lab(POTASSIUM, 5, { minutesBefore: 121, line: 8 }),
  ];
  expect(findHourlyLabSource(vectorizer, potassiumIn(2), events)).toEqual({
    value: 4.5,
    minutesBefore: 121,
    file: 'hosp/test.csv',
    line: 8,
  });
  expect(findHourlyLabSource(vectorizer, potassiumIn(2) + 1, events)?.value).toBeNull();
  expect(findHourlyLabSource(vectorizer, potassiumIn(0), events)).toBeNull();
});
