import { describe, expect, it } from 'vitest';
import {
  modalityList,
  pathName,
  portNumber,
  positiveNumber,
  rateList,
  wholeNumber,
  wordList,
} from './parse.ts';

describe('what a flag may hold', () => {
  it('reads names of modalities and names an unknown one', () => {
    expect(modalityList('notes, labs')).toEqual(['notes', 'labs']);
    expect(modalityList('')).toEqual([]);
    expect(() => modalityList('notes,lab')).toThrow('"lab" is not a modality');
  });

  it('reads rates from 0 to below 1', () => {
    expect(rateList('0,0.3,.5')).toEqual([0, 0.3, 0.5]);
    for (const text of ['1', '-0.1', 'half', '0.3,', 'NaN']) expect(() => rateList(text)).toThrow(/rates/);
  });

  it.each(['-1', '1.5', '1e3', ' ', '0x10', '99999999999999999999'])(
    'refuses %o as a whole number',
    (text) => {
      expect(() => wholeNumber(0)(text)).toThrow(/whole number/);
    },
  );

  it('keeps to the least allowed', () => {
    expect(wholeNumber(1)('1')).toBe(1);
    expect(() => wholeNumber(1)('0')).toThrow(/at least 1/);
    expect(positiveNumber('0.5')).toBe(0.5);
    expect(() => positiveNumber('0')).toThrow(/above 0/);
  });

  it('takes a port, and no empty word for a path', () => {
    expect(portNumber('0')).toBe(0);
    expect(() => portNumber('65536')).toThrow(/65535/);
    expect(pathName('a b')).toBe('a b');
    expect(() => pathName(' ')).toThrow(/path/);
  });

  it('reads words of a closed list', () => {
    expect(wordList(['ebr', 'omit'])('omit,ebr')).toEqual(['omit', 'ebr']);
    expect(() => wordList(['ebr', 'omit'])('zero')).toThrow(/ebr, omit/);
  });
});
