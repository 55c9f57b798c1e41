import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CohortSpec } from '../../../api/common.ts';
import { labelsOf, positivesOf } from '../../../testing/compared-records.ts';
import { importDemo, type ImportedDemo } from '../../../testing/imported-demo.ts';
import { importMimicDemo, MIMIC_DEMO_MISSING } from '../../../testing/mimic-demo.ts';
import { writeOmopDemo } from '../../../testing/omop-demo.ts';
import { temporaryFolder } from '../../../testing/temporary-folder.ts';
import { checkIntegrity, type Database } from '../../database.ts';
import { openLabDictionary } from '../../evidence/lab-dictionary.ts';
import { openDictionary } from '../../evidence/dictionary.ts';
import { patientRecordReader } from '../../evidence/patient-record.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { RECORD_TABLES } from '../../record-tables.ts';

/** Results that belong to each admission, by its id, as texts that hold all but the line and the time of storing. */
function labsByAdmission(db: Database): Map<string, string[]> {
  const reader = patientRecordReader(db, { notes: 'noteHeads' });
  const labs = openLabDictionary(db);
  const codes = openDictionary(db);
  const keys = new Map(
    db
      .prepare<[], [number, string]>(`SELECT id, source_key FROM encounter WHERE kind = 'admission'`)
      .raw()
      .all(),
  );
  const found = new Map<string, string[]>();
  for (const patient of db.prepare<[], number>('SELECT id FROM patient').pluck().all()) {
    for (const [admission, rows] of reader(patient).labs) {
      const texts = rows.map((row) => {
        const { unit, low, high } = labs.rangeOf(row);
        const { code } = codes.concept(labs.conceptOf(row));
        const text = row.value === null ? labs.textOf(row) : null;
        return JSON.stringify([code, row.chartMinute, row.value, text, unit, low, high]);
      });
      found.set(keys.get(admission) ?? '', texts.sort());
    }
  }
  return found;
}

/** All rows of the records but their lines, which count from 1 in Parquet and from 2 in CSV, and their files. */
function recordsOf(db: Database): Record<string, unknown[]> {
  const tables = RECORD_TABLES.filter((table) => table !== 'source' && table !== 'source_file');
  return Object.fromEntries(
    tables.map((table) => [
      table,
      db
        .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`)
        .all()
        .map(({ line: _, data, ...row }) => {
          if (!(data instanceof Uint8Array)) return row;
          return { ...row, data: Array.from(readLabBlock(data), ({ line: _line, ...result }) => result) };
        }),
    ]),
  );
}

describe.skipIf(MIMIC_DEMO_MISSING !== null)(
  `the MIMIC-IV demo in the form of OMOP ${MIMIC_DEMO_MISSING ?? ''}`,
  () => {
    const place = temporaryFolder();
    let mimic: ImportedDemo;
    let csv: ImportedDemo;
    let parquet: ImportedDemo;
    beforeAll(async () => {
      mimic = await importMimicDemo();
      csv = await importDemo(await writeOmopDemo(path.join(place, 'csv'), 'csv'));
      parquet = await importDemo(await writeOmopDemo(path.join(place, 'parquet'), 'parquet'));
    });
    afterAll(() => {
      for (const demo of [mimic, csv, parquet]) demo.remove();
    });

    it('has the people and stays of the demo, with age, sex, death and end', () => {
      const stays = (db: Database) =>
        db
          .prepare(
            `SELECT p.source_key, p.sex, p.dod, p.death_followup_end, e.kind, e.source_key, w.source_key, e.start_minute,
               e.end_minute, e.age_years, e.hospital_expire_flag, e.admission_location, e.discharge_location,
               CASE WHEN e.hospital_expire_flag = 1 THEN e.death_minute END
             FROM encounter e JOIN patient p ON p.id = e.patient_id LEFT JOIN encounter w ON w.id = e.parent_id
             ORDER BY e.kind, e.source_key`,
          )
          .raw()
          .all();
      const found = stays(csv.db);
      expect(found).toHaveLength(275 + 140);
      expect(found).toEqual(stays(mimic.db));
      expect(checkIntegrity(csv.db)).toEqual([]);
    });

    it.each<[string, CohortSpec, number, number]>([
      ['readmission', { task: 'readmission-15d', preset: 'default' }, 260, 38],
      ['death after discharge', { task: 'mortality-90d', preset: 'default' }, 260, 25],
      ['death in hospital', { task: 'mortality-hospital', preset: 'default', variant: 'admission' }, 245, 14],
      ['death after intensive care', { task: 'mortality-hospital', preset: 'default' }, 107, 11],
    ])('gives the labels of the demo: %s', (_, spec, n, events) => {
      const labels = labelsOf(csv.db, spec);
      expect(labels).toEqual(labelsOf(mimic.db, spec));
      expect([labels.size, positivesOf(labels)]).toEqual([n, events]);
    });

    it('knows stays for observation as such', () => {
      const spec: CohortSpec = {
        task: 'readmission-15d',
        preset: 'default',
        rules: { observationStays: 'exclude' },
      };
      const labels = labelsOf(csv.db, spec);
      expect(labels).toEqual(labelsOf(mimic.db, spec));
      expect(labels.size).toBeLessThan(260);
    });

    it('gives every admission the results of the demo, those of the emergency department included', () => {
      const found = labsByAdmission(csv.db);
      const expected = labsByAdmission(mimic.db);
      expect(found.size).toBe(275);
      for (const [admission, results] of expected) expect(found.get(admission), admission).toEqual(results);
    });

    it('gives the same records from CSV and from Parquet', () => {
      const records = recordsOf(csv.db);
      expect(records['stay_event']?.length).toBeGreaterThan(10_000);
      expect(recordsOf(parquet.db)).toEqual(records);
    });
  },
);
