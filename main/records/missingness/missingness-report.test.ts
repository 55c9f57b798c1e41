import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MODALITIES } from '../../../models/modalities/modality.ts';
import { missingnessReport as schema } from '../../api/missingness.ts';
import type { CohortSpec } from '../../api/common.ts';
import type { MissingnessReport } from '../../api/services.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { importSynthetic } from '../../testing/small-study.ts';
import { describeCohort } from '../cohorts/describe-cohort.ts';
import { type Database, openDatabase } from '../database.ts';
import { missingnessReport } from './missingness-report.ts';
import { raceGroup } from './subgroups.ts';

const MORTALITY: CohortSpec = { task: 'mortality-90d', preset: 'default' };
const READMISSION: CohortSpec = { task: 'readmission-15d', preset: 'default' };

/** Sixty people with one stay; every third has a diagnosis, thirty with labs, the first twelve are Black. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  const concept = made.concept('ICD10CM', 'I509', 'Heart failure');
  const rare = made.concept('ICD10CM', 'R99');
  made.insert('lab_item', {
    source_id: 1,
    ordinal: 0,
    concept_id: made.concept('MIMIC-LAB', '50813', 'Lactate'),
    row_count: 1,
    numeric_count: 1,
    patient_count: 1,
  });
  for (let person = 1; person <= 60; person += 1) {
    made.patient(person, { sex: person % 2 === 0 ? 'F' : 'M' });
    made.admission(person, person, {
      start_minute: at(100),
      end_minute: at(103),
      age_years: person <= 30 ? 50 : 70,
      race: person <= 12 ? 'BLACK/CAPE VERDEAN' : 'WHITE - RUSSIAN',
    });
    const code = (conceptId: number) =>
      made.event('diagnosis', 'hosp/diagnoses_icd', {
        patient_id: person,
        encounter_id: person,
        concept_id: conceptId,
        sequence: 1,
      });
    if (person % 3 === 0) code(concept);
    if (person <= 5) code(rare);
    if (person <= 30) made.labs(person, person, [{ chartMinute: at(101), storeMinute: at(101) }]);
  }
  return made;
}

const group = ({ groups }: MissingnessReport, wanted: string) =>
  groups.find((own) => `${own.variable} ${own.group}` === wanted)!;

describe('missingnessReport', () => {
  it('counts the three states over all and by subgroup', () => {
    const report = missingnessReport(records().db, READMISSION);
    expect(schema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ n: 60, smallestCell: 11 });
    expect(report.modalities.find(({ modality }) => modality === 'labs')!.states).toEqual({
      present: 30,
      noneRecorded: 0,
      unavailable: 30,
    });
    expect(report.modalities.find(({ modality }) => modality === 'diagnoses')!.states).toMatchObject({
      present: 24,
      noneRecorded: 36,
    });
    expect(group(report, 'sex F')).toMatchObject({
      n: 30,
      states: { labs: { present: 15, unavailable: 15 } },
    });
    expect(group(report, 'age 45–64')).toMatchObject({
      n: 30,
      states: { labs: { present: 30, unavailable: 0 } },
    });
    expect(group(report, 'race Black')).toMatchObject({ n: 12, states: { labs: { present: 12 } } });
    // All are negative, and there is one hospital: nothing to compare.
    expect(new Set(report.groups.map(({ variable }) => variable))).toEqual(new Set(['sex', 'age', 'race']));
  });

  it('counts the stays that have a code, an item or a fact, and shows no small count', () => {
    const report = missingnessReport(records().db, READMISSION);
    const feature = (name: string) => report.features.find((own) => own.feature === name);
    expect(feature('Heart failure (ICD10CM I509)')).toMatchObject({ modality: 'diagnoses', n: 20 });
    expect(feature('Lactate (MIMIC-LAB 50813)')).toMatchObject({ modality: 'labs', n: 30 });
    expect(feature('Age, years')).toMatchObject({ modality: 'demographics', n: 60 });
    expect(feature('ICD10CM R99')).toBeUndefined();
    expect(report.featureCounts).toMatchObject({ diagnoses: 1, labs: 1 });
    const sexes = ['M', 'F'].map((sex) => report.groups.findIndex((own) => own.group === sex));
    // Ten and ten of those with heart failure: neither is shown.
    expect(sexes.map((i) => feature('Heart failure (ICD10CM I509)')!.inGroups[i])).toEqual([null, null]);
    expect(sexes.map((i) => feature('Lactate (MIMIC-LAB 50813)')!.inGroups[i])).toEqual([15, 15]);
    for (const { inGroups } of report.features) expect(inGroups).toHaveLength(report.groups.length);
  });

  it('lists the combinations that are frequent enough and counts the others', () => {
    const made = records();
    const { patterns, rarePatterns } = missingnessReport(made.db, READMISSION);
    const described = describeCohort(made.db, READMISSION).patterns;
    for (const pattern of patterns) expect(described).toContainEqual(pattern);
    expect(patterns.every(({ n }) => n >= 11)).toBe(true);
    expect(patterns.length + rarePatterns).toBe(described.length);
    expect(patterns[0]!.n).toBe(20);
  });

  it('says what no test can exclude, also of no records at all', () => {
    const made = new RecordDatabase();
    made.db.exec('DELETE FROM source_file; DELETE FROM source');
    const report = missingnessReport(made.db, READMISSION);
    expect(report.caveat).toContain('missing not at random');
    expect(report).toMatchObject({ n: 0, groups: [], features: [], patterns: [] });
  });
});

describe('on the synthetic cohort, of which it is known why something is missing', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'lacuna-missingness-'));
  let db: Database;
  let report: MissingnessReport;
  beforeAll(async () => {
    const made = await importSynthetic(root, { admissions: 2000, seed: 4 });
    db = openDatabase(made.database, { readOnly: true });
    report = missingnessReport(db, MORTALITY);
  });
  afterAll(() => {
    db.close();
    rmSync(root, { recursive: true });
  });
  const told = (modality: (typeof MODALITIES)[number]) =>
    report.modalities.find((own) => own.modality === modality)!.predictability;

  it('tells by the type of the stay where medications are absent', () => {
    expect(told('medications').auroc).toBeGreaterThan(0.8);
    expect(
      told('medications')
        .strongest.map(({ name }) => name)
        .join(),
    ).toMatch(/observation/i);
  });

  it('finds nothing where notes are absent by chance, and nothing where labs are absent by what they would say', () => {
    for (const modality of ['notes', 'labs'] as const) {
      const { auroc, interval } = told(modality);
      expect(Math.abs(auroc! - 0.5), modality).toBeLessThan(0.06);
      expect(interval![1] - interval![0], modality).toBeLessThan(0.12);
    }
    // What the AUROC cannot see, the labels show: labs are there for nearly all who are in shock, and die.
    const absent = (label: string) => {
      const { n, states } = group(report, `label ${label}`);
      return states.labs!.unavailable! / n!;
    };
    expect(absent('negative')).toBeGreaterThan(1.15 * absent('positive'));
  });

  it('is not asked of what is never missing', () => {
    for (const modality of ['demographics', 'diagnoses'] as const) {
      expect(told(modality)).toMatchObject({ auroc: null, reason: 'never missing' });
    }
  });

  it('gives the totals of the cohort', () => {
    const { presence } = describeCohort(db, MORTALITY);
    for (const { modality, states } of report.modalities) {
      for (const [state, count] of Object.entries(states)) {
        const whole = presence[modality]![state as keyof typeof states];
        expect(count === null || count === whole, `${modality} ${state}`).toBe(true);
      }
    }
  });
});

describe('raceGroup', () => {
  it.each([
    ['WHITE - BRAZILIAN', 'White'],
    ['Caucasian', 'White'],
    ['BLACK/AFRICAN AMERICAN', 'Black'],
    ['HISPANIC/LATINO - PUERTO RICAN', 'Hispanic or Latino'],
    ['ASIAN - CHINESE', 'Asian'],
    ['AMERICAN INDIAN/ALASKA NATIVE', 'Native American or Pacific'],
    ['MULTIPLE RACE/ETHNICITY', 'Other'],
    ['UNABLE TO OBTAIN', 'not known'],
    [null, 'not known'],
  ])('%s is %s', (race, expected) => {
    expect(raceGroup(race)).toBe(expected);
  });
});
