import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SPLITS } from '../training/dataset.ts';
import { developmentSplitOf, isHeldOut, SPLIT_SHARES, splitOf } from './split.ts';
import { hashUniform } from './uniform.ts';

const patients = Array.from({ length: 20_000 }, (_, i) => String(10_000_000 + i));
const splitsOf = (seed: number, ids: readonly string[]) =>
  new Map(ids.map((patient) => [patient, splitOf({ seed, source: 'mimic-iv', patient })]));

describe('hashUniform', () => {
  it('is the first 8 bytes of SHA-256 as a fraction, as another implementation computes it', () => {
    for (const text of ['', '0:mimic-iv:10000032', 'é:labs', ...patients.slice(0, 1_000)]) {
      const first = createHash('sha256').update(text, 'utf8').digest().readBigUInt64BE(0);
      expect(hashUniform(text)).toBe(Number(first >> 11n) / 2 ** 53);
    }
  });

  it('knows the published digest of the empty text, e3b0c44298fc1c14...', () => {
    expect(hashUniform('')).toBeCloseTo(0xe3b0c442 / 2 ** 32, 9);
  });
});

describe('splitOf', () => {
  it('gives 60 / 10 / 10 / 20 of the patients within four standard errors', () => {
    const counts = Object.groupBy(splitsOf(0, patients).values(), (split) => split);
    for (const split of SPLITS) {
      const share = SPLIT_SHARES[split];
      const standardError = Math.sqrt((share * (1 - share)) / patients.length);
      expect(Math.abs((counts[split]?.length ?? 0) / patients.length - share)).toBeLessThan(
        4 * standardError,
      );
    }
  });

  it('moves nobody when patients are added or come in another order', () => {
    const few = splitsOf(0, patients.slice(0, 500));
    const many = splitsOf(0, patients.toReversed());
    for (const [patient, split] of few) expect(many.get(patient)).toBe(split);
  });

  it('depends on the seed and on the source', () => {
    const base = [...splitsOf(0, patients).values()];
    const moved = [...splitsOf(1, patients).values()].filter((split, i) => split !== base[i]);
    // Two independent draws agree with probability .36 + .01 + .01 + .04.
    expect(moved.length / patients.length).toBeCloseTo(0.58, 1);
    const elsewhere = patients.map((patient) => splitOf({ seed: 0, source: 'eicu', patient }));
    expect(elsewhere.some((split, i) => split !== base[i])).toBe(true);
  });
});

describe('a split in which something else decides who is of the test', () => {
  it('gives the others 75 / 12.5 / 12.5, and nobody to the test', () => {
    const splits = patients.map((patient) => developmentSplitOf({ seed: 0, source: 'mimic-iv', patient }));
    const share = (wanted: string) => splits.filter((split) => split === wanted).length / splits.length;
    expect(share('train')).toBeCloseTo(0.75, 1);
    expect(share('validation')).toBeCloseTo(0.125, 1);
    expect(share('calibration')).toBeCloseTo(0.125, 1);
    expect(share('test')).toBe(0);
  });

  it('holds a fifth of hospitals out by the same hash', () => {
    const held = patients.filter((patient) => isHeldOut({ seed: 0, source: 'eicu', patient }));
    expect(held.length / patients.length).toBeCloseTo(0.2, 1);
    expect(held.every((patient) => splitOf({ seed: 0, source: 'eicu', patient }) === 'test')).toBe(true);
  });
});
