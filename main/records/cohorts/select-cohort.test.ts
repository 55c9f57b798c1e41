import { describe, expect, it } from 'vitest';
import { admission, at, history } from '../../testing/patient-histories.ts';
import type { CohortSpec } from '../../api/common.ts';
import { defineCohort } from './cohort-definition.ts';
import type { PatientHistory } from './patient-history.ts';
import { selectCohort } from './select-cohort.ts';

function select(people: readonly PatientHistory[], spec: Partial<CohortSpec> = {}) {
  return selectCohort(people, defineCohort({ task: 'readmission-15d', preset: 'default', ...spec }));
}

describe('selectCohort', () => {
  it('counts how many each rule leaves, in order', () => {
    const people = [
      history([
        admission(at(10)),
        admission(at(50), { ageYears: 17 }),
        admission(at(90), { hospitalExpired: true }),
      ]),
      history([
        admission(at(10), { ageYears: 95, endMinute: at(40) }),
        admission(at(50), { ageYears: null }),
      ]),
      history([admission(at(10), { endMinute: null, hospitalExpired: null })]),
    ];
    expect(select(people).attrition.map(({ left }) => left)).toEqual([6, 6, 4, 2]);
    expect(select(people, { preset: 'muse' }).attrition).toEqual([
      { step: 'all admissions', left: 6 },
      { step: 'neither after death nor ending before they start', left: 6 },
      { step: 'stayed 10 days or less', left: 4 },
      { step: 'aged 18 to 89', left: 2 },
      { step: 'discharged alive', left: 1 },
    ]);
  });

  it('leaves out stays after death and stays that end before they start', () => {
    const fatal = admission(at(20), { hospitalExpired: true, deathMinute: at(21), endMinute: at(21) });
    const donor = admission(at(21, 3), { hospitalExpired: true });
    const negative = admission(at(5), { endMinute: at(4) });
    expect(select([history([negative, admission(at(10)), fatal, donor])]).attrition[1]?.left).toBe(2);
    // Known by the day of death alone, on which the person may still have been admitted.
    const person = history([admission(at(20, 8)), admission(at(21))], { dod: 20 });
    expect(select([person]).attrition[1]?.left).toBe(1);
  });

  it('does not take an admission after death for a readmission', () => {
    const person = history([admission(at(10)), admission(at(13), { admissionType: 'ELECTIVE' })], {
      dod: 12,
    });
    expect(select([person]).encounters).toMatchObject([{ label: 0 }]);
  });

  it('merges admissions at most 6 h apart into an episode that its last admission ends', () => {
    const parts = [
      admission(at(10), { id: 1, admissionType: 'EU OBSERVATION' }),
      admission(at(11, 6), { id: 2 }),
      admission(at(12, 12, 1), { id: 3 }),
    ];
    const merged = select([history(parts)], { rules: { mergeEpisodes: true } });
    expect(merged.encounters).toMatchObject([
      { encounterId: 2, admissionIds: [1, 2], startMinute: at(10), predictionMinute: at(12, 6), label: 1 },
      { encounterId: 3, admissionIds: [3], label: 0 },
    ]);
    expect(select([history(parts)]).encounters).toHaveLength(3);
    expect(select([history(parts)]).counts['contiguousAdmissions']).toBe(1);
  });

  it('keeps an episode with an inpatient part where observation is left out', () => {
    const observed = { admissionType: 'AMBULATORY OBSERVATION' };
    const parts = [admission(at(10), observed), admission(at(11)), admission(at(60), observed)];
    const rules = { mergeEpisodes: true, observationStays: 'exclude' } as const;
    expect(select([history(parts)], { rules }).encounters).toMatchObject([{ startMinute: at(10) }]);
  });

  it('counts what the named switches are about', () => {
    const people = [
      history([
        admission(at(10), { admissionType: 'EU OBSERVATION' }),
        admission(at(15), { admissionType: 'ELECTIVE', dischargeLocation: 'HOSPICE' }),
      ]),
      history([admission(at(10))], { dod: 12 }),
      history([admission(at(10)), admission(at(10, 12))]),
    ];
    expect(select(people).counts).toEqual({
      observationStays: 1,
      plannedReadmissions: 1,
      hospiceDischarges: 1,
      deathsWithoutReadmission: 1,
      contiguousAdmissions: 1,
      overlappingAdmissions: 1,
    });
    expect(select(people, { rules: { hospiceDischarges: 'exclude' } }).encounters).toHaveLength(4);
  });

  it('puts every admission of a person into one split, whoever else is there', () => {
    const people = Array.from({ length: 300 }, (_, i) =>
      history([admission(at(10)), admission(at(200))], { id: i, key: String(10_000_000 + i) }),
    );
    const all = select(people).encounters;
    for (const splits of Map.groupBy(all, ({ patient }) => patient).values()) {
      expect(new Set(splits.map(({ split }) => split)).size).toBe(1);
    }
    const few = select(people.slice(100, 120)).encounters;
    expect(few).toEqual(all.slice(200, 240));
    expect(new Set(all.map(({ split }) => split)).size).toBe(4);
  });
});

describe('defineCohort', () => {
  it('fills in what the label card of the task and preset says', () => {
    expect(defineCohort({ task: 'mortality-90d', preset: 'muse' })).toMatchObject({
      labels: 'muse',
      timing: 'retrospective',
    });
    expect(defineCohort({ task: 'mortality-hospital', preset: 'default' })).toMatchObject({
      labels: 'complete',
      timing: 'available',
      hours: 24,
      variant: 'icu',
    });
    expect(defineCohort({ task: 'mortality-90d', preset: 'muse', labels: 'complete' }).labels).toBe(
      'complete',
    );
  });

  it.each<[string, CohortSpec]>([
    ['a policy', { task: 'mortality-hospital', preset: 'default', labels: 'muse' }],
    ['a window', { task: 'mortality-90d', preset: 'default', hours: 48 }],
    ['a variant', { task: 'readmission-15d', preset: 'default', variant: 'icu' }],
    ['a rule', { task: 'mortality-90d', preset: 'default', rules: { plannedReadmissions: 'ignore' } }],
  ])('refuses %s that the task does not have', (_, spec) => {
    expect(() => defineCohort(spec)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});
