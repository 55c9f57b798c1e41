import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { askPassword } from './ask-password.ts';

it('asks, takes what is typed up to the end of the line, and shows nothing of it', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  const asked = askPassword('password for db', { input, output });
  input.write('s3cret, with blanks \n');
  expect(await asked).toBe('s3cret, with blanks ');
  output.end();
  expect(await text(output)).toBe('password for db: \n');
});
