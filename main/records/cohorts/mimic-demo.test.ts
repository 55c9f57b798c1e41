import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../api/common.ts';
import type { ImportedDemo } from '../../testing/imported-demo.ts';
import { importMimicDemo, MIMIC_DEMO_MISSING } from '../../testing/mimic-demo.ts';
import { presenceOf } from '../evidence/presence.ts';
import { evidenceFor } from '../evidence/evidence.ts';
import { readLabBlock } from '../labs/lab-block.ts';
import { defineCohort } from './cohort-definition.ts';
import { describeCohort } from './describe-cohort.ts';
import { type LabelledEncounter, labelledEncounters } from './labelled-encounters.ts';
import { isInUnitAfter } from './mortality-hospital.ts';
import { readHistories } from './read-histories.ts';

const AGE_YEARS = new Map<number, number>();
let demo: ImportedDemo;

const MUSE = { preset: 'muse' } as const;
const DEFAULT = { preset: 'default' } as const;
const MORTALITY = { task: 'mortality-90d' } as const;
const READMISSION = { task: 'readmission-15d' } as const;
const HOSPITAL = { task: 'mortality-hospital', preset: 'default' } as const;

/** `n (patients)` and `positive / negative / unlabelled`, as the table of fixtures writes them. */
function figures(encounters: readonly LabelledEncounter[]): [string, string] {
  const count = (wanted: LabelledEncounter['label']) =>
    encounters.filter(({ label }) => label === wanted).length;
  const patients = new Set(encounters.map(({ patient }) => patient)).size;
  return [`${encounters.length} (${patients})`, `${count(1)} / ${count(0)} / ${count(null)}`];
}
const figuresOf = (spec: CohortSpec) => figures(labelledEncounters(demo.db, spec));

