import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../../api/common.ts';
import { labelsOf, positivesOf } from '../../../testing/compared-records.ts';
import { importDemo, type ImportedDemo } from '../../../testing/imported-demo.ts';
import { writeMedsDemo } from '../../../testing/meds-demo.ts';
import { importMimicDemo, MIMIC_DEMO_MISSING } from '../../../testing/mimic-demo.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { checkIntegrity, type Database } from '../../database.ts';
import { openDictionary } from '../../evidence/dictionary.ts';
import { openLabDictionary } from '../../evidence/lab-dictionary.ts';
import { importSummaryOf, listImportRuns } from '../../import-runs.ts';
import { readLabBlock } from '../../labs/lab-block.ts';

/** Results that name an admission and say when they were stored, by its id: item, minute of storing, value, unit. */
function storedResults(db: Database, minuteOf: 'storeMinute' | 'chartMinute'): Map<string, string[]> {
  const labs = openLabDictionary(db);
  const codes = openDictionary(db);
  const blocks = db
    .prepare<[], { key: string; data: Uint8Array; sourceId: number; fileId: number }>(
      `SELECT e.source_key AS key, b.data, e.source_id AS sourceId, b.file_id AS fileId
       FROM lab_block b JOIN encounter e ON e.id = b.encounter_id`,
    )
    .all();
  const found = new Map<string, string[]>();
  for (const { key, data, sourceId, fileId } of blocks) {
    for (const row of readLabBlock(data)) {
      if (row.storeMinute === null) continue;
      const place = { ...row, sourceId, fileId };
      const { code } = codes.concept(labs.conceptOf(place));
      // MEDS holds 32 bits of a number.
      const value = row.value === null ? null : Math.fround(row.value);
      const text = row.value === null ? labs.textOf(place) : null;
      const result = JSON.stringify([code, row[minuteOf], value, text, labs.rangeOf(place).unit]);
      found.set(key, [...(found.get(key) ?? []), result]);
    }
  }
  for (const results of found.values()) results.sort();
  return found;
}

/** Shares its visit to the emergency room with the admission before it, which MEDS gives to that one alone. */
const SAME_EMERGENCY = '23688993';

function rowsOf(db: Database, sql: string): unknown[] {
  return db.prepare(sql).raw().all();
}

describe.skipIf(MIMIC_DEMO_MISSING !== null)(
  `the MIMIC-IV demo in the form of MEDS ${MIMIC_DEMO_MISSING ?? ''}`,
  () => {
    const place = temporaryFolder();
    let mimic: ImportedDemo;
    let meds: ImportedDemo;
    beforeAll(async () => {
      mimic = await importMimicDemo();
      meds = await importDemo(await writeMedsDemo(path.join(place, 'meds')));
    });
    afterAll(() => {
      for (const demo of [mimic, meds]) demo.remove();
    });

    const summary = () => importSummaryOf(meds.db, listImportRuns(meds.db)[0]?.run ?? '');

    it('is read whole: every row is imported, or serves nothing', () => {
      expect(checkIntegrity(meds.db)).toEqual([]);
      expect(summary()).toMatchObject({ source: 'meds', release: '0.4.0, MIMIC-IV demo 2.2', rejected: 0 });
      for (const { file, read, imported, unused } of summary().files)
        expect(imported + unused, file).toBe(read);
    });

    it('says which codes serve nothing', () => {
      const told = summary().warnings.map(({ code, message, count }) => [code, message, count]);
      expect(told).toContainEqual([
        'left_out_codes',
        'codes LAB//SPECIMEN_COLLECTED are left out by rule',
        107_727,
      ]);
      expect(told).toContainEqual(['left_out_codes', 'codes MEDICATION are left out by rule', 34_259]);
      expect(told).toContainEqual([
        'unknown_codes',
        'codes that begin with Weight (Lbs) fit no rule: they are not used',
        941,
      ]);
    });

    it('has the people and stays of the demo, pieced together from their codes', () => {
      const stays = (db: Database) =>
        db
          .prepare(
            `SELECT p.source_key, p.sex, p.dod, e.kind, e.source_key, w.source_key, e.start_minute, e.end_minute,
               e.age_years, e.hospital_expire_flag, e.admission_type, e.admission_location, e.discharge_location,
               e.insurance, e.language, e.marital_status, e.race, e.first_unit,
               CASE WHEN e.ed_start_minute < e.start_minute AND e.source_key <> '${SAME_EMERGENCY}'
                 THEN e.ed_start_minute END
             FROM encounter e JOIN patient p ON p.id = e.patient_id LEFT JOIN encounter w ON w.id = e.parent_id
             ORDER BY e.kind, e.source_key`,
          )
          .raw()
          .all();
      const found = stays(meds.db);
      expect(found).toHaveLength(275 + 140);
      expect(found).toEqual(stays(mimic.db));
    });

    it.each<[string, CohortSpec, number, number]>([
      ['readmission', { task: 'readmission-15d', preset: 'default' }, 260, 38],
      ['death in hospital', { task: 'mortality-hospital', preset: 'default', variant: 'admission' }, 245, 14],
      ['death after intensive care', { task: 'mortality-hospital', preset: 'default' }, 107, 11],
    ])('gives the labels of the demo: %s', (_, spec, n, events) => {
      const labels = labelsOf(meds.db, spec);
      expect(labels).toEqual(labelsOf(mimic.db, spec));
      expect([labels.size, positivesOf(labels)]).toEqual([n, events]);
    });

    it('gives the results of the demo, from when they were stored', () => {
      const expected = storedResults(mimic.db, 'storeMinute');
      const found = storedResults(meds.db, 'chartMinute');
      expect(expected.size).toBeGreaterThan(200);
      for (const [admission, results] of expected) expect(found.get(admission), admission).toEqual(results);
    });

    it('gives the codes of the demo, known from the discharge, with their names', () => {
      const coded = rowsOf(
        mimic.db,
        `SELECT e.source_key, k.system, k.code, k.name, e.end_minute FROM diagnosis d
         JOIN encounter e ON e.id = d.encounter_id JOIN concept k ON k.id = d.concept_id ORDER BY 1, 2, 3`,
      );
      expect(coded).toHaveLength(4506);
      expect(
        rowsOf(
          meds.db,
          `SELECT e.source_key, k.system, k.code, k.name, max(v.event_minute, v.entered_minute) FROM stay_event v
           JOIN encounter e ON e.id = v.encounter_id JOIN concept k ON k.id = v.concept_id
           WHERE v.modality = 'diagnoses' ORDER BY 1, 2, 3`,
        ),
      ).toEqual(coded);
    });
  },
);
