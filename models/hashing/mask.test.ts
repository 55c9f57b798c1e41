import { describe, expect, it } from 'vitest';
import { MODALITIES } from '../modalities/modality.ts';
import { maskModalities, maskUniform } from './mask.ts';

const encounters = Array.from({ length: 4_000 }, (_, i) => String(20_000_000 + i));
const masked = (encounter: string, rate: number, seed = 7) =>
  maskModalities({ seed, encounter, present: MODALITIES, rate });

describe('maskModalities', () => {
  it('keeps the record as it is at rate 0 and one modality at rate 1', () => {
    for (const encounter of encounters.slice(0, 100)) {
      expect(masked(encounter, 0)).toEqual({ kept: MODALITIES, restored: null });
      const all = masked(encounter, 1);
      expect(all.kept).toEqual([all.restored]);
    }
  });

  it('masks each modality with the probability of the rate', () => {
    for (const modality of MODALITIES) {
      const below = encounters.filter((encounter) => maskUniform(7, encounter, modality) < 0.3);
      expect(below.length / encounters.length).toBeCloseTo(0.3, 1);
    }
  });

  it('is nested over rates, restoration included', () => {
    for (const encounter of encounters) {
      let larger: readonly string[] = MODALITIES;
      for (const rate of [0.1, 0.3, 0.5, 0.7, 0.9, 1]) {
        const { kept } = masked(encounter, rate);
        expect(kept.length).toBeGreaterThan(0);
        for (const modality of kept) expect(larger).toContain(modality);
        larger = kept;
      }
    }
  });

  it('does not depend on the order in which modalities or encounters are asked for', () => {
    const backwards = MODALITIES.toReversed();
    for (const encounter of encounters.slice(0, 200)) {
      const other = maskModalities({ seed: 7, encounter, present: backwards, rate: 0.5 });
      expect([...other.kept].sort()).toEqual([...masked(encounter, 0.5).kept].sort());
    }
  });

  it('brings back the present modality with the largest number, and only when nothing is left', () => {
    const restored = encounters.map((encounter) => [encounter, masked(encounter, 0.7)] as const);
    const bare = restored.filter(([, mask]) => mask.restored !== null);
    // All six fall below .7 with probability .7^6 = .118.
    expect(bare.length / encounters.length).toBeCloseTo(0.7 ** 6, 1);
    for (const [encounter, mask] of bare) {
      const numbers = MODALITIES.map((modality) => maskUniform(7, encounter, modality));
      expect(mask.restored).toBe(MODALITIES[numbers.indexOf(Math.max(...numbers))]);
    }
  });

  it('masks another modality alike whether or not it is present', () => {
    for (const encounter of encounters.slice(0, 200)) {
      const some = maskModalities({ seed: 7, encounter, present: ['labs', 'notes'], rate: 0.5 });
      if (some.restored !== null) continue;
      const all = masked(encounter, 0.5).kept;
      expect(some.kept).toEqual(['labs', 'notes'].filter((m) => (all as readonly string[]).includes(m)));
    }
  });

  it('has nothing to mask where nothing is present', () => {
    expect(maskModalities({ seed: 7, encounter: '1', present: [], rate: 0.5 })).toEqual({
      kept: [],
      restored: null,
    });
  });
});
