import { describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../../api/common.ts';
import { admission, at, history } from '../../../testing/patient-histories.ts';
import { defineCohort } from '../cohort-definition.ts';
import type { Admission, UnitStay } from '../patient-history.ts';
import { selectCohort } from '../select-cohort.ts';

const FIRST: UnitStay = {
  hospitalStay: 'A',
  hospital: '73',
  stayType: 'admit',
  visitNumber: 1,
  expired: false,
};

/** A stay in a unit from one minute to another. */
function stay(from: number, to: number, unitStay: Partial<UnitStay> = {}, changes: Partial<Admission> = {}) {
  return admission(from, { endMinute: to, unitStay: { ...FIRST, ...unitStay }, ...changes });
}

function select(spec: Partial<CohortSpec>, stays: readonly Admission[]) {
  const cohort = defineCohort({ task: 'readmission-icu', preset: 'default', ...spec });
  return selectCohort([history(stays, { source: 'eicu' })], cohort, 'eicu').encounters;
}

const labels = (spec: Partial<CohortSpec>, stays: readonly Admission[]) =>
  select(spec, stays).map(({ label }) => label);

describe('return to intensive care', () => {
  const before = stay(at(1), at(2));

  it.each([
    ['a minute within 15 days', at(17), 1],
    ['a minute past 15 days', at(17) + 1, 0],
  ])('counts to %s of the discharge', (_, start, label) => {
    expect(labels({}, [before, stay(start, start + 60, { visitNumber: 2 })])).toEqual([label, 0]);
  });

  it('takes stays at most 60 minutes apart as one, predicted at the end of the last', () => {
    const next = stay(at(2) + 60, at(3), { visitNumber: 2 });
    const [only, ...others] = select({}, [before, next]);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ admissionIds: [before.id, next.id], predictionMinute: at(3), label: 0 });
    expect(labels({}, [before, stay(at(2) + 61, at(3), { visitNumber: 2 })])).toEqual([1, 0]);
  });

  it('knows no step-down stay, neither as the stay itself nor as the next', () => {
    const stepDown = stay(at(4), at(5), { stayType: 'stepdown/other', visitNumber: 2 });
    expect(labels({}, [before, stepDown])).toEqual([0]);
    expect(labels({}, [before, stepDown, stay(at(6), at(7), { visitNumber: 3 })])).toEqual([1, 0]);
  });

  it('looks no further than the hospital stay', () => {
    expect(labels({}, [before, stay(at(4), at(5), { hospitalStay: 'B' })])).toEqual([0, 0]);
  });

  it('leaves out who died in the unit, or of whom it is not known', () => {
    for (const expired of [true, null]) expect(labels({}, [stay(at(1), at(2), { expired })])).toEqual([]);
  });

  it('by MUSE counts a transfer, a step-down stay, and days from the start of the stay', () => {
    const muse = { preset: 'muse-eicu' } as const;
    const stepDown = stay(at(2), at(3), { stayType: 'stepdown/other', visitNumber: 2 });
    expect(labels(muse, [before, stepDown])).toEqual([1, 0]);
    expect(labels(muse, [before, stay(at(16) + 1, at(17), { visitNumber: 2 })])).toEqual([0, 0]);
    expect(labels(muse, [stay(at(1), at(1, 11, 59)), stay(at(1), at(12))])).toEqual([]);
  });
});

describe('death in hospital', () => {
  const task = { task: 'mortality-hospital' } as const;

  it('is predicted for stays that last a day, of which the outcome is known', () => {
    const [found] = select(task, [stay(at(1), at(2), {}, { hospitalExpired: true })]);
    expect(found).toMatchObject({ predictionMinute: at(2), label: 1 });
    expect(select(task, [stay(at(1), at(2) - 1)])).toEqual([]);
    expect(select(task, [stay(at(1), at(2), {}, { hospitalExpired: null })])).toEqual([]);
  });

  it('may take the first stay of a hospital stay that lasts a day', () => {
    const stays = [
      stay(at(1), at(1, 5)),
      stay(at(2), at(4), { visitNumber: 2 }),
      stay(at(5), at(7), { visitNumber: 3 }),
      stay(at(5), at(7), { hospitalStay: 'B' }, { id: 99, key: '99' }),
    ];
    expect(select(task, stays)).toHaveLength(3);
    const firsts = select({ ...task, rules: { unitStays: 'first' } }, stays);
    expect(firsts.map(({ encounterId }) => encounterId)).toEqual([at(2), 99]);
  });
});
