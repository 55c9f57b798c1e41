import { expect, it } from 'vitest';
import { en } from '../../text/en/index.ts';
import { networksOf } from './networks.ts';

it('names no encoders where there is no network', () => {
  const request = { encoders: 'ebr', fusion: 'gated' } as const;
  expect(networksOf({ ...request, trainingPreset: 'quick' }, en)).toEqual(['EBR', 'gated']);
  expect(networksOf({ ...request, trainingPreset: 'reference' }, en)).toEqual([
    'logistic experts, no network',
  ]);
});
