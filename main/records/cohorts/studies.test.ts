import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import { EICU_DEMO_FOLDER, EICU_DEMO_MISSING, importEicuDemo } from '../../testing/eicu-demo.ts';
import type { ImportedDemo } from '../../testing/imported-demo.ts';
import { importMimicDemo, MIMIC_DEMO_MISSING } from '../../testing/mimic-demo.ts';
import { findingsOf, lintSubject } from '../../testing/lint-rule.ts';
import { COHORT_READS_LATER } from '../lint/cohort-filters.ts';
import { SELECTION_BY_LABEL } from '../lint/labels.ts';
import { countCohort } from './count-cohort.ts';
import { describeCohort } from './describe-cohort.ts';
import { labelledEncounters } from './labelled-encounters.ts';

const YAIB: CohortSpec = { task: 'mortality-hospital', preset: 'yaib' };

describe.skipIf(EICU_DEMO_MISSING !== null)(`YAIB on the eICU demo ${EICU_DEMO_MISSING ?? ''}`, () => {
  let demo: ImportedDemo;
  beforeAll(async () => {
    demo = await importEicuDemo();
  });
  afterAll(() => {
    demo.remove();
  });

  it('has the very stays and labels that YAIB published', () => {
    const file = path.join(EICU_DEMO_FOLDER, 'derived_yaib/mortality24_labels.csv.gz');
    const [, ...published] = gunzipSync(readFileSync(file)).toString().trim().split('\n');
    const ours = labelledEncounters(demo.db, YAIB).map(({ encounter, label }) => `${encounter},${label}`);
    expect(published).toHaveLength(949);
    expect(ours.toSorted()).toEqual(published.map((line) => line.trim()).toSorted());
  });

  it('has rules that read the whole stay, which is a finding', () => {
    const [alive, measured] = findingsOf(COHORT_READS_LATER, lintSubject(demo.db, YAIB)) ?? [];
    expect(alive?.feature).toBe('alive in the unit for 30 hours');
    expect(measured?.feature).toContain('results or vital signs in 4 hours');
  });

  it('says that it asks for another outcome', () => {
    const { warnings, attrition } = describeCohort(demo.db, YAIB);
    expect(warnings.join('\n')).toContain('death in the unit');
    expect(attrition.map(({ step }) => step)).toContain('aged 18 or over, or of unknown age');
  });

  it('counts the stays that the switch for first ones leaves out', () => {
    const hospital: CohortSpec = { task: 'mortality-hospital', preset: 'default' };
    const all = countCohort(demo.db, hospital);
    const first = countCohort(demo.db, { ...hospital, rules: { unitStays: 'first' } });
    expect(all.counts['laterUnitStays']).toBe(all.labelled - first.labelled);
    expect(first.counts['laterUnitStays']).toBe(0);
  });
});

/** Counted over the demo's files by a program of its own, after PyHealth's. */
describe.skipIf(MIMIC_DEMO_MISSING !== null)(
  `studies on the MIMIC-IV demo ${MIMIC_DEMO_MISSING ?? ''}`,
  () => {
    let demo: ImportedDemo;
    beforeAll(async () => {
      demo = await importMimicDemo();
    });
    afterAll(() => {
      demo.remove();
    });

    it.each([
      ['mortality-90d', 108, 10],
      ['readmission-15d', 108, 28],
    ] as const)('PyHealth labels %s', (task, labelled, positives) => {
      expect(countCohort(demo.db, { task, preset: 'pyhealth' })).toMatchObject({
        labels: 'pyhealth',
        labelled,
        positives,
      });
    });

    it('PyHealth selects by what happened later, which is a finding', () => {
      const spec: CohortSpec = { task: 'mortality-90d', preset: 'pyhealth' };
      expect(findingsOf(SELECTION_BY_LABEL, lintSubject(demo.db, spec))).toMatchObject([
        { feature: 'labels by the policy "pyhealth"', count: 64 },
      ]);
      const { warnings } = describeCohort(demo.db, spec);
      expect(warnings.join('\n')).toContain('policy "pyhealth"');
    });

    it('a label policy goes with the default cohort as well', () => {
      const spec: CohortSpec = { task: 'readmission-15d', preset: 'default', labels: 'pyhealth' };
      expect(countCohort(demo.db, spec).labelled).toBeGreaterThan(108);
    });
  },
);
