import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EncounterEvidence } from '../../../models/features/evidence.ts';
import type { CohortSpec } from '../../api/common.ts';
import { importSynthetic } from '../../testing/small-study.ts';
import { at } from '../../testing/patient-histories.ts';
import { RecordDatabase } from '../../testing/record-database.ts';
import { labelledEncounters } from '../cohorts/labelled-encounters.ts';
import { type Database, openDatabase } from '../database.ts';
import { evidenceFor } from '../evidence/evidence.ts';
import { DuckDbSession, type Row } from '../importers/duckdb-session.ts';
import { exportCohort, type ExportFormat, type ExportOrder } from './export-cohort.ts';

const SPEC: CohortSpec = { task: 'mortality-90d', preset: 'default' };

const root = mkdtempSync(path.join(tmpdir(), 'lacuna-export-'));
let db: Database;
let session: DuckDbSession;
let evidence: EncounterEvidence[];
let exports = 0;

beforeAll(async () => {
  const made = await importSynthetic(root, { admissions: 300, seed: 2 });
  db = openDatabase(made.database, { readOnly: true });
  session = await DuckDbSession.open({ spillFolder: root });
  evidence = [...evidenceFor(db, SPEC, labelledEncounters(db, SPEC))];
});
afterAll(() => {
  db.close();
  session.close();
  rmSync(root, { recursive: true });
});

/** Exports into a new folder; returns it. */
async function written(format: ExportFormat, order: Partial<ExportOrder> = {}): Promise<string> {
  exports += 1;
  const output = path.join(root, `export-${exports}`);
  await exportCohort(db, SPEC, { output, format, identified: false, ...order });
  return output;
}

const rowsOf = (folder: string, file: string, sql = 'SELECT *'): Promise<Row[]> =>
  session.rows(`${sql} FROM '${path.join(folder, file)}'`);
const count = async (folder: string, file: string, where = 'true'): Promise<number> =>
  Number((await rowsOf(folder, file, `SELECT count(*) FILTER (${where}) AS n`))[0]!['n']);

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

describe.each(['csv', 'parquet'] as const)('as %s', (format) => {
  it('holds a row a stay and a row an event, all that a model may know but texts', async () => {
    const folder = await written(format);
    expect(filesOf(folder)).toEqual([`events.${format}`, `stays.${format}`]);
    for (const file of filesOf(folder)) expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(await count(folder, `stays.${format}`)).toBe(evidence.length);
    const sum = (size: (own: EncounterEvidence) => number) =>
      evidence.reduce((all, own) => all + size(own), 0);
    const events = `events.${format}`;
    expect(await count(folder, events, `modality = 'labs'`)).toBe(sum(({ labs }) => labs.length));
    expect(await count(folder, events, `modality = 'diagnoses'`)).toBe(
      sum(({ diagnoses }) => diagnoses.length),
    );
    expect(await count(folder, events, `modality = 'notes'`)).toBe(0);
    const [values] = await rowsOf(
      folder,
      events,
      `SELECT round(sum(value) FILTER (modality = 'labs'), 3) AS sum`,
    );
    const expected = sum(({ labs }) => labs.reduce((all, { value }) => all + (value ?? 0), 0));
    expect(values!['sum']).toBeCloseTo(expected, 2);
  });

  it('keeps label, split and intervals, and shifts all times of a person to the same day', async () => {
    const folder = await written(format);
    const stays = await rowsOf(
      folder,
      `stays.${format}`,
      `SELECT subject_id::VARCHAR AS subject, split, label, min(start_time) OVER (PARTITION BY subject_id)::VARCHAR AS first,
         epoch(prediction_time) - epoch(start_time) AS seconds`,
    );
    const labelled = labelledEncounters(db, SPEC);
    const key = (split: string, label: unknown, seconds: number) => `${split} ${String(label)} ${seconds}`;
    expect(
      stays.map(({ split, label, seconds }) => key(String(split), label, Number(seconds))).sort(),
    ).toEqual(
      labelled
        .map(({ split, label, startMinute, predictionMinute }) =>
          key(split, label, 60 * (predictionMinute - startMinute)),
        )
        .sort(),
    );
    // Of some people the first stay is not in the cohort.
    const firsts = stays.filter(({ first }) => first === '2000-01-01 00:00:00');
    expect(firsts.length).toBeGreaterThan(0.9 * stays.length);
    expect(new Set(stays.map(({ subject }) => subject)).size).toBe(
      new Set(labelled.map(({ patientId }) => patientId)).size,
    );
  });
});

