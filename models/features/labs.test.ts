import { describe, expect, test } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { lab } from '../testing/evidence.ts';
import type { LabEvent } from './evidence.ts';
import { isNumericIn, measurementFigures, normaliseUnit, valueFigures } from './lab-statistics.ts';
import {
  LabVectorizerFitter,
  describeLabFeature,
  findLabSource,
  labRow,
  type LabVectorizer,
} from './lab-vectorizer.ts';
import { scaleValue } from './robust-scaling.ts';

const POTASSIUM = 'MIMIC-LAB:50971';
const LACTATE = 'MIMIC-LAB:50813';

describe('figures of one item', () => {
  /** Values 4, 6, 3 at 10 h, 4 h and 1 h before. */
  const results = [
    lab(POTASSIUM, 3, { minutesBefore: 60, line: 5 }),
    lab(POTASSIUM, 4, { minutesBefore: 600, line: 3 }),
    lab(POTASSIUM, 6, { minutesBefore: 240, line: 4 }),
  ].filter(isNumericIn('mg/dl'));

  test('last, first, smallest, largest, mean, each with the result behind it', () => {
    const figures = valueFigures(results);
    expect(figures.last).toMatchObject({ value: 3, source: { line: 5 } });
    expect(figures.first).toMatchObject({ value: 4, source: { line: 3 } });
    expect(figures.minimum).toMatchObject({ value: 3, source: { line: 5 } });
    expect(figures.maximum).toMatchObject({ value: 6, source: { line: 4 } });
    expect(figures.mean?.value).toBeCloseTo(13 / 3, 12);
  });
  test('slope by least squares, per hour', () => {
    // Hours -10, -4, -1 around -5; values 4, 6, 3 around 13/3.
    const expected = ((-5 * -1) / 3 + (1 * 5) / 3 + (4 * -4) / 3) / (25 + 1 + 16);
    expect(valueFigures(results).slope?.value).toBeCloseTo(expected, 12);
  });
  test('no slope from one time, nothing from no values', () => {
    const once = [lab(POTASSIUM, 3), lab(POTASSIUM, 4)].filter(isNumericIn('mg/dl'));
    expect(valueFigures(once)).not.toHaveProperty('slope');
    expect(valueFigures([])).toEqual({});
  });
  test('how it was measured counts every result', () => {
    const figures = measurementFigures([
      lab(POTASSIUM, 3, { minutesBefore: 90 }),
      lab(POTASSIUM, null, { text: 'hemolyzed', minutesBefore: 30 }),
    ]);
    expect(figures.count.value).toBeCloseTo(Math.log(3), 12);
    expect(figures.hoursSinceLast.value).toBe(0.5);
    expect(figures.measured.value).toBe(1);
  });
  test('units compare without case and blanks', () => {
    expect(normaliseUnit(' mg / dL')).toBe('mg/dl');
    expect(normaliseUnit(null)).toBe('');
  });
});

