import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { type ImportedDemo } from '../../testing/imported-demo.ts';
import { importMimicDemo, MIMIC_DEMO_MISSING } from '../../testing/mimic-demo.ts';
import { countCohort } from './count-cohort.ts';
import { labelledEncounters } from './labelled-encounters.ts';

const MORTALITY: CohortSpec = { task: 'mortality-90d', preset: 'default' };
const AT_24_HOURS: CohortSpec = { task: 'mortality-hospital', preset: 'default', variant: 'admission' };

/** Counted over the demo's files by a program of its own, of the 260 admissions of the default cohort. */
describe.skipIf(MIMIC_DEMO_MISSING !== null)(`filters on the demo ${MIMIC_DEMO_MISSING ?? ''}`, () => {
  let demo: ImportedDemo;
  beforeAll(async () => {
    demo = await importMimicDemo();
  });
  afterAll(() => {
    demo.remove();
  });

  const figures = (spec: CohortSpec): [number, number] => {
    const encounters = labelledEncounters(demo.db, spec);
    return [encounters.length, new Set(encounters.map(({ patient }) => patient)).size];
  };

  it.each<[string, CohortSpec['filters'], number, number]>([
    [
      'heart failure by code',
      { diagnoses: { with: [{ code: 'I50', system: 'ICD10CM' }, { code: '428' }] } },
      55,
      23,
    ],
    ['heart failure by name', { diagnoses: { with: [{ name: 'heart failure' }] } }, 55, 23],
    ['no cancer', { diagnoses: { without: [{ code: 'C', system: 'ICD10CM' }] } }, 231, 92],
    ['aged 65 to 80', { ageYears: { from: 65, to: 80 } }, 72, 30],
    ['stays of 2 to 10 days', { lengthOfStayHours: { from: 48, to: 240 } }, 156, 81],
    ['one unit', { firstUnits: ['medicine/cardiology'] }, 21, 13],
    ['the first of each person', { admissions: 'first' }, 95, 95],
  ])('%s', (_, filters = {}, n, patients) => {
    expect(figures({ ...MORTALITY, filters })).toEqual([n, patients]);
  });

  it('heart failure known 24 hours into an admission, from earlier ones', () => {
    const diagnoses = { with: [{ code: 'I50', system: 'ICD10CM' }, { code: '428' }] };
    expect(figures({ ...AT_24_HOURS, filters: { diagnoses } })).toEqual([60, 17]);
  });

  it('a test period from 2014, and before it, each in years of which all three are on its side', () => {
    const encounters = labelledEncounters(demo.db, { ...MORTALITY, split: { by: 'time', testFrom: 2014 } });
    const side = (isTest: boolean): [number, number] => {
      const members = encounters.filter(({ split }) => (split === 'test') === isTest);
      return [members.length, new Set(members.map(({ patient }) => patient)).size];
    };
    expect(side(true)).toEqual([119, 52]);
    expect(side(false)).toEqual([57, 42]);
  });

  it('a unit that there is not, with those that there are', () => {
    const inUnit = (spec: CohortSpec, unit: string) => () =>
      figures({ ...spec, filters: { firstUnits: [unit] } });
    expect(inUnit(MORTALITY, 'Ward 7')).toThrow(
      expect.objectContaining({
        code: 'usage',
        hint: expect.stringContaining('Medicine/Cardiology') as string,
      }),
    );
    // Predicted in intensive care, the unit is the one of the stay there.
    const hospital: CohortSpec = { task: 'mortality-hospital', preset: 'default' };
    expect(inUnit(hospital, 'Discharge Lounge')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('(MICU)') as string }),
    );
  });

  it('a name stands for each code whose name holds it', () => {
    const filters = { diagnoses: { with: [{ name: 'heart failure' }] } };
    expect(countCohort(demo.db, { ...MORTALITY, filters }).codes).toEqual([
      { modality: 'diagnoses', use: 'with', term: '"heart failure"', codes: 23 },
    ]);
  });
});
