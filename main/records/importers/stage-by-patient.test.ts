import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EicuFolder } from '../../testing/eicu-folder.ts';
import { FhirFolder } from '../../testing/fhir-folder.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { importFolder } from './import-folder.ts';
import { type ImportWork, stageByPatient } from './import-work.ts';
import { areOf, type PatientRows } from './patient-ranges.ts';
import { openStaging } from './staging.ts';

/** The end of a statement that puts in order what is numbered, or where the rejected rows are. */
const FEW = /ORDER BY ((\w\.)?(id|ordinal)|(e\.)?patient_id, (e\.)?(id|encounter_id)|(file_id, )?line)\s*$/;

/** What is streamed out of DuckDB while something is done. */
async function streamedBy(work: () => Promise<unknown>): Promise<string[]> {
  const chunks = vi.spyOn(DuckDbSession.prototype, 'chunks');
  try {
    await work();
    return chunks.mock.calls.map(([sql]) => sql);
  } finally {
    chunks.mockRestore();
  }
}

const DIAGNOSES: PatientRows = {
  table: 'diagnosis',
  from: 'coded WHERE fault = 0',
  query: (range) =>
    `SELECT t.patient_id, 1 AS file_id, t.line, t.patient_id AS encounter_id, 1 AS concept_id, 1 AS sequence
     FROM coded t WHERE t.fault = 0 AND ${areOf(range)} ORDER BY t.patient_id, t.line`,
};

/** Stages ten rows of four patients, one of them unsound. */
async function stageInRanges(mostRows: number): Promise<{ rows: unknown[]; statements: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-by-patient-'));
  const session = await DuckDbSession.open({});
  const staging = openStaging(folder);
  onTestFinished(() => {
    session.close();
    staging.close();
    rmSync(folder, { recursive: true });
  });
  await session.run(
    `CREATE TEMP TABLE coded AS SELECT (4 - range % 4)::INTEGER AS patient_id, (range + 2)::INTEGER AS line,
       CASE WHEN range = 5 THEN 1 ELSE 0 END AS fault FROM range(10)`,
  );
  const statements = await streamedBy(() =>
    stageByPatient({ session, staging } as ImportWork, [DIAGNOSES], mostRows),
  );
  const rows = staging.prepare('SELECT patient_id, line FROM diagnosis').raw().all();
  return { rows, statements: statements.length };
}

describe('rows of people', () => {
  it('are sorted and staged for some patients at a time, and are the same as all at once', async () => {
    const atOnce = await stageInRanges(100);
    const inRanges = await stageInRanges(3);
    expect(inRanges.rows).toEqual(atOnce.rows);
    expect(inRanges.rows).toHaveLength(9);
    expect([atOnce.statements, inRanges.statements]).toEqual([1, 3]);
  });

  it.each([
    ['MIMIC-IV', () => new MimicFolder()],
    ['eICU', () => new EicuFolder()],
    [
      'FHIR, staged as OMOP, MEDS and mapped files are,',
      () => {
        const folder = new FhirFolder();
        folder.writeNdjson();
        return folder;
      },
    ],
  ])('of %s are never all sorted at once', async (_, make) => {
    const { folder, database } = make();
    const statements = await streamedBy(() => importFolder({ folder, database }));
    const ofPeople = statements.filter((sql) => /ORDER BY t\.patient_id[^()]*$/.test(sql));
    expect(ofPeople.length).toBeGreaterThan(4);
    expect(ofPeople.filter((sql) => !/t\.patient_id BETWEEN \d+ AND \d+/.test(sql))).toEqual([]);
    // What else is put in order is as many as people, stays, codes and items, or was rejected.
    const others = statements.filter((sql) => /ORDER BY/.test(sql) && !ofPeople.includes(sql));
    expect(others.filter((sql) => !FEW.test(sql))).toEqual([]);
  });
});
