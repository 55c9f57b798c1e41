import { describe, expect, it } from 'vitest';
import { rankScores } from './rank-scores.ts';

/** `events` positives that score above all but every fourth negative, one patient a row. */
function sample(events: number, others: number): { labels: number[]; patients: string[]; logits: number[] } {
  const labels = [...new Array<number>(events).fill(1), ...new Array<number>(others).fill(0)];
  const logits = labels.map((label, row) => (label === 1 ? 1 : row % 4 === 0 ? 2 : 0));
  return { labels, patients: labels.map((_, row) => String(row)), logits };
}

describe('rankScores', () => {
  it('measures AUROC with an interval around it from 20 events on', () => {
    const { logits, ...rows } = sample(20, 80);
    const scores = rankScores(rows, logits);
    // Rows 20, 24, ... 96 are the 20 of 80 negatives above every positive: 60 of 80 pairs are won.
    expect(scores.auroc).toBeCloseTo(0.75, 12);
    const [low, high] = scores.intervals.auroc!;
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    expect(scores.undefined).toEqual([]);
  });

  it('is not assessed below 20 events, with the reason and never a number', () => {
    const { logits, ...rows } = sample(19, 80);
    expect(rankScores(rows, logits)).toEqual({
      auroc: null,
      auprc: null,
      intervals: { auroc: null, auprc: null },
      undefined: [
        { metric: 'auroc', reason: '19 events, needs 20' },
        { metric: 'auprc', reason: '19 events, needs 20' },
      ],
    });
  });

  it('gives the same interval each time', () => {
    const { logits, ...rows } = sample(25, 75);
    expect(rankScores(rows, logits)).toEqual(rankScores(rows, logits));
  });
});
