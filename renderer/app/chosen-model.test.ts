// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { FIXTURE_MODELS } from '../testing/fixture-models.ts';
import { preferredModel } from './chosen-model.ts';

const [active, candidate, retired] = FIXTURE_MODELS;

describe('preferredModel', () => {
  it('is the active one, else the newest, and never one that is gone or retired', () => {
    expect(preferredModel([candidate!, active!])).toBe(active);
    expect(preferredModel([{ ...candidate!, createdAt: '2020-01-01' }, candidate!])).toBe(candidate);
    expect(preferredModel([retired!, { ...active!, missing: true }])).toBeUndefined();
  });
});