describe('lab vectorizer', () => {
  /** 40 encounters with potassium 3.0, 3.1, ... 6.9, two results an hour apart; lactate in every fourth. */
  const encounters = Array.from({ length: 40 }, (_, i): LabEvent[] => {
    const value = 3 + i / 10;
    const common = [
      lab(POTASSIUM, value, { name: 'Potassium', unit: 'mEq/L', minutesBefore: 120 + i }),
      lab(POTASSIUM, value + (i % 3) / 10, { name: 'Potassium', unit: 'MEQ/L', minutesBefore: 60 }),
    ];
    return i % 4 === 0
      ? [...common, lab(LACTATE, 1 + i / 8, { unit: 'mmol/L', minutesBefore: 10 * i })]
      : common;
  });

  function fit(training: LabEvent[][], minimumShare = 0.03): LabVectorizer {
    const fitter = new LabVectorizerFitter(RandomStream.fromSeed(1));
    for (const events of training) fitter.add(events);
    return fitter.fit({ minimumShare });
  }
  const fitted = fit(encounters);
  const featuresOf = (events: LabEvent[], vectorizer = fitted): Record<string, number> => {
    const row = labRow(vectorizer, events);
    const names = [...(row?.indices ?? [])].map((column) => {
      const { group, statistic } = describeLabFeature(vectorizer, column)!;
      return `${group} ${statistic}`;
    });
    return Object.fromEntries(names.map((name, i) => [name, row!.values[i]!]));
  };

  test('each varying statistic of each item has a column', () => {
    const statistics = (item: string): string[] =>
      fitted.items.find((entry) => entry.item === item)!.columns.map(({ statistic }) => statistic);
    // Potassium is in every encounter, always twice, last an hour before: these columns would say nothing.
    expect(statistics(POTASSIUM)).toEqual(['last', 'first', 'minimum', 'maximum', 'mean', 'slope']);
    // Lactate is measured once where it is.
    expect(statistics(LACTATE)).toEqual([
      'last',
      'first',
      'minimum',
      'maximum',
      'mean',
      'hoursSinceLast',
      'measured',
    ]);
    expect(fitted.columns).toBe(13);
  });

  test('values are scaled robustly, how it was measured weighs half', () => {
    const features = featuresOf([
      lab(POTASSIUM, 5, { unit: 'mEq/L' }),
      lab(LACTATE, 2, { unit: 'mmol/L', minutesBefore: 600 }),
    ]);
    const item = fitted.items.find(({ item: key }) => key === POTASSIUM)!;
    const scaling = item.columns.find(({ statistic }) => statistic === 'last')!.scaling!;
    expect(features[`${POTASSIUM} last`]).toBeCloseTo(scaleValue(scaling, 5), 6);
    expect(features[`${LACTATE} measured`]).toBe(0.5);
    expect(features).not.toHaveProperty([`${POTASSIUM} slope`]);
  });

  test('the median is a stored 0, not an absent value', () => {
    const item = fitted.items.find(({ item: key }) => key === POTASSIUM)!;
    const { median } = item.columns.find(({ statistic }) => statistic === 'last')!.scaling!;
    expect(featuresOf([lab(POTASSIUM, median, { unit: 'mEq/L' })])[`${POTASSIUM} last`]).toBe(0);
  });

  test('values in another unit are left out and counted, never converted', () => {
    const foreign = [lab(POTASSIUM, 180, { unit: 'mg/L' })];
    const mixed = fit([...encounters, foreign, foreign]);
    const item = mixed.items.find(({ item: key }) => key === POTASSIUM)!;
    expect(item).toMatchObject({ unit: 'mEq/L', otherUnits: 2 });
    expect(item.columns[0]!.scaling).toEqual(
      fitted.items.find(({ item: key }) => key === POTASSIUM)!.columns[0]!.scaling,
    );
    const features = featuresOf(foreign, mixed);
    expect(features).not.toHaveProperty([`${POTASSIUM} last`]);
    expect(features).toHaveProperty([`${POTASSIUM} count`]);
  });

  test('items that few encounters have are left out; encounters without results count', () => {
    const nobody = Array.from({ length: 400 }, (): LabEvent[] => []);
    expect(fit([...encounters, ...nobody]).items.map(({ item }) => item)).toEqual([POTASSIUM]);
  });

  test('nothing known: null', () => {
    expect(labRow(fitted, [lab('MIMIC-LAB:1', 1)])).toBeNull();
    expect(labRow(fitted, [])).toBeNull();
  });

  test('features are described with unit and led back to their line', () => {
    const column = (group: string, statistic: string): number => {
      const item = fitted.items.find(({ item: key }) => key === group)!;
      return item.firstColumn + item.columns.findIndex((entry) => entry.statistic === statistic);
    };
    expect(describeLabFeature(fitted, column(POTASSIUM, 'maximum'))).toEqual({
      name: 'Potassium',
      code: '50971',
      system: 'MIMIC-LAB',
      unit: 'mEq/L',
      statistic: 'maximum',
      group: POTASSIUM,
    });
    expect(describeLabFeature(fitted, column(POTASSIUM, 'slope'))?.unit).toBe('mEq/L/h');
    expect(describeLabFeature(fitted, column(LACTATE, 'hoursSinceLast'))?.unit).toBe('h');
    expect(describeLabFeature(fitted, 13)).toBeNull();

    const events = [
      lab(POTASSIUM, 5, { unit: 'mEq/L', minutesBefore: 300, line: 11 }),
      lab(POTASSIUM, 7, { unit: 'mEq/L', minutesBefore: 200, line: 12 }),
      lab(POTASSIUM, 4, { unit: 'mEq/L', minutesBefore: 100, line: 13 }),
    ];
    expect(findLabSource(fitted, column(POTASSIUM, 'maximum'), events)).toEqual({
      value: 7,
      minutesBefore: 200,
      file: 'hosp/test.csv',
      line: 12,
    });
    expect(findLabSource(fitted, column(POTASSIUM, 'last'), events)).toMatchObject({ value: 4, line: 13 });
    expect(findLabSource(fitted, column(LACTATE, 'last'), events)).toBeNull();
    expect(findLabSource(fitted, column(LACTATE, 'measured'), [lab(LACTATE, 2)])).toMatchObject({
      value: null,
    });
  });
});
