import { describe, expect, it } from 'vitest';
import { csvLine } from './csv-text.ts';

describe('csvLine', () => {
  it('quotes what needs quoting and nothing else', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', 1.5, null, ''])).toBe('a,"b,c","d""e","f\ng",1.5,,\r\n');
  });

  it('disarms text that a spreadsheet would run, and leaves negative numbers alone', () => {
    expect(csvLine(['=1+1', '+x', '@y', '-z', -2])).toBe("'=1+1,'+x,'@y,'-z,-2\r\n");
  });
});
