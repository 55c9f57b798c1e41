import { expect, it } from 'vitest';
import { en } from '../../text/en/index.ts';
import { modelKind } from './model-kind.ts';

it('names the networks of a model, and the say that logistic experts have', () => {
  const networks = { encoders: 'ebr', fusion: 'gated' } as const;
  expect(modelKind(networks, en)).toBe('EBR · gated');
  expect(modelKind({ ...networks, expertShare: 1 / 3 }, en)).toBe(
    'EBR · gated · logistic experts have 0.33 of the say',
  );
  expect(modelKind({ ...networks, expertShare: 1 }, en)).toBe('logistic experts, no network');
});
