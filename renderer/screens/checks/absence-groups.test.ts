import { describe, expect, it } from 'vitest';
import { missingnessReport } from '../../testing/fixture-checks.ts';
import { absenceRow, groupsOf, largestDifference } from './absence-groups.ts';

const report = missingnessReport({ task: 'mortality-90d', preset: 'default' });
const words = { all: 'All stays', names: { positive: 'Positive' } };
const byOutcome = groupsOf(report, 'label', words);

describe('groupsOf', () => {
  it('puts everybody first, and names the groups', () => {
    expect(byOutcome.map(({ group, n }) => [group, n])).toEqual([
      ['All stays', 5002],
      ['negative', 4550],
      ['Positive', 452],
    ]);
  });
});

describe('absenceRow', () => {
  it('is the share of the group in which each modality is absent, and nothing where it is not shown', () => {
    const { group, shares } = absenceRow(byOutcome[2]!);
    expect(group).toBe('Positive');
    expect(shares.labs).toBeCloseTo(0.05, 2);
    expect(shares.diagnoses).toBe(0);
    expect(absenceRow({ group: 'few', n: null, states: {} }).shares.labs).toBeNull();
  });
});

describe('largestDifference', () => {
  it('names the modality that differs most, with the two groups', () => {
    expect(largestDifference(byOutcome.slice(1))).toMatchObject({
      modality: 'labs',
      low: { group: 'Positive' },
      high: { group: 'negative' },
    });
  });

  it('takes no difference between a few stays for one', () => {
    const few = (group: string, n: number, unavailable: number) => ({
      group,
      n,
      states: { labs: { present: n - unavailable, noneRecorded: 0, unavailable } },
    });
    expect(largestDifference([few('a', 40, 20), few('b', 40, 12)])).toBeNull();
    expect(largestDifference([few('a', 4000, 2000), few('b', 4000, 1200)])).toMatchObject({
      modality: 'labs',
    });
  });

  it('finds none where the groups are alike, or are not shown', () => {
    const sexes = groupsOf(report, 'sex', words).slice(1);
    expect(largestDifference(sexes)).toBeNull();
    expect(largestDifference([])).toBeNull();
    expect(largestDifference(sexes.map((group) => ({ ...group, n: null })))).toBeNull();
  });
});
