import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../../api/common.ts';
import { EICU_DEMO_MISSING, importEicuDemo } from '../../../testing/eicu-demo.ts';
import type { ImportedDemo } from '../../../testing/imported-demo.ts';
import { describeCohort } from '../describe-cohort.ts';
import { labelCards } from '../label-cards.ts';
import { labelledEncounters } from '../labelled-encounters.ts';

const MORTALITY: CohortSpec = { task: 'mortality-hospital', preset: 'default' };
const READMISSION: CohortSpec = { task: 'readmission-icu', preset: 'default' };

describe.skipIf(EICU_DEMO_MISSING !== null)(`eICU demo (${EICU_DEMO_MISSING ?? 'as it lies there'})`, () => {
  let demo: ImportedDemo;
  beforeAll(async () => {
    demo = await importEicuDemo();
  });
  afterAll(() => {
    demo.remove();
  });

  function figures(spec: CohortSpec) {
    const encounters = labelledEncounters(demo.db, spec);
    const positives = encounters.filter(({ label }) => label === 1);
    return {
      n: encounters.length,
      positives: positives.length,
      unlabelled: encounters.filter(({ label }) => label === null).length,
      patients: new Set(positives.map(({ patientId }) => patientId)).size,
    };
  }

  it('has the deaths in hospital of the fixture: 1,125 stays, 92 deaths of 83 people', () => {
    expect(figures(MORTALITY)).toEqual({ n: 1125, positives: 92, unlabelled: 0, patients: 83 });
    expect(figures({ ...MORTALITY, rules: { unitStays: 'first' } })).toMatchObject({
      n: 1052,
      positives: 83,
    });
  });

  it('has the returns to intensive care of the fixture: 1,441 stays, 54 returns', () => {
    expect(figures(READMISSION)).toMatchObject({ n: 1441, positives: 54, unlabelled: 0 });
  });

  it('has the labels of MUSE: 1,392 stays, 48 deaths in the unit, 170 returns', () => {
    expect(figures({ ...MORTALITY, preset: 'muse-eicu' })).toMatchObject({ n: 1392, positives: 48 });
    expect(figures({ ...READMISSION, preset: 'muse-eicu' })).toMatchObject({ n: 1392, positives: 170 });
  });

  it('shows the steps, and what stands on the label cards', () => {
    const mortality = describeCohort(demo.db, MORTALITY);
    expect(mortality.attrition).toEqual([
      { step: 'all stays in a unit', left: 1738 },
      { step: 'neither after death nor ending before they start', left: 1738 },
      { step: 'aged 18 or over', left: 1732 },
      { step: 'in the unit 24 hours after its start', left: 1140 },
      { step: 'how the hospital stay ended is known', left: 1125 },
    ]);
    expect(mortality.counts).toMatchObject({
      stepDownStays: 72,
      repeatedDeaths: 9,
      careLimitations: 101,
      careLimitationsPositive: 27,
    });
    const muse = describeCohort(demo.db, { ...READMISSION, preset: 'muse-eicu' });
    expect(muse.counts['transfers']).toBe(125);
    expect(muse.warnings.join(' ')).toContain('includes transfers');
  });

  it('has 31 of 133 hospitals of five stays and more that give no orders: unavailable there', () => {
    const hospitalOf = demo.db
      .prepare<[number], number>('SELECT hospital_id FROM unit_stay WHERE encounter_id = ?')
      .pluck();
    const isUncovered = demo.db
      .prepare<[number], 1>(
        `SELECT 1 FROM uncovered_modality WHERE encounter_id = ? AND modality = 'medications'`,
      )
      .pluck();
    const byHospital = Map.groupBy(labelledEncounters(demo.db, MORTALITY), ({ encounterId }) =>
      hospitalOf.get(encounterId),
    );
    const large = [...byHospital.values()].filter((stays) => stays.length >= 5);
    const without = large.filter((stays) =>
      stays.every(({ encounterId }) => isUncovered.get(encounterId) === 1),
    );
    expect([large.length, without.length]).toEqual([133, 31]);
  });

  it('says what it cannot answer, and why', () => {
    const unsupported = Object.fromEntries(labelCards(demo.db).map((card) => [card.task, card.unsupported]));
    expect(unsupported).toEqual({
      'mortality-90d': expect.stringContaining('deaths after it') as string,
      'readmission-15d': expect.stringContaining('how far apart') as string,
      'mortality-hospital': null,
      'readmission-icu': null,
    });
    for (const task of ['mortality-90d', 'readmission-15d'] as const) {
      expect(() => labelledEncounters(demo.db, { task, preset: 'default' })).toThrow(
        expect.objectContaining({ code: 'labels_unsupported', message: unsupported[task] }),
      );
    }
    expect(() => labelledEncounters(demo.db, { ...MORTALITY, preset: 'muse' })).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringContaining('muse-eicu') as string }),
    );
  });
});
