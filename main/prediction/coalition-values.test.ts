import { describe, expect, it } from 'vitest';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { coalitionValues, contributionsOf, maskOf, membersOf } from './coalition-values.ts';
import type { LoadedModel } from './loaded-model.ts';

const modalities: readonly ModalityName[] = ['notes', 'labs', 'procedures'];

/** What `coalitionValues` reads of a model; procedures are dead. */
const model = {
  baseRate: 0.2,
  calibration: { intercept: 0.1, slope: 2, notUsed: [0.5, -0.25, 1] },
  predictor: { model: { modalities, dead: ['procedures'] } },
} as unknown as LoadedModel;

const raw = [9, 1, 2, 3, 4, 5, 6, 7];
const values = coalitionValues(model, raw);

describe('coalitionValues', () => {
  it('calibrates each subset by its own indicators', () => {
    // {notes}: .1 + 2 * 1 - .25 (labs not used) + 1 (procedures not used)
    expect(values[0b001]).toBeCloseTo(2.85, 12);
    expect(values[0b111]).toBeCloseTo(0.1 + 2 * 7, 12);
  });

  it('gives the empty subset, and one of dead modalities, the logit of the base rate', () => {
    expect(values[0]).toBeCloseTo(Math.log(0.25), 12);
    expect(values[0b100]).toBe(values[0]);
  });
});

describe('contributionsOf', () => {
  it('sums to the logit minus that of the base rate, over any mask', () => {
    for (let mask = 1; mask < 8; mask += 1) {
      const contributions = contributionsOf(values, mask, modalities);
      expect(Object.keys(contributions)).toEqual(membersOf(modalities, mask));
      const sum = Object.values(contributions).reduce((total, value) => total + value, 0);
      expect(sum).toBeCloseTo(values[mask]! - values[0]!, 10);
    }
  });

  it('gives a single modality the whole difference', () => {
    expect(contributionsOf(values, 0b010, modalities)).toEqual({ labs: values[0b010]! - values[0]! });
  });

  it('follows the axioms by hand for two players', () => {
    const { notes = 0 } = contributionsOf(values, 0b011, modalities);
    const expected = (values[1]! - values[0]! + (values[3]! - values[2]!)) / 2;
    expect(notes).toBeCloseTo(expected, 12);
  });
});

it('masks and members are inverse', () => {
  expect(maskOf(modalities, ['procedures', 'notes'])).toBe(0b101);
  expect(membersOf(modalities, 0b101)).toEqual(['notes', 'procedures']);
});
