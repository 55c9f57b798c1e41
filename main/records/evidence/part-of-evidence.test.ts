import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MODALITIES } from '../../../models/modalities/modality.ts';
import type { CohortSpec } from '../../api/common.ts';
import { EICU_DEMO_MISSING, importEicuDemo } from '../../testing/eicu-demo.ts';
import type { ImportedDemo } from '../../testing/imported-demo.ts';
import { importMimicDemo, MIMIC_DEMO_MISSING } from '../../testing/mimic-demo.ts';
import { labelledEncounters } from '../cohorts/labelled-encounters.ts';
import { evidenceFor } from './evidence.ts';

const DEMOS = [
  {
    name: 'MIMIC-IV demo',
    missing: MIMIC_DEMO_MISSING,
    open: importMimicDemo,
    specs: [
      { task: 'mortality-90d', preset: 'default' },
      { task: 'mortality-90d', preset: 'default', timing: 'available' },
      { task: 'mortality-hospital', preset: 'default', lookBackHours: 6 },
    ],
  },
  {
    name: 'eICU demo',
    missing: EICU_DEMO_MISSING,
    open: importEicuDemo,
    specs: [{ task: 'mortality-hospital', preset: 'default' }],
  },
] as const satisfies readonly {
  name: string;
  missing: string | null;
  open: () => Promise<ImportedDemo>;
  specs: readonly CohortSpec[];
}[];

const EVENTS = ['notes', 'labs', 'diagnoses', 'procedures', 'medications'] as const;

describe.each(DEMOS)('$name', ({ missing, open, specs }) => {
  let demo: ImportedDemo;
  beforeAll(async () => {
    if (missing === null) demo = await open();
  });
  afterAll(() => demo?.remove());

  it.skipIf(missing !== null)('has the same evidence of a modality when the others are not read', () => {
    for (const spec of specs) {
      const encounters = labelledEncounters(demo.db, spec);
      const whole = [...evidenceFor(demo.db, spec, encounters)];
      expect(whole.length).toBeGreaterThan(50);
      for (const modality of MODALITIES) {
        const part = [...evidenceFor(demo.db, spec, encounters, { modalities: [modality] })];
        const of = ({ states, ...evidence }: (typeof whole)[number]) => [
          states[modality],
          evidence[modality],
        ];
        expect(part.map(of)).toEqual(whole.map(of));
        for (const other of EVENTS.filter((name) => name !== modality))
          expect(part.every((evidence) => evidence[other].length === 0)).toBe(true);
      }
    }
  });
});
