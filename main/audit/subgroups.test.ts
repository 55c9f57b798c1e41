import { describe, expect, it } from 'vitest';
import type { AuditGroups } from '../records/patients/audit-variables.ts';
import { auditSubgroups, type ScoredRows } from './subgroups.ts';

const EVERYBODY: AuditGroups = {
  age: '45–64',
  sex: 'F',
  race: 'White',
  insurance: 'Medicare',
  language: 'English',
};

/** `n` rows of which the first `positives` had the event; scores that rank them perfectly. */
function scored(n: number, positives: number): ScoredRows {
  const labels = Array.from({ length: n }, (_, row) => Number(row < positives));
  return {
    labels,
    patients: labels.map((_, row) => String(row)),
    logits: labels,
    probabilities: labels.map((label) => 0.1 + 0.5 * label),
  };
}

describe('auditSubgroups', () => {
  it('measures each group of a variable that tells people apart, and none of one that does not', () => {
    const groups = Array.from({ length: 100 }, (_, row): AuditGroups => ({
      ...EVERYBODY,
      sex: row % 2 ? 'F' : 'M',
    }));
    const found = auditSubgroups(scored(100, 50), groups, 11)!;
    expect(found.groups.map(({ variable, group }) => [variable, group])).toEqual([
      ['sex', 'M'],
      ['sex', 'F'],
    ]);
    expect(found.groups[0]).toMatchObject({
      n: 50,
      positives: 25,
      auroc: 1,
      observedRate: 0.5,
      meanProbability: expect.closeTo(0.35, 12) as number,
    });
    expect(found.groups[0]!.observedInterval![0]).toBeCloseTo(0.366, 3);
  });

  it('shows no count below the smallest cell, and no rate that would tell it', () => {
    const groups = Array.from({ length: 100 }, (_, row): AuditGroups => ({
      ...EVERYBODY,
      sex: row < 30 ? 'F' : 'M',
    }));
    // All 30 of the first group and 5 of the others had the event: neither count is shown, since one follows from the other.
    const { groups: shown } = auditSubgroups(scored(100, 35), groups, 11)!;
    for (const { positives, observedRate, observedInterval } of shown) {
      expect([positives, observedRate, observedInterval]).toEqual([null, null, null]);
    }
    expect(shown.map(({ n }) => n)).toEqual([70, 30]);
    const { groups: all } = auditSubgroups(scored(100, 35), groups, 1)!;
    expect(all.map(({ positives }) => positives)).toEqual([5, 30]);
  });

  it('takes small groups together, and hides a single small one with the next', () => {
    const races = ['White', 'Black', 'Asian', 'Other'];
    const sizes = [60, 30, 6, 4];
    const groups = sizes.flatMap((size, i) =>
      Array.from({ length: size }, (): AuditGroups => ({ ...EVERYBODY, race: races[i]! })),
    );
    const shown = auditSubgroups(scored(100, 40), groups, 11)!.groups;
    // Ten people together are still fewer than eleven, so the next smallest group is hidden with them.
    expect(shown.map(({ group, n }) => [group, n])).toEqual([
      ['White', 60],
      ['Black', null],
      ['2 others', null],
    ]);
  });

  it('keeps bands of age in their order', () => {
    const ages = ['80 and over', '18–44', 'not known', '45–64'];
    const groups = ages.flatMap((age, i) =>
      Array.from({ length: 20 + i }, (): AuditGroups => ({ ...EVERYBODY, age })),
    );
    const shown = auditSubgroups(scored(groups.length, 40), groups, 11)!.groups;
    expect(shown.map(({ group }) => group)).toEqual(['18–44', '45–64', '80 and over', 'not known']);
  });
});
