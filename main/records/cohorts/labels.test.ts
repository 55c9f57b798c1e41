import { describe, expect, it } from 'vitest';
import { admission, at, history } from '../../testing/patient-histories.ts';
import type { CohortSpec } from '../../api/common.ts';
import { defineCohort } from './cohort-definition.ts';
import type { Admission, PatientHistory } from './patient-history.ts';
import { selectCohort } from './select-cohort.ts';

/** Labels of all encounters of one person, by start. */
function labelsOf(person: PatientHistory, spec: Omit<CohortSpec, 'preset'>): (0 | 1 | null)[] {
  return selectCohort([person], defineCohort({ preset: 'default', ...spec })).encounters.map(
    ({ label }) => label,
  );
}

describe('mortality-90d', () => {
  const label = (changes: Partial<PatientHistory>, labels: CohortSpec['labels'] = 'complete') =>
    // Discharged on day 101 at 23:00: the calendar day counts, not the hour.
    labelsOf(history([admission(at(100, 23))], changes), { task: 'mortality-90d', labels })[0];

  it.each([
    ['on the day of discharge', 101, 1],
    ['on the 90th day', 191, 1],
    ['on the 91st day', 192, 0],
    ['before having left alive, which is a contradiction', 100, null],
  ])('death %s', (_, dod, expected) => {
    expect(label({ dod })).toBe(expected);
  });

  it('needs 90 days of follow-up for a negative', () => {
    expect(label({ deathFollowupEnd: 191 })).toBe(0);
    expect(label({ deathFollowupEnd: 190 })).toBeNull();
    expect(label({ deathFollowupEnd: null })).toBeNull();
  });

  it('counts a death in a later admission, even where only that admission tells of it', () => {
    const fatal = admission(at(150), { hospitalExpired: true, deathMinute: at(151, 5), endMinute: at(151) });
    const person = history([admission(at(100)), fatal]);
    expect(labelsOf(person, { task: 'mortality-90d' })).toEqual([1]);
  });

  it('labels as MUSE did: whole days, and a negative only with a later event', () => {
    // Day 192 at 00:00 is 90 days and 1 hour after day 101 at 23:00: 90 whole days, so positive.
    expect(label({ dod: 192 }, 'muse')).toBe(1);
    expect(label({ dod: 193 }, 'muse')).toBe(0);
    expect(label({}, 'muse')).toBeNull();
    const returning = (day: number) =>
      labelsOf(history([admission(at(100)), admission(at(day))]), {
        task: 'mortality-90d',
        labels: 'muse',
      })[0];
    expect(returning(191)).toBeNull();
    expect(returning(192)).toBe(0);
  });
});

describe('readmission-15d', () => {
  const first = admission(at(100));
  const after = (startMinute: number, changes: Partial<Admission> = {}) => [
    first,
    admission(startMinute, changes),
  ];
  const label = (
    admissions: readonly Admission[],
    rules: CohortSpec['rules'] = {},
    changes: Partial<PatientHistory> = {},
  ) => labelsOf(history(admissions, changes), { task: 'readmission-15d', rules })[0];

  it.each([
    ['in the minute of the discharge', at(101), 1],
    ['exactly 15 times 24 hours later', at(116), 1],
    ['a minute after that', at(116, 0, 1), 0],
  ])('next admission %s', (_, start, expected) => {
    expect(label(after(start))).toBe(expected);
  });

  it('keeps the last admission of a person, as negative', () => {
    expect(labelsOf(history(after(at(105))), { task: 'readmission-15d' })).toEqual([1, 0]);
  });

  it('takes the next admission before any filter: one that ends in death counts', () => {
    expect(labelsOf(history(after(at(105), { hospitalExpired: true })), { task: 'readmission-15d' })).toEqual(
      [1],
    );
  });

  it('does not count a stay for observation where observation is left out, but the stay after it', () => {
    const observed = admission(at(103), { admissionType: 'EU OBSERVATION' });
    const rules = { observationStays: 'exclude' } as const;
    expect(label([first, observed])).toBe(1);
    expect(label([first, observed], rules)).toBe(0);
    expect(label([first, observed, admission(at(110))], rules)).toBe(1);
  });

  it('does not count a planned next admission where these are ignored', () => {
    const planned = after(at(105), { admissionType: 'ELECTIVE' });
    expect(label(planned)).toBe(1);
    expect(label(planned, { plannedReadmissions: 'ignore' })).toBe(0);
  });

  it('treats death within 15 days without a readmission as chosen', () => {
    const dead = { dod: 116 };
    expect(label([first], {}, dead)).toBe(0);
    expect(label([first], { deathWithoutReadmission: 'composite' }, dead)).toBe(1);
    expect(label([first], { deathWithoutReadmission: 'exclude' }, dead)).toBeUndefined();
    expect(label([first], { deathWithoutReadmission: 'composite' }, { dod: 117 })).toBe(0);
    // Who is readmitted first is not lost to the competing event.
    expect(label(after(at(105)), { deathWithoutReadmission: 'exclude' }, dead)).toBe(1);
  });

  it('labels as MUSE did: less than 16 days, none without a next admission', () => {
    const muse = (admissions: readonly Admission[]) =>
      labelsOf(history(admissions), { task: 'readmission-15d', labels: 'muse' })[0];
    expect(muse(after(at(116, 23, 59)))).toBe(1);
    expect(muse(after(at(117)))).toBe(0);
    expect(muse([first])).toBeNull();
  });
});

describe('mortality-hospital', () => {
  const inIcu = (changes: Partial<Admission> = {}) =>
    admission(at(100), {
      endMinute: at(110),
      icuStays: [
        { startMinute: at(101), endMinute: at(103), unit: 'MICU' },
        { startMinute: at(105), endMinute: at(106), unit: 'SICU' },
      ],
      ...changes,
    });
  const select = (only: Admission, spec: Partial<CohortSpec> = {}) =>
    selectCohort([history([only])], defineCohort({ task: 'mortality-hospital', preset: 'default', ...spec }))
      .encounters;

  it('predicts 24 hours into the first stay in intensive care, or into the admission', () => {
    expect(select(inIcu())).toMatchObject([{ startMinute: at(101), predictionMinute: at(102) }]);
    expect(select(inIcu(), { variant: 'admission', hours: 48 })).toMatchObject([
      { startMinute: at(100), predictionMinute: at(102) },
    ]);
  });

  it('leaves out who has left the unit, or the hospital, by then', () => {
    const until = (endMinute: number) =>
      inIcu({ icuStays: [{ startMinute: at(101), endMinute, unit: 'MICU' }] });
    expect(select(until(at(102)))).toEqual([]);
    expect(select(until(at(102, 0, 1)))).toHaveLength(1);
    expect(select(admission(at(100)))).toEqual([]);
    expect(select(admission(at(100)), { variant: 'admission' })).toEqual([]);
  });

  it('keeps a death whose discharge is written at 00:00 of the day, hours before it', () => {
    const dead = admission(at(100, 12), {
      hospitalExpired: true,
      endMinute: at(101),
      deathMinute: at(101, 18),
    });
    expect(select(dead, { variant: 'admission' })).toMatchObject([{ label: 1 }]);
  });

  it('does not know the outcome where the source does not', () => {
    expect(select(inIcu())).toMatchObject([{ label: 0 }]);
    expect(select(inIcu({ hospitalExpired: null }))).toMatchObject([{ label: null }]);
    expect(select(inIcu({ endMinute: null, hospitalExpired: null }))).toMatchObject([{ label: null }]);
  });
});
