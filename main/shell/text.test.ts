import { afterEach, expect, it } from 'vitest';
import { speak, text } from './text.ts';

afterEach(() => speak('en', []));

it.each([
  { chosen: 'auto', preferred: ['de-CH', 'en'], spoken: 'de' },
  { chosen: 'auto', preferred: ['fr-FR', 'en-GB', 'de'], spoken: 'en' },
  { chosen: 'auto', preferred: ['fr-FR'], spoken: 'en' },
  { chosen: 'en', preferred: ['de-DE'], spoken: 'en' },
  { chosen: 'de', preferred: ['en-US'], spoken: 'de' },
] as const)(
  'speaks $spoken where $chosen is chosen and the system has $preferred',
  ({ chosen, preferred, spoken }) => {
    speak(chosen, preferred);
    expect(text.language).toBe(spoken);
  },
);