describe('without ids and dates', () => {
  it('holds none of the ids, dates or words of the source', async () => {
    const folder = await written('csv');
    const text = filesOf(folder)
      .map((file) => readFileSync(path.join(folder, file), 'utf8'))
      .join('\n');
    for (const { encounter, patient, notes } of evidence) {
      expect(text).not.toMatch(new RegExp(`\\b(${encounter}|${patient})\\b`));
      for (const note of notes) expect(text).not.toContain(note.text.slice(0, 40));
    }
    const years = await rowsOf(
      folder,
      'stays.csv',
      'SELECT max(year(start_time)) AS last, min(year(start_time)) AS first',
    );
    expect(years).toEqual([{ first: 2000n, last: expect.any(BigInt) as bigint }]);
    expect(Number(years[0]!['last'])).toBeLessThan(2030);
    const ages = await rowsOf(folder, 'events.csv', `SELECT max(value) FILTER (code = 'ageYears') AS oldest`);
    expect(ages[0]!['oldest']).toBeLessThanOrEqual(90);
  });

  it('gives other pseudonyms each time, and the same with the same salt', async () => {
    const ids = async (order: Partial<ExportOrder>) =>
      (
        await rowsOf(
          await written('parquet', order),
          'stays.parquet',
          'SELECT DISTINCT subject_id::VARCHAR AS id',
        )
      )
        .map(({ id }) => String(id))
        .sort();
    const [first, second] = [await ids({}), await ids({})];
    expect(first.filter((id) => second.includes(id))).toEqual([]);
    expect(await ids({ salt: 'one' })).toEqual(await ids({ salt: 'one' }));
    expect(await ids({ salt: 'one' })).not.toEqual(await ids({ salt: 'other' }));
  });

  it('keeps ids and times where they are asked for', async () => {
    const folder = await written('parquet', { identified: true });
    const stays = await rowsOf(
      folder,
      'stays.parquet',
      'SELECT subject_id, stay_id, year(start_time) AS year',
    );
    expect(stays.map(({ stay_id }) => stay_id).sort()).toEqual(
      evidence.map(({ encounter }) => encounter).sort(),
    );
    expect(Math.min(...stays.map(({ year }) => Number(year)))).toBeGreaterThan(2100);
  });
});

describe('as meds', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await written('meds');
  });

  it('has the layout of the standard', async () => {
    expect(filesOf(folder)).toEqual([
      'data/0.parquet',
      'metadata/codes.parquet',
      'metadata/dataset.json',
      'metadata/subject_splits.parquet',
      'tasks/mortality-90d/0.parquet',
    ]);
    const types = async (file: string) =>
      Object.fromEntries(
        (await session.rows(`DESCRIBE SELECT * FROM '${path.join(folder, file)}'`)).map(
          ({ column_name: name, column_type: type }) => [String(name), String(type)],
        ),
      );
    expect(await types('data/0.parquet')).toEqual({
      subject_id: 'BIGINT',
      time: 'TIMESTAMP',
      code: 'VARCHAR',
      numeric_value: 'FLOAT',
      text_value: 'VARCHAR',
      unit: 'VARCHAR',
    });
    expect(await types('metadata/codes.parquet')).toEqual({
      code: 'VARCHAR',
      description: 'VARCHAR',
      parent_codes: 'VARCHAR[]',
    });
    expect(await types('metadata/subject_splits.parquet')).toEqual({
      subject_id: 'BIGINT',
      split: 'VARCHAR',
    });
    expect(await types('tasks/mortality-90d/0.parquet')).toEqual({
      subject_id: 'BIGINT',
      prediction_time: 'TIMESTAMP',
      boolean_value: 'BOOLEAN',
    });
    expect(JSON.parse(readFileSync(path.join(folder, 'metadata/dataset.json'), 'utf8'))).toMatchObject({
      dataset_version: '2.2',
      etl_name: 'lacuna export',
      meds_version: '0.4.0',
    });
  });

  it('has the events of a person together and in order of time, those without one first', async () => {
    const data = await rowsOf(folder, 'data/0.parquet', 'SELECT subject_id, epoch(time) AS seconds');
    const seen = new Set<unknown>();
    data.forEach(({ subject_id, seconds }, i) => {
      const before = data[i - 1];
      if (before?.['subject_id'] !== subject_id) {
        expect(seen.has(subject_id)).toBe(false);
        seen.add(subject_id);
      } else if (before?.['seconds'] !== null) {
        expect(Number(seconds)).toBeGreaterThanOrEqual(Number(before?.['seconds']));
      }
    });
    expect(await count(folder, 'metadata/subject_splits.parquet')).toBe(seen.size);
  });

  it('has every code with its name, every event once, and nothing of a stay after its prediction', async () => {
    const file = (name: string) => `'${path.join(folder, name)}'`;
    const unnamed = await session.number(
      `SELECT count(*) FROM ${file('data/0.parquet')} WHERE code NOT IN (SELECT code FROM ${file('metadata/codes.parquet')})`,
    );
    expect(unnamed).toBe(0);
    const [labs] = await rowsOf(
      folder,
      'data/0.parquet',
      `SELECT count(*) FILTER (code LIKE 'MIMIC-LAB//%') AS n`,
    );
    expect(Number(labs!['n'])).toBe(evidence.reduce((all, own) => all + own.labs.length, 0));
    expect(await count(folder, 'data/0.parquet', `code LIKE 'GENDER//%' AND time IS NULL`)).toBe(
      await count(folder, 'metadata/subject_splits.parquet'),
    );
    const late = await session.number(
      `SELECT count(*) FROM ${file('data/0.parquet')} AS d
       WHERE time > (SELECT max(prediction_time) FROM ${file('tasks/mortality-90d/0.parquet')} AS l WHERE l.subject_id = d.subject_id)`,
    );
    expect(late).toBe(0);
  });

  it('has the labels and the splits of the cohort', async () => {
    const labelled = labelledEncounters(db, SPEC);
    expect(await count(folder, 'tasks/mortality-90d/0.parquet', 'boolean_value')).toBe(
      labelled.filter(({ label }) => label === 1).length,
    );
    const people = new Map(labelled.map(({ patientId, split }) => [patientId, split]));
    const held = [...people.values()].filter((split) => split === 'test').length;
    expect(await count(folder, 'metadata/subject_splits.parquet', `split = 'held_out'`)).toBe(held);
  });
});

