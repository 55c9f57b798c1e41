import { describe, expect, it } from 'vitest';
import { modalitiesOf, modalityText, oneOf, parseSearch, stringifySearch } from './search.ts';

describe('addresses', () => {
  it('are written as people write them and read back the same', () => {
    const search = { without: 'notes,labs', search: '10 & 20', page: 2 };
    const text = stringifySearch(search);
    expect(text).toBe('?without=notes,labs&search=10+%26+20&page=2');
    expect(parseSearch(text)).toEqual({ without: 'notes,labs', search: '10 & 20', page: '2' });
  });

  it('leave out what is not set', () => {
    expect(stringifySearch({ model: undefined, search: '' })).toBe('');
  });

  it('keep modalities in order and drop other words', () => {
    expect(modalitiesOf('labs,images,demographics')).toEqual(['demographics', 'labs']);
    expect(modalitiesOf(undefined)).toEqual([]);
    expect(modalityText([])).toBeUndefined();
  });

  it('take only known words', () => {
    expect(oneOf(['a', 'b'], 'b')).toBe('b');
    expect(oneOf(['a', 'b'], 'c')).toBeUndefined();
  });
});
