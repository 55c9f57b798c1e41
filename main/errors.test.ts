import { describe, expect, it } from 'vitest';
import { ERROR_CODES, LacunaError, type ErrorCode } from './errors.ts';

describe('a report', () => {
  it('keeps the hint that the error was thrown with', () => {
    expect(new LacunaError('not_found', 'there is no such run', { hint: 'see the list' }).report().hint).toBe(
      'see the list',
    );
  });

  it.each(Object.keys(ERROR_CODES).filter((code) => !['cancelled', 'internal', 'locked'].includes(code)))(
    'of %s says what to do where nobody said it',
    (code) => {
      expect(new LacunaError(code as ErrorCode, 'it failed').report().hint).toMatch(/^[a-z].{10,}/);
    },
  );

  it('of a cancelled work has nothing to add', () => {
    expect(new LacunaError('cancelled', 'cancelled').report()).toEqual({
      code: 'cancelled',
      message: 'cancelled',
    });
  });
});
