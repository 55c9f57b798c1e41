import { describe, expect, it } from 'vitest';
import { datedColumn, datesIn, meaningOf, withDates, withMeaning, withWords } from './references.ts';

const GERMAN = { dates: 'DD.MM.YYYY' };

describe('a column of dates', () => {
  it('names its form only where that is another than that of the table', () => {
    expect(withDates('Zeit', 'DD.MM.YYYY', GERMAN)).toBe('Zeit');
    expect(withDates('Zeit', 'ISO', {})).toBe('Zeit');
    expect(withDates('Zeit', 'Excel', GERMAN)).toEqual({ column: 'Zeit', dates: 'Excel' });
    expect(datesIn({ column: 'Zeit', dates: 'Excel' }, GERMAN)).toBe('Excel');
    expect(datesIn('Zeit', GERMAN)).toBe('DD.MM.YYYY');
    expect(datesIn('Zeit', {})).toBe('ISO');
  });

  it('that was just chosen takes the form of its values, and leaves two that fit to the user', () => {
    expect(datedColumn({ name: 'Zeit', dates: ['ISO'] }, GERMAN)).toEqual({ column: 'Zeit', dates: 'ISO' });
    expect(datedColumn({ name: 'Zeit', dates: ['ISO', 'DD.MM.YYYY'] }, GERMAN)).toBe('Zeit');
    expect(datedColumn({ name: 'Zeit', dates: [] }, GERMAN)).toBe('Zeit');
    expect(datedColumn({ name: 'Zeit', dates: ['DD/MM/YYYY', 'MM/DD/YYYY'] }, GERMAN)).toEqual({
      column: 'Zeit',
      dates: 'DD/MM/YYYY or MM/DD/YYYY',
    });
  });
});

describe('the words of a column', () => {
  it('stand for one thing each, whatever their case', () => {
    const words = withMeaning({ died: ['Tod'] }, 'tod', 'hospice');
    expect(words).toEqual({ hospice: ['tod'] });
    expect([meaningOf(words, 'TOD'), meaningOf(words, 'verlegt')]).toEqual(['hospice', '']);
    expect(withMeaning({ died: ['Tod', 'ex'] }, 'Tod', '')).toEqual({ died: ['ex'] });
  });

  it('are left out where none stands for another', () => {
    expect(withWords('Art', {})).toBe('Art');
    expect(withWords('Art', { died: ['Tod'] })).toEqual({ column: 'Art', words: { died: ['Tod'] } });
  });
});