/** The figures of the official demo were worked out independently of this code. */
describe.skipIf(MIMIC_DEMO_MISSING !== null)(`MIMIC-IV demo v2.2 ${MIMIC_DEMO_MISSING ?? ''}`, () => {
  beforeAll(async () => {
    demo = await importMimicDemo();
    for (const { admissions } of readHistories(demo.db)) {
      for (const { id, ageYears } of admissions) AGE_YEARS.set(id, ageYears ?? NaN);
    }
  });
  afterAll(() => {
    demo.remove();
  });

  it('has 275 admissions without overlaps or stays after death, three pairs at most 6 h apart', () => {
    const { attrition, counts } = describeCohort(demo.db, { ...READMISSION, ...DEFAULT });
    expect(attrition.slice(0, 2).map(({ left }) => left)).toEqual([275, 275]);
    expect(counts).toMatchObject({ overlappingAdmissions: 0, contiguousAdmissions: 3 });
  });

  it('has 54 visits to the emergency department alone, of 26 people', () => {
    const visits = demo.db
      .prepare(
        `SELECT count(*) AS visits, count(DISTINCT patient_id) AS people FROM transfer
         WHERE event = 'ED' AND encounter_id IS NULL`,
      )
      .get();
    expect(visits).toEqual({ visits: 54, people: 26 });
  });

  it('loses admissions of the preset muse by stay, age and death in hospital', () => {
    const { attrition } = describeCohort(demo.db, { ...MORTALITY, ...MUSE });
    expect(attrition.map(({ left }) => left)).toEqual([275, 275, 218, 210, 201]);
  });

  describe('labels', () => {
    it.each<[string, CohortSpec, string, string]>([
      ['muse, mortality by muse', { ...MORTALITY, ...MUSE }, '201 (79)', '10 / 91 / 100'],
      ['muse, mortality complete', { ...MORTALITY, ...MUSE, labels: 'complete' }, '201 (79)', '10 / 191 / 0'],
      ['muse, readmission by muse, floored', { ...READMISSION, ...MUSE }, '201 (79)', '27 / 108 / 66'],
      [
        'muse, readmission exact',
        { ...READMISSION, ...MUSE, labels: 'complete' },
        '201 (79)',
        '26 / 175 / 0',
      ],
      ['default, mortality complete', { ...MORTALITY, ...DEFAULT }, '260 (95)', '25 / 235 / 0'],
      [
        'default, mortality by muse',
        { ...MORTALITY, ...DEFAULT, labels: 'muse' },
        '260 (95)',
        '25 / 116 / 119',
      ],
      ['default, readmission exact', { ...READMISSION, ...DEFAULT }, '260 (95)', '38 / 222 / 0'],
      [
        'in hospital, 24 h after admission',
        { ...HOSPITAL, variant: 'admission' },
        '245 (100)',
        '14 / 231 / 0',
      ],
      ['in hospital, 24 h into the first ICU stay', HOSPITAL, '107 (86)', '11 / 96 / 0'],
    ])('%s', (_, spec, n, labels) => {
      expect(figuresOf(spec)).toEqual([n, labels]);
    });

    it('muse without observation stays, index and next', () => {
      const rules = { observationStays: 'exclude' } as const;
      expect(figuresOf({ ...MORTALITY, ...MUSE, labels: 'complete', rules })).toEqual([
        '162 (78)',
        '10 / 152 / 0',
      ]);
      expect(figuresOf({ ...READMISSION, ...MUSE, labels: 'complete', rules })).toEqual([
        '162 (78)',
        '21 / 141 / 0',
      ]);
    });

    it('default, aged 18 to 89', () => {
      const young = (spec: CohortSpec) =>
        labelledEncounters(demo.db, spec).filter(
          ({ encounterId }) => (AGE_YEARS.get(encounterId) ?? 0) <= 89,
        );
      expect(figures(young({ ...MORTALITY, ...DEFAULT }))).toEqual(['252 (92)', '24 / 228 / 0']);
      expect(figures(young({ ...READMISSION, ...DEFAULT }))).toEqual(['252 (92)', '38 / 214 / 0']);
    });

    it('episodes merged, their inpatient part', () => {
      const rules = { mergeEpisodes: true, observationStays: 'exclude' } as const;
      const { attrition } = describeCohort(demo.db, { ...READMISSION, ...DEFAULT, rules });
      expect(attrition).toContainEqual({ step: 'as episodes, at most 6 h apart', left: 272 });
      expect(figuresOf({ ...MORTALITY, ...DEFAULT, rules })).toEqual(['217 (95)', '25 / 192 / 0']);
      expect(figuresOf({ ...READMISSION, ...DEFAULT, rules })).toEqual(['217 (95)', '32 / 185 / 0']);
      const unplanned = { ...rules, plannedReadmissions: 'ignore' } as const;
      expect(figuresOf({ ...READMISSION, ...DEFAULT, rules: unplanned })).toEqual([
        '217 (95)',
        '29 / 188 / 0',
      ]);
    });

    it('deaths within 15 days without a readmission', () => {
      const { counts } = describeCohort(demo.db, { ...READMISSION, ...DEFAULT });
      expect(counts['deathsWithoutReadmission']).toBe(3);
    });

    it('all ICU stays that last 24 h, before the first of each admission is chosen', () => {
      const stays = [...readHistories(demo.db)].flatMap(({ key, admissions }) =>
        admissions.flatMap(({ icuStays, hospitalExpired }) =>
          icuStays.filter((stay) => isInUnitAfter(stay, 24)).map(() => ({ key, hospitalExpired })),
        ),
      );
      expect([stays.length, new Set(stays.map(({ key }) => key)).size]).toEqual([117, 88]);
      expect(stays.filter(({ hospitalExpired }) => hospitalExpired)).toHaveLength(14);
    });
  });

  describe('presence', () => {
    it('at discharge, in the 201 of the preset muse', () => {
      const { presence } = describeCohort(demo.db, { ...MORTALITY, ...MUSE });
      expect(presence).toEqual({
        demographics: { present: 201, noneRecorded: 0, unavailable: 0 },
        notes: { present: 0, noneRecorded: 0, unavailable: 201 },
        labs: { present: 198, noneRecorded: 0, unavailable: 3 },
        diagnoses: { present: 201, noneRecorded: 0, unavailable: 0 },
        procedures: { present: 153, noneRecorded: 48, unavailable: 0 },
        medications: { present: 177, noneRecorded: 24, unavailable: 0 },
      });
    });

    it('of procedures by ICD alone, and of labs by hadm_id alone', () => {
      const ids = labelledEncounters(demo.db, { ...MORTALITY, ...MUSE }).map(
        ({ encounterId }) => encounterId,
      );
      const among = (sql: string) =>
        demo.db
          .prepare<[string], number>(`${sql} IN (SELECT value FROM json_each(?))`)
          .pluck()
          .get(JSON.stringify(ids));
      expect(
        among(
          `SELECT count(DISTINCT encounter_id) FROM procedure WHERE origin = 'procedures_icd' AND encounter_id`,
        ),
      ).toBe(123);
      expect(among('SELECT count(DISTINCT encounter_id) FROM lab_block WHERE encounter_id')).toBe(181);
    });

    it('24 h after admission', () => {
      const spec: CohortSpec = { ...HOSPITAL, variant: 'admission' };
      const { presence } = describeCohort(demo.db, spec);
      expect(presence.diagnoses).toEqual({ present: 152, noneRecorded: 93, unavailable: 0 });
      expect(presence.procedures).toEqual({ present: 78, noneRecorded: 167, unavailable: 0 });
      // 237 have a sample drawn by then; of one no result was stored yet, so nothing may be known of it.
      expect(presence.labs).toEqual({ present: 236, noneRecorded: 0, unavailable: 9 });
      expect(drawnWithin24Hours(spec)).toBe(237);
      expect(drawnUnderOwnIdWithin24Hours(spec)).toBe(227);
    });
  });

  it('gives evidence that never lies after the prediction time, and the same states as the description', () => {
    for (const timing of ['retrospective', 'available'] as const) {
      const spec: CohortSpec = { ...MORTALITY, ...DEFAULT, timing };
      const encounters = labelledEncounters(demo.db, spec);
      const states = Array.from(presenceOf(demo.db, defineCohort(spec), encounters), (found) => found.states);
      const evidence = [...evidenceFor(demo.db, spec, encounters)];
      expect(evidence.map(({ encounter }) => encounter)).toEqual(
        encounters.map(({ encounter }) => encounter),
      );
      expect(evidence.map((found) => found.states)).toEqual(states);
      for (const { labs, medications, procedures } of evidence) {
        for (const { minutesBefore } of [...labs, ...medications, ...procedures]) {
          expect(minutesBefore).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });

  /** Encounters with a sample of their own `hadm_id` drawn by the prediction time. */
  function drawnUnderOwnIdWithin24Hours(spec: CohortSpec): number {
    const blocks = demo.db
      .prepare<[number], Buffer>('SELECT data FROM lab_block WHERE encounter_id = ?')
      .pluck();
    return labelledEncounters(demo.db, spec).filter(({ encounterId, predictionMinute }) =>
      blocks
        .all(encounterId)
        .some((data) => [...readLabBlock(data)].some(({ chartMinute }) => chartMinute <= predictionMinute)),
    ).length;
  }

  /** Encounters with a sample drawn by the prediction time: asked with every result stored when it was drawn. */
  function drawnWithin24Hours(spec: CohortSpec): number {
    const encounters = labelledEncounters(demo.db, spec);
    const anyTime = encounters.map((encounter) => ({
      ...encounter,
      predictionMinute: Number.MAX_SAFE_INTEGER,
    }));
    let drawn = 0;
    let i = 0;
    for (const { labs } of evidenceFor(demo.db, spec, anyTime)) {
      const { predictionMinute } = encounters[i]!;
      i += 1;
      if (labs.some(({ minutesBefore }) => Number.MAX_SAFE_INTEGER - minutesBefore <= predictionMinute))
        drawn += 1;
    }
    return drawn;
  }
});
