import { describe, expect, it } from 'vitest';
import type { CohortFilters } from '../../api/cohort-filters.ts';
import type { CohortSpec } from '../../api/common.ts';
import { admission, at, history } from '../../testing/patient-histories.ts';
import { defineCohort } from './cohort-definition.ts';
import type { PatientHistory } from './patient-history.ts';
import { selectCohort } from './select-cohort.ts';

const READMISSION = { task: 'readmission-15d', preset: 'default' } as const;

/** The starts of the stays that are kept, and the last line of the attrition table. */
function kept(people: readonly PatientHistory[], filters: CohortFilters, spec: CohortSpec = READMISSION) {
  const { encounters, attrition } = selectCohort(people, defineCohort({ ...spec, filters }));
  return { starts: encounters.map(({ startMinute }) => startMinute), attrition };
}

const onePerson = history([
  admission(at(10), { ageYears: 39, unit: 'Medicine' }),
  admission(at(50), { ageYears: 40, unit: 'Surgery', endMinute: at(53) }),
  admission(at(90), { ageYears: 60, unit: null, endMinute: at(100) }),
  admission(at(200), { ageYears: 61, unit: 'MEDICINE', endMinute: at(210, 1) }),
]);

describe('age', () => {
  it('has both ends, each in place of the preset', () => {
    expect(kept([onePerson], { ageYears: { from: 40, to: 60 } }).starts).toEqual([at(50), at(90)]);
    const { attrition } = kept([onePerson], { ageYears: { to: 60 } });
    expect(attrition).toContainEqual({ step: 'aged 18 to 60', left: 3 });
  });

  it('cannot leave the limits of the preset empty', () => {
    const spec: CohortSpec = { ...READMISSION, preset: 'muse', filters: { ageYears: { from: 90 } } };
    expect(() => defineCohort(spec)).toThrow(expect.objectContaining({ code: 'usage' }));
  });
});

describe('length of stay', () => {
  it('has both ends, to the minute', () => {
    expect(kept([onePerson], { lengthOfStayHours: { from: 72, to: 240 } }).starts).toEqual([at(50), at(90)]);
    expect(kept([onePerson], { lengthOfStayHours: { from: 240 } }).starts).toEqual([at(90), at(200)]);
  });

  it.each<[CohortFilters['lengthOfStayHours'], string]>([
    [{ from: 36 }, 'stayed 36 hours or more'],
    [{ to: 72 }, 'stayed 3 days or less'],
    [{ from: 12, to: 240 }, 'stayed 12 hours to 10 days'],
  ])('%o is written in words', (lengthOfStayHours, step) => {
    expect(kept([onePerson], { lengthOfStayHours }).attrition.map((line) => line.step)).toContain(step);
  });

  it('leaves out a stay that has not ended, of which the length is not known', () => {
    const lasting = history([admission(at(10), { endMinute: null, hospitalExpired: true })]);
    const spec: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };
    expect(kept([lasting], {}, spec).starts).toEqual([at(10)]);
    expect(kept([lasting], { lengthOfStayHours: { from: 0 } }, spec).starts).toEqual([]);
  });
});

describe('first unit', () => {
  it('is that of the admission, in whatever case', () => {
    const { starts, attrition } = kept([onePerson], { firstUnits: ['medicine', 'Neurology'] });
    expect(starts).toEqual([at(10), at(200)]);
    expect(attrition.at(-1)).toEqual({ step: 'starts in medicine or Neurology', left: 2 });
  });

  it('is that of the stay in intensive care where the prediction is made in one', () => {
    const stay = admission(at(10), {
      endMinute: at(20),
      unit: 'Medicine',
      icuStays: [{ startMinute: at(11), endMinute: at(15), unit: 'MICU' }],
    });
    const spec: CohortSpec = { task: 'mortality-hospital', preset: 'default' };
    expect(kept([history([stay])], { firstUnits: ['MICU'] }, spec).starts).toEqual([at(11)]);
    expect(kept([history([stay])], { firstUnits: ['Medicine'] }, spec).starts).toEqual([]);
    const admissionSpec: CohortSpec = { ...spec, variant: 'admission' };
    expect(kept([history([stay])], { firstUnits: ['Medicine'] }, admissionSpec).starts).toEqual([at(10)]);
  });
});

describe('the first stay of a person', () => {
  it('is the first that every other rule keeps', () => {
    const another = history([admission(at(5), { ageYears: 50 }), admission(at(30), { ageYears: 50 })], {
      id: 2,
    });
    const { starts, attrition } = kept([onePerson, another], {
      ageYears: { from: 40 },
      admissions: 'first',
    });
    expect(starts).toEqual([at(50), at(5)]);
    expect(attrition.slice(-2)).toEqual([
      { step: 'discharged alive', left: 5 },
      { step: 'the first such stay of a person', left: 2 },
    ]);
  });

  it('is all of them unless it is asked for, and a cohort can be selected twice', () => {
    expect(kept([onePerson], { admissions: 'all' }).starts).toHaveLength(4);
    const cohort = defineCohort({ ...READMISSION, filters: { admissions: 'first' } });
    for (const _ of [1, 2]) expect(selectCohort([onePerson], cohort).encounters).toHaveLength(1);
  });
});
