import { describe, expect, it } from 'vitest';
import type { SettingDescription } from '../../../main/api/services.ts';
import { nameInWords } from '../../format/words.ts';
import { faultOf, pairsText, settingsOf, spaceOf } from './setting-text.ts';

describe('settings in an address', () => {
  it('are read back as they were written', () => {
    const settings = { dropout: 0.2, bagging: false, optimizer: 'sgd' };
    expect(settingsOf(pairsText(settings))).toEqual(settings);
    const space = { learningRate: '0.0005..0.01 log', fusion: 'gated, concat' };
    expect(spaceOf(pairsText(space))).toEqual(space);
  });

  it('are none where there is nothing to read', () => {
    expect(pairsText({})).toBeUndefined();
    expect([settingsOf(undefined), settingsOf('dropout'), settingsOf('=3;;x=')]).toEqual([{}, {}, {}]);
  });
});

it('a value is checked by what its setting may be', () => {
  const setting: SettingDescription = {
    name: 'encodingWidth',
    group: 'size',
    description: '',
    kind: 'number',
    whole: true,
    least: 1,
    aboveLeast: false,
    most: 4096,
    words: ['auto'],
  };
  const faults = ['auto', '1', '4096', '0', '4097', '1.5', 'wide', ''].map((word) => faultOf(setting, word));
  expect(faults).toEqual([null, null, null, 'range', 'range', 'whole', 'word', 'word']);
  expect(faultOf({ ...setting, whole: false, least: 0, aboveLeast: true }, '0')).toBe('range');
  expect(faultOf({ ...setting, kind: 'choice', words: ['adamw', 'sgd'] }, '3')).toBe('word');
});

it('a name is read as words', () => {
  expect(['learningRate', 'epochs', 'stopAdversary'].map(nameInWords)).toEqual([
    'Learning rate',
    'Epochs',
    'Stop adversary',
  ]);
});
