import { describe, expect, it } from 'vitest';
import { hintFor } from './error-hints.ts';
import { ERROR_CODES, LacunaError, type ErrorCode } from './errors.ts';
import { worded } from '../models/wording.ts';

describe('a report', () => {
  it('keeps the hint that the error was thrown with', () => {
    expect(new LacunaError('not_found', 'there is no such run', { hint: 'see the list' }).report()).toEqual({
      code: 'not_found',
      message: 'there is no such run',
      hint: 'see the list',
    });
  });

  it('keeps the values of what is said apart, also over threads and processes', () => {
    const thrown = new LacunaError('missing_column', worded`the column ${'valuenum'} is missing`, {
      line: 1,
      hint: worded`it has ${'value'}, ${7}`,
    });
    expect(thrown.message).toBe('the column valuenum is missing');
    const report = thrown.report();
    expect(report).toMatchObject({
      hint: 'it has value, 7',
      wording: {
        message: { form: 'the column {0} is missing', values: ['valuenum'] },
        hint: { form: 'it has {0}, {1}', values: ['value', '7'] },
      },
    });
    const crossed = LacunaError.from(structuredClone(report), 'why');
    expect([crossed.report(), crossed.cause]).toEqual([report, 'why']);
  });
});

describe('a code', () => {
  it.each(
    Object.keys(ERROR_CODES).filter(
      (code) => !['cancelled', 'internal', 'locked', 'wrong_passphrase'].includes(code),
    ),
  )('%s says what to do where nobody said it', (code) => {
    expect(hintFor(code as ErrorCode)).toMatch(/^[a-z].{10,}/);
  });

  it('of a cancelled work has nothing to add', () => {
    expect(hintFor('cancelled')).toBeUndefined();
  });
});
