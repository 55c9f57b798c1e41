import { expect, it } from 'vitest';
import { LacunaError } from '../errors.ts';
import { unexpectedLine } from './unexpected-line.ts';

it('names a failure by its code or kind, and quotes nothing of it', () => {
  const named = new LacunaError('already_imported', 'the same files are there, as Jane Doe');
  expect(unexpectedLine(named)).toBe('lacuna: failed (already_imported)');
  expect(unexpectedLine(new RangeError('Jane Doe'))).toBe('lacuna: unexpected failure (RangeError)');
  expect(unexpectedLine('Jane Doe')).toBe('lacuna: unexpected failure (string)');
});