describe('an export that cannot be', () => {
  it('is of a cohort without encounters, or of one that would leak, and leaves nothing behind', async () => {
    const made = new RecordDatabase();
    const output = path.join(root, 'nothing');
    const order = { output, format: 'csv', identified: false } as const;
    await expect(exportCohort(made.db, SPEC, order)).rejects.toMatchObject({ code: 'cohort_empty' });
    made.patient(1);
    made.admission(1, 1, { start_minute: at(100), end_minute: at(105) });
    const late: CohortSpec = {
      task: 'mortality-hospital',
      preset: 'default',
      variant: 'admission',
      timing: 'retrospective',
    };
    await expect(exportCohort(made.db, late, order)).rejects.toMatchObject({ code: 'leakage' });
    expect(readdirSync(root).filter((name) => name.startsWith('nothing'))).toEqual([]);
  });

  it('is cancelled, and leaves nothing behind', async () => {
    const output = path.join(root, 'cancelled');
    const order = { output, format: 'csv', identified: false, signal: AbortSignal.abort() } as const;
    await expect(exportCohort(db, SPEC, order)).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(root).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  });
});

it('names what a spreadsheet would run so that it is not run, and keeps marks and line breaks', async () => {
  const made = new RecordDatabase();
  made.patient(1);
  made.admission(1, 1, { start_minute: at(100), end_minute: at(105) });
  const drug = made.concept('DRUG', 'd', '=HYPERLINK("x"),\n"two" lines');
  made.event('medication', 'hosp/prescriptions', {
    patient_id: 1,
    encounter_id: 1,
    concept_id: drug,
    start_minute: at(101),
    entered_minute: at(101),
  });
  const named = async (format: ExportFormat, file: string) => {
    exports += 1;
    const output = path.join(root, `named-${exports}`);
    await exportCohort(
      made.db,
      { task: 'readmission-15d', preset: 'default' },
      { output, format, identified: false },
    );
    const rows = await rowsOf(output, file);
    return rows.find(({ code }) => code === 'd' || code === 'DRUG//d');
  };
  expect(await named('csv', 'events.csv')).toMatchObject({ name: `'=HYPERLINK("x"),\n"two" lines` });
  expect(await named('parquet', 'events.parquet')).toMatchObject({ name: `=HYPERLINK("x"),\n"two" lines` });
  expect(await named('meds', 'metadata/codes.parquet')).toMatchObject({
    description: `=HYPERLINK("x"),\n"two" lines`,
  });
});
