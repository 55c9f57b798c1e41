import { describe, expect, test } from 'vitest';
import { planEpoch } from './schedule.ts';

const PAPER = { encoders: 'ebr', interleave: 'keepSemantic', blockEpochs: 10, epochs: 1200 } as const;

describe('planEpoch', () => {
  test('alternates blocks of ten epochs, semantic first', () => {
    const blocks = [0, 9, 10, 19, 20, 1199].map((epoch) => planEpoch(PAPER, epoch, false).block);
    expect(blocks).toEqual([
      'semantic',
      'semantic',
      'discrimination',
      'discrimination',
      'semantic',
      'discrimination',
    ]);
  });

  test('what moves in each block', () => {
    const moves = (settings: Parameters<typeof planEpoch>[0], epoch: number): boolean[] => {
      const { semantic, adversarial } = planEpoch(settings, epoch, false);
      return [semantic, adversarial];
    };
    expect(moves(PAPER, 0)).toEqual([true, false]);
    expect(moves(PAPER, 10)).toEqual([true, true]);
    expect(moves({ ...PAPER, interleave: 'strict' }, 10)).toEqual([false, true]);
    expect(moves({ ...PAPER, interleave: 'joint' }, 0)).toEqual([true, true]);
    expect(moves({ ...PAPER, encoders: 'vanilla' }, 10)).toEqual([true, false]);
  });

  test('a stopped adversary leaves semantic blocks only', () => {
    expect(planEpoch(PAPER, 10, true)).toEqual({
      block: 'semantic',
      semantic: true,
      adversarial: false,
      endsSemanticBlock: false,
    });
    expect(planEpoch({ ...PAPER, interleave: 'joint' }, 3, true).adversarial).toBe(false);
  });

  test('weights are judged where semantic blocks end, never inside or after discrimination', () => {
    const short = { ...PAPER, blockEpochs: 2, epochs: 9 };
    const ends = Array.from({ length: 9 }, (_, epoch) => planEpoch(short, epoch, false).endsSemanticBlock);
    // Blocks 0-1, 4-5 and the one cut short at 8.
    expect(ends).toEqual([false, true, false, false, false, true, false, false, true]);
  });
});
