import { afterEach, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode, LacunaError } from '../errors.ts';
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

it('tells failures in the language that it speaks', () => {
  const damaged = new LacunaError('database_damaged', 'the file is damaged', { hint: 'take a backup' });
  const full = Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
  expect(text.failure(damaged.report())).toBe('the file is damaged\ntake a backup');
  speak('de', []);
  expect(text.failure(damaged.report())).toMatch(/^Die Datei ist beschädigt/);
  expect(text.systemFailure(full)).toBe('Auf dem Datenträger ist kein Platz.');
  expect(text.stopped.why('oom')).toContain('(zu wenig Arbeitsspeicher)');
});

it('knows in German every failure of a database', () => {
  speak('de', []);
  const codes = (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => code.startsWith('database_'));
  expect(codes.length).toBeGreaterThan(4);
  for (const code of codes) expect(text.failure({ code, message: 'English' }), code).not.toContain('English');
});
