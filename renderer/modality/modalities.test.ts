import { describe, expect, it } from 'vitest';
import { MODALITIES } from '../../models/modalities/modality.ts';
import { en } from '../text/en/index.ts';
import { inOrder, lookOf, MODALITY_LOOKS, MODALITY_ORDER, maybeModality } from './modalities.ts';

describe('the table of modalities', () => {
  it('has the order of the contract', () => {
    expect(MODALITY_ORDER).toEqual(MODALITIES);
  });

  it('gives each its own icon, colour and name', () => {
    expect(new Set(MODALITY_LOOKS.map(({ icon }) => icon)).size).toBe(MODALITIES.length);
    expect(new Set(MODALITY_LOOKS.map(({ color }) => color)).size).toBe(MODALITIES.length);
    expect(new Set(MODALITY_ORDER.map((name) => en.modality.name[name])).size).toBe(MODALITIES.length);
  });

  it('puts any selection into that order', () => {
    expect(inOrder(['medications', 'demographics', 'labs'])).toEqual(['demographics', 'labs', 'medications']);
  });

  it('tells names from other text', () => {
    expect(maybeModality('labs')).toBe('labs');
    expect(maybeModality('images')).toBeUndefined();
    expect(lookOf('labs').color).toBe('var(--modality-labs)');
  });
});
