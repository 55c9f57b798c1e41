import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { LacunaError } from '../../../errors.ts';
import { asServerError } from './server-errors.ts';

const PLACE = 'postgresql://me@db:5432/mimic';

function fromServer(code: string, message: string): LacunaError {
  const error = new pg.DatabaseError(message, message.length, 'error');
  error.code = code;
  const named = asServerError(error, PLACE);
  if (!(named instanceof LacunaError)) throw new Error('expected a named error');
  return named;
}

function fromNode(message: string, code?: string): unknown {
  return asServerError(Object.assign(new Error(message), { code }), PLACE);
}

describe('a failure of a server', () => {
  it.each([
    ['28P01', 'server_login'],
    ['28000', 'server_login'],
    ['3D000', 'server_database'],
    ['42501', 'server_permission'],
    ['42601', 'server_query'],
    ['53300', 'server_unreachable'],
    ['57014', 'server_timeout'],
    ['25P04', 'server_timeout'],
    ['57P01', 'server_lost'],
    ['57P02', 'server_lost'],
    ['57P03', 'server_unreachable'],
    ['57P05', 'server_lost'],
    ['40001', 'server_lost'],
    ['XX000', 'server_query'],
  ])('of SQLSTATE %s is called %s', (state, code) => {
    expect(fromServer(state, 'x')).toMatchObject({ code, file: PLACE });
  });

  it.each([
    ['connect ECONNREFUSED', 'ECONNREFUSED', 'server_unreachable'],
    ['getaddrinfo ENOTFOUND', 'ENOTFOUND', 'server_unreachable'],
    ['timeout expired', undefined, 'server_unreachable'],
    ['read ECONNRESET', 'ECONNRESET', 'server_lost'],
    ['Connection terminated unexpectedly', undefined, 'server_lost'],
    ['self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'server_untrusted'],
    ['certificate has expired', 'CERT_HAS_EXPIRED', 'server_untrusted'],
    ['another name', 'ERR_TLS_CERT_ALTNAME_INVALID', 'server_untrusted'],
    ['The server does not support SSL connections', undefined, 'server_untrusted'],
  ])('that says %s (%s) is called %s', (message, code, named) => {
    expect(fromNode(message, code)).toMatchObject({ code: named, file: PLACE });
  });

  it('is repeated only where it is about the query', () => {
    expect(fromServer('42703', 'column "subject" does not exist').message).toContain('column "subject"');
    expect(fromServer('22P02', 'invalid input syntax for type integer: "Mrs Smith"').message).not.toContain(
      'Smith',
    );
    expect(fromServer('57014', 'canceling statement: Mrs Smith').message).not.toContain('Smith');
  });

  it('that is none is left as it is', () => {
    const own = new LacunaError('cancelled', 'cancelled');
    expect(asServerError(own, PLACE)).toBe(own);
    const other = new TypeError('x is not a function');
    expect(asServerError(other, PLACE)).toBe(other);
  });
});
