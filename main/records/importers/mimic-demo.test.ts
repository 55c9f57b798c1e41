import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportedDemo } from '../../testing/imported-demo.ts';
import { importMimicDemo, MIMIC_DEMO_FOLDER, MIMIC_DEMO_MISSING } from '../../testing/mimic-demo.ts';
import { checkIntegrity } from '../database.ts';
import { importSummaryOf, listImportRuns } from '../import-runs.ts';
import { readLabBlock } from '../labs/lab-block.ts';
import { inspectFolder } from './inspect-folder.ts';

/** Rows of each file as its provenance page counts them. */
function publishedRows(): Map<string, number> {
  const text = readFileSync(path.join(MIMIC_DEMO_FOLDER, 'PROVENANCE.md'), 'utf8');
  return new Map(
    [...text.matchAll(/^\| (\S+\.csv\.gz) \| \d+ \| (\d+) \|/gm)].map(([, file, rows]) => [
      file ?? '',
      Number(rows),
    ]),
  );
}

describe.skipIf(MIMIC_DEMO_MISSING !== null)('MIMIC-IV demo', () => {
  let demo: ImportedDemo;
  beforeAll(async () => {
    demo = await importMimicDemo();
  });
  afterAll(() => demo.remove());

  it('is read in full: every row of every file is accounted for, and none rejected', () => {
    const [run] = listImportRuns(demo.db);
    const summary = importSummaryOf(demo.db, run?.run ?? '');
    expect(summary.release).toBe('2.2 demo');
    expect(summary.rejected).toBe(0);
    const published = publishedRows();
    expect(summary.files).toHaveLength(16);
    for (const { file, read, imported, rejected, duplicate, unused } of summary.files) {
      expect([file, read]).toEqual([file, published.get(file)]);
      expect(read).toBe(imported + rejected + duplicate + unused);
    }
    expect(summary.imported).toMatchObject({
      patient: 100,
      encounter: 275 + 140,
      transfer: 1190,
      diagnosis: 4506,
      procedure: 722 + 61 + 1468,
      medication: 18087,
      lab: 107727,
      note: 0,
    });
    expect(checkIntegrity(demo.db)).toEqual([]);
  });

  it('keeps its odd rows and counts them', () => {
    const [run] = listImportRuns(demo.db);
    const { warnings } = importSummaryOf(demo.db, run?.run ?? '');
    expect(warnings.map(({ code }) => code)).not.toContain('row_shortfall');
    const count = (code: string, file: string): number | undefined =>
      warnings.find((warning) => warning.code === code && warning.file === file)?.count;
    expect(count('stop_before_start', 'hosp/prescriptions.csv.gz')).toBe(753);
    expect(count('no_encounter', 'hosp/labevents.csv.gz')).toBe(28420);
    expect(count('no_encounter', 'hosp/transfers.csv.gz')).toBe(54);
  });

  it('keeps every laboratory result in under 24 bytes a row', () => {
    const blocks = demo.db
      .prepare<[], { rows: number; data: Buffer }>('SELECT row_count AS rows, data FROM lab_block')
      .all();
    let rows = 0;
    let bytes = 0;
    let numeric = 0;
    for (const block of blocks) {
      const read = [...readLabBlock(block.data)];
      expect(read).toHaveLength(block.rows);
      rows += read.length;
      bytes += block.data.length;
      numeric += read.filter(({ value }) => value !== null).length;
    }
    expect(rows).toBe(107727);
    // Rows of the file whose valuenum is not empty.
    expect(numeric).toBe(95246);
    expect(bytes / rows).toBeLessThan(24);
  });

  it('is inspected: 16 files to read, notes absent, room enough', async () => {
    const inspection = await inspectFolder(MIMIC_DEMO_FOLDER, 'mimic-iv');
    expect(inspection.ready).toBe(true);
    expect(inspection.release).toBe('2.2 demo');
    expect(inspection.files.filter(({ use }) => use !== 'unused')).toHaveLength(16);
    expect(inspection.absentModalities.map(({ modality }) => modality)).toEqual(['notes']);
    expect(inspection.missing.map(({ file }) => file).toSorted()).toEqual([
      'ed/edstays',
      'ed/triage',
      'ed/vitalsign',
      'icu/chartevents',
      'note/discharge',
      'note/radiology',
    ]);
    const published = publishedRows();
    expect(inspection.shortfalls).toEqual([]);
    for (const { file, use, publishedRows } of inspection.files) {
      expect([file, publishedRows]).toEqual([file, use === 'unused' ? null : published.get(file)]);
    }
    const records = inspection.files.filter(({ use }) => use === 'required' || use === 'used');
    for (const { file, estimatedRows } of records) {
      const share = (estimatedRows ?? 0) / (published.get(file) ?? 0);
      expect(share).toBeGreaterThan(0.9);
      expect(share).toBeLessThan(1.1);
    }
  });
});
