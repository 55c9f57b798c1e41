import { expect, it } from 'vitest';
import { settingsShape } from '../../models/training/settings.ts';
import { describeSettings } from './describe-settings.ts';

const described = describeSettings();
const of = (name: string) => described.find((setting) => setting.name === name);

it('describes every setting once, in words', () => {
  expect(described.map(({ name }) => name)).toEqual(Object.keys(settingsShape));
  expect(described.filter(({ description }) => description === '')).toEqual([]);
});

it('says what a setting may be', () => {
  expect(of('learningRate')).toMatchObject({
    kind: 'number',
    whole: false,
    least: 0,
    aboveLeast: true,
    most: null,
  });
  expect(of('members')).toMatchObject({
    kind: 'number',
    whole: true,
    least: 1,
    aboveLeast: false,
    most: 20,
    words: [],
  });
  expect(of('encodingWidth')).toMatchObject({ kind: 'number', whole: true, most: 4096, words: ['auto'] });
  expect(of('optimizer')).toMatchObject({ kind: 'choice', words: ['adamw', 'sgd'], group: 'optimisation' });
  expect(of('bagging')).toMatchObject({ kind: 'switch', words: [], group: 'stopping' });
  expect(of('notes')).toMatchObject({ kind: 'text', words: [], group: 'reading' });
  // A setting that has a default in older bundles is described all the same.
  expect(of('focalGamma')).toMatchObject({ kind: 'number', least: 0, most: 10 });
  expect(of('decayEvery')).toMatchObject({ whole: true, least: 1, most: null });
});
