import { describe, expect, it } from 'vitest';
import { LacunaError } from '../../../errors.ts';
import { parseServerAddress } from './server-address.ts';

describe('address of a server', () => {
  it.each([
    [
      'postgresql://reader@db.hospital.example:5433/mimic',
      { host: 'db.hospital.example', port: 5433, user: 'reader', database: 'mimic', security: 'verified' },
    ],
    ['postgres://reader@localhost/mimic', { host: 'localhost', port: 5432, security: 'off' }],
    [
      'postgresql://a%40b@[::1]:6000/my%20db',
      { host: '::1', port: 6000, user: 'a@b', database: 'my db', security: 'off' },
    ],
    ['postgresql://me@%2Fvar%2Frun%2Fpostgresql/mimic', { host: '/var/run/postgresql', security: 'off' }],
    ['postgresql://me@127.0.0.1/mimic?sslmode=verify-full', { security: 'verified', rootCertificate: null }],
    ['postgresql://me@db/mimic?sslmode=require', { security: 'encrypted' }],
    ['postgresql://me@db/mimic?sslmode=disable', { security: 'off' }],
    [
      'postgresql://me@db/mimic?sslrootcert=/etc/ca.pem',
      { security: 'verified', rootCertificate: '/etc/ca.pem' },
    ],
  ])('reads %s', (text, parts) => {
    expect(parseServerAddress(text)).toMatchObject(parts);
  });

  it('is written in one form, with the port', () => {
    expect(parseServerAddress('postgres://me@db/mimic?sslmode=require').text).toBe(
      'postgresql://me@db:5432/mimic?sslmode=require',
    );
  });

  it.each([
    ['a path', '/data/mimic', 'not the address'],
    ['another scheme', 'mysql://me@db/mimic', 'not the address'],
    ['a port that is none', 'postgresql://me@db:99999/mimic', 'not the address'],
    ['no user', 'postgresql://db/mimic', 'names no user'],
    ['no database', 'postgresql://me@db', 'names no database'],
    ['an unknown parameter', 'postgresql://me@db/mimic?options=-c', 'not known'],
    ['an unknown sslmode', 'postgresql://me@db/mimic?sslmode=prefer', 'sslmode is one of'],
    ['half an escape', 'postgresql://me@db/mimic%f', 'stands for no character'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseServerAddress(text)).toThrow(message);
  });

  it('refuses a password, and does not repeat it', () => {
    expect(() => parseServerAddress('postgresql://me:s3cret@db/mimic')).toThrow(/holds a password/);
    for (const text of ['postgresql://me:s3cret@db/mimic', 'postgresql://me:s3cret@db:x/mimic']) {
      try {
        parseServerAddress(text);
        expect.unreachable();
      } catch (error) {
        if (!(error instanceof LacunaError)) throw error;
        expect(JSON.stringify(error.report())).not.toContain('s3cret');
      }
    }
  });
});
