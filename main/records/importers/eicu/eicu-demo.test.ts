import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EICU_DEMO_FOLDER, EICU_DEMO_MISSING, importEicuDemo } from '../../../testing/eicu-demo.ts';
import type { ImportedDemo } from '../../../testing/imported-demo.ts';
import { checkIntegrity } from '../../database.ts';
import { importSummaryOf, listImportRuns } from '../../import-runs.ts';
import { inspectFolder } from '../inspect-folder.ts';

/** Lines of a file without its header; none of these files has a line break within a field. */
function countLines(file: string): number {
  const text = gunzipSync(readFileSync(path.join(EICU_DEMO_FOLDER, file)));
  let lines = 0;
  for (let at = text.indexOf(10); at !== -1; at = text.indexOf(10, at + 1)) lines += 1;
  return lines - 1;
}

describe.skipIf(EICU_DEMO_MISSING !== null)(`eICU demo (${EICU_DEMO_MISSING ?? 'as it lies there'})`, () => {
  let demo: ImportedDemo;
  beforeAll(async () => {
    demo = await importEicuDemo();
  });
  afterAll(() => {
    demo.remove();
  });

  const summary = () => importSummaryOf(demo.db, listImportRuns(demo.db)[0]?.run ?? '');

  it('is recognised, with what is missing, what stands in for it, and what is never used', async () => {
    const { source, release, missing, absentModalities, files, ready } =
      await inspectFolder(EICU_DEMO_FOLDER);
    expect({ source, release, ready, absentModalities }).toEqual({
      source: 'eicu',
      release: '2.0 demo',
      ready: true,
      absentModalities: [],
    });
    expect(missing.map(({ file, consequence }) => [file, consequence])).toEqual([
      ['lab', 'derived_yaib/hourly_labs_vitals.csv.gz is read in its place'],
      ['vitalPeriodic', 'vital signs of this table are unavailable'],
    ]);
    const unused = files.filter(({ use }) => use === 'unused').map(({ file }) => file);
    for (const outcome of ['apachePatientResult', 'apachePredVar', 'derived_yaib/mortality24_labels'])
      expect(unused).toContain(`${outcome}.csv.gz`);
  });

  it('is read whole: every row is imported, or rejected for a reason', () => {
    for (const { file, read, imported, rejected, duplicate, unused } of summary().files) {
      expect(read, file).toBe(countLines(file));
      expect(imported + rejected + duplicate + unused, file).toBe(read);
    }
    expect(summary().imported).toMatchObject({
      patient: 1283,
      encounter: 1738,
      diagnosis: 17_166 + 5_248 + 8_372,
      procedure: 24_890 + 125_824 + 22_951,
      medication: 52_057 - 1_191 + 28_520 + 4_815,
      note: 17_301 + 60_640,
    });
  });

  it('rejects only orders that name no drug', () => {
    expect(summary().rejected).toBe(1191);
    const reasons = demo.db.prepare('SELECT DISTINCT file, column_name, code FROM rejected_row').raw().all();
    expect(reasons).toEqual([['medication.csv.gz', 'drugname', 'missing_value']]);
  });

  it('says that labs are those of the hours', () => {
    expect(summary().warnings).toContainEqual(
      expect.objectContaining({ code: 'hourly_labs', count: 86_745 }),
    );
  });

  it('leaves a sound database', () => {
    expect(checkIntegrity(demo.db)).toEqual([]);
  });

  it('knows which hospitals give no orders at all', () => {
    const hospitals = (having: string) =>
      demo.db
        .prepare(
          `SELECT count(*) FROM (
             SELECT u.hospital_id FROM unit_stay u LEFT JOIN uncovered_modality m
               ON m.encounter_id = u.encounter_id AND m.modality = 'medications'
             GROUP BY u.hospital_id HAVING count(*) >= 5 AND ${having})`,
        )
        .pluck()
        .get();
    expect([hospitals('true'), hospitals('count(m.modality) > 0')]).toEqual([181, 41]);
  });
});
