import { blendLogits } from '../../models/prediction/blend-logits.ts';
import { describe, expect, it } from 'vitest';
import { isDefined } from '../../models/metrics/metric.ts';
import { ALL_MODALITIES, modalityBit, NUM_SUBSETS } from '../gates/subsets.ts';
import {
  type FoldRows,
  foldStatistic,
  maskedSubsets,
  meanOverFolds,
  takeFoldRows,
  takeSubsetRows,
} from './fold-scores.ts';

const LABS = modalityBit('labs');

function foldOf(labels: readonly number[]): FoldRows {
  const names = labels.map((_, row) => `stay-${row}`);
  return {
    encounters: names,
    patients: names,
    labels: Uint8Array.from(labels),
    usable: new Uint8Array(labels.length).fill(ALL_MODALITIES),
  };
}

/** Ranks the rows by what is given where labs are in use, against it where not. */
function tableOf(scores: readonly number[]): Float32Array {
  return Float32Array.from({ length: scores.length * NUM_SUBSETS }, (_, cell) => {
    const score = scores[Math.floor(cell / NUM_SUBSETS)] ?? 0;
    return (cell % NUM_SUBSETS) & LABS ? score : -score;
  });
}

const valueOf = (result: ReturnType<ReturnType<typeof foldStatistic>>): number =>
  isDefined(result) ? result.value : Number.NaN;

describe('figures over folds', () => {
  const fold = foldOf([1, 0, 1, 0]);
  const table = tableOf([4, 3, 2, 1]);

  it('reads from a table what each mask leaves in use, and averages masks and seeds', () => {
    const all = new Uint8Array(4).fill(ALL_MODALITIES);
    const withoutLabs = all.map((subset) => subset & ~LABS);
    expect(valueOf(foldStatistic(fold, [table], [all], 'auroc')())).toBeCloseTo(0.75, 12);
    expect(valueOf(foldStatistic(fold, [table], [all, withoutLabs], 'auroc')())).toBeCloseTo(0.5, 12);
    const better = tableOf([4, 1, 3, 2]);
    expect(valueOf(foldStatistic(fold, [table, better], [all], 'auroc')())).toBeCloseTo(0.875, 12);
  });

  it('weighs folds alike, whatever their size, and counts the rows of each', () => {
    const folds = [fold, foldOf([1, 0])];
    const statistics = [
      foldStatistic(folds[0]!, [table], [folds[0]!.usable], 'auroc'),
      foldStatistic(folds[1]!, [tableOf([1, 2])], [folds[1]!.usable], 'auroc'),
    ];
    const mean = meanOverFolds(folds, statistics);
    expect(valueOf(mean())).toBeCloseTo((0.75 + 0) / 2, 12);
    // Without the second positive the first fold ranks as it should; the second is as it was.
    expect(valueOf(mean([1, 1, 0, 1, 1, 1]))).toBeCloseTo((1 + 0) / 2, 12);
  });

  it('masks nothing at rate 0, more with the rate, and never all', () => {
    const many = foldOf(Array.from({ length: 200 }, (_, row) => row % 2));
    expect(maskedSubsets(many, 0, [1, 2])).toEqual([many.usable]);
    const [half, most] = [maskedSubsets(many, 0.5, [1])[0]!, maskedSubsets(many, 0.9, [1])[0]!];
    const bits = (subsets: Uint8Array): number =>
      subsets.reduce((sum, subset) => sum + subset.toString(2).replaceAll('0', '').length, 0);
    expect(bits(half) / (200 * 6)).toBeGreaterThan(0.42);
    expect(bits(half) / (200 * 6)).toBeLessThan(0.58);
    expect(bits(most)).toBeLessThan(bits(half));
    expect([...most].every((subset) => subset > 0)).toBe(true);
  });

  it('takes rows with their tables, and blends on one scale', () => {
    expect(takeFoldRows(fold, [2, 1]).encounters).toEqual(['stay-2', 'stay-1']);
    const some = takeSubsetRows(table, [2]);
    expect(some[ALL_MODALITIES]).toBe(2);
    expect(blendLogits([3, 0], [0, 3], 1 / 3)).toEqual(Float32Array.of(2, 1));
  });
});
