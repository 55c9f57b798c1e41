import { describe, expect, it } from 'vitest';
import { removeOutcomeSections } from './outcome-sections.ts';

describe('removeOutcomeSections', () => {
  it('removes disposition, facility and condition with all that stands under them', () => {
    const text = [
      'Name:  ___',
      'Brief Hospital Course:',
      'Stable: improved.',
      'Discharge Disposition:',
      'Extended Care',
      ' ',
      'Facility:',
      '___',
      'Discharge Diagnosis:',
      'Pneumonia',
      'Discharge Condition:',
      'Mental Status: Clear and coherent.',
      'Activity Status: Bedbound.',
      'Discharge Instructions:',
      'Rest.',
    ].join('\n');
    expect(removeOutcomeSections(text)).toBe(
      [
        'Name:  ___',
        'Brief Hospital Course:',
        'Stable: improved.',
        'Discharge Diagnosis:',
        'Pneumonia',
        'Discharge Instructions:',
        'Rest.',
      ].join('\n'),
    );
  });

  it('removes a last section up to the end, in any case and spacing', () => {
    expect(removeOutcomeSections('Course\n  DISCHARGE CONDITION :\nExpired')).toBe('Course\n');
  });

  it('leaves a mention within a line, and a text without headings, as they are', () => {
    for (const text of ['', 'no headings', 'He said discharge condition: good']) {
      expect(removeOutcomeSections(text)).toBe(text);
    }
  });
});
