import { expect, it } from 'vitest';
import { parseServerAddress } from '../../../main/records/importers/postgres/server-address.ts';
import { databaseOf, EMPTY_FIELDS, serverOf } from './server-address.ts';

const typed = { ...EMPTY_FIELDS, database: 'mimic', user: 'reader' };

it('is what the host reads, whatever is typed', () => {
  const fields = {
    ...typed,
    host: '::1',
    port: '5433',
    database: 'my db/2',
    user: 'a@b:c',
    security: 'require',
  };
  const { address } = serverOf(fields)!;
  expect(parseServerAddress(address)).toMatchObject({
    host: '::1',
    port: 5433,
    user: 'a@b:c',
    database: 'my db/2',
    security: 'encrypted',
  });
  expect(databaseOf(address)).toBe('my db/2');
  const socket = serverOf({ ...typed, host: '/var/run/postgresql' })!;
  expect(parseServerAddress(socket.address).host).toBe('/var/run/postgresql');
});

it('holds the password apart, and only the rules that were given', () => {
  expect(serverOf({ ...typed, password: 's3cret' })).toEqual({
    address: 'postgresql://reader@localhost:5432/mimic',
    password: 's3cret',
    patients: {},
  });
  expect(serverOf({ ...typed, minimumAge: '18', since: '2150-01-01', careUnit: ' MICU ' })?.patients).toEqual(
    {
      minimumAge: 18,
      since: '2150-01-01',
      careUnits: ['MICU'],
    },
  );
});

it.each(['host', 'port', 'database', 'user'])('needs the %s', (field) => {
  expect(serverOf({ ...typed, [field]: ' ' })).toBeNull();
});
