import { describe, expect, it } from 'vitest';
import type { ModalityName } from '../../../models/modalities/modality.ts';
import { allBut, indexAnswers, sceneOf, toggled, type Answer } from './what-if.ts';

function answer(used: ModalityName[], logit: number): Answer {
  return { used, logit, probability: 1 / (1 + Math.exp(-logit)), substituted: [], contributions: {} };
}

const coalitions = [
  answer(['labs', 'demographics'], -1),
  answer(['demographics'], -2),
  answer(['labs'], -1.5),
];
const index = indexAnswers(coalitions);
const scene = (without: ModalityName[]) => sceneOf({ coalitions }, index, without);

describe('the scene of the switches', () => {
  it('is as found when nothing is off, whatever the order of the answer', () => {
    const { asFound, shown, usable, off } = scene([]);
    expect(shown).toBe(asFound);
    expect(usable).toEqual(['demographics', 'labs']);
    expect(off).toEqual([]);
  });

  it('looks up the answer without what is off', () => {
    expect(scene(['labs']).shown?.logit).toBe(-2);
    expect(scene(['demographics']).shown?.logit).toBe(-1.5);
    expect(scene(['labs']).asFound?.logit).toBe(-1);
  });

  it('has no answer when everything is off: not assessed, never a default', () => {
    expect(scene(['labs', 'demographics']).shown).toBeNull();
  });

  it('ignores what this record does not hold', () => {
    expect(scene(['notes']).off).toEqual([]);
    expect(scene(['notes']).shown?.logit).toBe(-1);
    expect(toggled(scene([]), 'notes')).toEqual([]);
  });

  it('switches off and on again, and keeps only one', () => {
    expect(toggled(scene([]), 'labs')).toEqual(['labs']);
    expect(toggled(scene(['labs']), 'labs')).toEqual([]);
    expect(allBut(scene([]), 'labs')).toEqual(['demographics']);
  });

  it('has no score where the model gave none', () => {
    const empty = sceneOf({ coalitions: [] }, indexAnswers([]), []);
    expect(empty).toEqual({ asFound: null, shown: null, usable: [], off: [] });
  });
});
