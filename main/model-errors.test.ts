import { expect, it } from 'vitest';
import { ModelError } from '../models/errors.ts';
import { asLacunaError } from './model-errors.ts';

it('puts what a schema says into one line', () => {
  const error = new ModelError('configuration', '✖ Too small: expected number to be >0\n  → at epochs');
  expect(asLacunaError(error)).toMatchObject({
    code: 'bad_configuration',
    message: 'Too small: expected number to be >0 at epochs',
  });
});

it('says what to do where no modality is left to learn from', () => {
  expect(asLacunaError(new ModelError('modality', 'expected a modality, got none'))).toMatchObject({
    code: 'bad_configuration',
    hint: expect.stringContaining('lacuna cohort') as string,
  });
});

it('leaves other failures as they are', () => {
  const error = new Error('x');
  expect(asLacunaError(error)).toBe(error);
});
