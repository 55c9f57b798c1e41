import { describe, expect, it } from 'vitest';
import { en } from '../text/en/index.ts';
import { inWords } from './notice.tsx';

describe('inWords', () => {
  it('says what a code means', () => {
    const said = inWords('too_few_positives: 7 in validation', en.errors.byCode);
    expect(said).toBe(`${en.errors.byCode.too_few_positives.title}: 7 in validation`);
  });

  it('keeps the words of other warnings', () => {
    for (const warning of ['7 in validation', 'Labs: only 20 stays', 'Note: read this'])
      expect(inWords(warning, en.errors.byCode)).toBe(warning);
  });
});
