import { describe, expect, it } from 'vitest';
import { encoderKind } from '../../../main/api/common.ts';
import { ENCODERS, isCustom, requestOf, validateTrainSearch } from './search.ts';

describe('the address of a training run', () => {
  it('means the defaults when it is empty', () => {
    expect(requestOf(validateTrainSearch({}))).toEqual({
      task: 'mortality-90d',
      preset: 'default',
      trainingPreset: 'desktop',
      encoders: 'ebr',
      fusion: 'gated',
      seed: 1,
    });
  });

  it('takes what it knows and drops what it does not', () => {
    const search = validateTrainSearch({
      encoders: 'vanilla',
      fusion: 'magic',
      seed: '7',
      without: 'labs,images',
    });
    expect(search).toEqual({ encoders: 'vanilla', seed: 7, without: 'labs' });
    expect(requestOf(search).modalities).toEqual([
      'demographics',
      'notes',
      'diagnoses',
      'procedures',
      'medications',
    ]);
  });

  it('holds changed settings and what is searched', () => {
    const search = validateTrainSearch({ set: 'dropout=0.2;', trials: '9', vary: 'lambda=0, 0.1' });
    expect(requestOf(search)).toMatchObject({
      settings: { dropout: 0.2 },
      search: { trials: 9, reduction: 3, space: { lambda: '0, 0.1' } },
    });
    expect(requestOf(validateTrainSearch({ trials: '9' })).search).toEqual({ trials: 9, reduction: 3 });
    expect(validateTrainSearch({ trials: '1', vary: '', set: 'x' })).toEqual({});
    expect(
      [{}, { custom: 'yes' }, { set: 'dropout=0.2' }].map((one) => isCustom(validateTrainSearch(one))),
    ).toEqual([false, true, true]);
  });

  it('knows every kind of encoders', () => {
    for (const encoders of ENCODERS)
      expect(requestOf(validateTrainSearch({ encoders })).encoders).toBe(encoders);
    expect([...ENCODERS].sort()).toEqual([...encoderKind.options].sort());
  });

  it('never leaves a model without any modality', () => {
    const all = 'demographics,notes,labs,diagnoses,procedures,medications';
    expect(validateTrainSearch({ without: all })).toEqual({});
  });

  it('is not fooled by an empty seed', () => {
    expect(validateTrainSearch({ seed: 'x' })).toEqual({});
  });
});
