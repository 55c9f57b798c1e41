import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LacunaError } from '../errors.ts';
import { readCsv } from '../testing/read-csv.ts';
import { COVERAGE_COLUMNS } from './coverage.ts';
import { generateCohort, type GeneratedCohort } from './generate-cohort.ts';
import { readTruth, type Truth } from './truth/read-truth.ts';
import { COLUMNS, TABLE_NAMES, type TableName } from './tables/columns.ts';

const DEMO = path.join(import.meta.dirname, '../../../shared/data/mimic-iv-demo');
const ADMISSIONS = 500;

let folder = '';
let cohort: GeneratedCohort;
const truths: Truth[] = [];
const tables = new Map<string, Record<string, string>[]>();
const rowsOf = (table: TableName) => tables.get(table)!;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lacuna-synthetic-'));
  cohort = await generateCohort({ admissions: ADMISSIONS, seed: 7, output: path.join(folder, 'a') });
  for (const table of TABLE_NAMES) tables.set(table, readCsv(fileOf('a', table)).rows);
  for await (const truth of readTruth(path.join(folder, 'a'))) truths.push(truth);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function fileOf(name: string, table: TableName): string {
  return path.join(folder, name, `${table}.csv.gz`);
}

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function firstLine(file: string): string {
  return gunzipSync(readFileSync(file)).toString('utf8').split('\n', 1)[0]!;
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

describe('the files of a synthetic cohort', () => {
  it.skipIf(!existsSync(DEMO))('have the columns of the MIMIC-IV demo (needs ../shared)', () => {
    for (const table of TABLE_NAMES) {
      const published = path.join(DEMO, `${table}.csv.gz`);
      // The demo holds no notes; their columns are those of MIMIC-IV-Note.
      if (!existsSync(published)) expect(table).toMatch(/^note\//);
      else expect(COLUMNS[table].join(',')).toBe(firstLine(published));
    }
  });

  it('hold the rows and columns that the result says', () => {
    expect(cohort.admissions).toBe(ADMISSIONS);
    for (const table of TABLE_NAMES) {
      expect(readCsv(fileOf('a', table)).columns).toEqual(COLUMNS[table]);
      expect(rowsOf(table)).toHaveLength(cohort.rows[table]!);
    }
    expect(cohort.rows['hosp/admissions']).toBe(ADMISSIONS);
    expect(cohort.rows['hosp/patients']).toBe(cohort.patients);
    expect(cohort.truth).toBe(path.join(folder, 'a', 'truth.csv.gz'));
  });

  it('say that they are synthetic', () => {
    expect(JSON.parse(readFileSync(path.join(folder, 'a', 'synthetic.json'), 'utf8'))).toEqual({
      generator: 'lacuna',
      version: 1,
      seed: 7,
      patients: cohort.patients,
      admissions: ADMISSIONS,
    });
    expect(readFileSync(path.join(folder, 'a', 'README.txt'), 'utf8')).toContain(
      'No person is described here',
    );
    for (const { text } of rowsOf('note/discharge')) expect(text).toMatch(/^SYNTHETIC RECORD/);
  });

  it('bear unique keys, and refer to rows that exist', () => {
    const keys = {
      'hosp/patients': 'subject_id',
      'hosp/admissions': 'hadm_id',
      'icu/icustays': 'stay_id',
      'hosp/labevents': 'labevent_id',
      'hosp/transfers': 'transfer_id',
      'note/discharge': 'note_id',
      'hosp/pharmacy': 'pharmacy_id',
    } as const;
    const seen = new Map<string, Set<string>>();
    for (const [table, column] of Object.entries(keys)) {
      const values = rowsOf(table as TableName).map((row) => row[column]!);
      seen.set(column, new Set(values));
      expect(seen.get(column)!.size).toBe(values.length);
    }
    for (const table of TABLE_NAMES) {
      for (const row of rowsOf(table)) {
        for (const column of ['subject_id', 'hadm_id', 'stay_id', 'pharmacy_id']) {
          if (row[column]) expect(seen.get(column)!.has(row[column])).toBe(true);
        }
      }
    }
  });

  it('name every code, item and drug that occurs', () => {
    const named = (table: TableName, column: string) => new Set(rowsOf(table).map((row) => row[column]));
    for (const [table, names, column] of [
      ['hosp/diagnoses_icd', 'hosp/d_icd_diagnoses', 'icd_code'],
      ['hosp/procedures_icd', 'hosp/d_icd_procedures', 'icd_code'],
      ['hosp/labevents', 'hosp/d_labitems', 'itemid'],
      ['icu/procedureevents', 'icu/d_items', 'itemid'],
    ] as const) {
      const known = named(names, column);
      expect([...named(table, column)].filter((name) => !known.has(name))).toEqual([]);
    }
    expect(rowsOf('hosp/prescriptions').every(({ drug }) => drug !== '')).toBe(true);
  });

  it('list what the source does not cover, and nothing else', () => {
    const { columns, rows } = readCsv(path.join(folder, 'a', 'coverage.csv.gz'));
    expect(columns).toEqual(COVERAGE_COLUMNS);
    const listed = new Set(rows.map(({ hadm_id, modality, covered }) => `${hadm_id}/${modality}/${covered}`));
    const expected = truths.flatMap(({ hadmId, present }) =>
      (['procedures', 'medications'] as const).flatMap((name) =>
        present[name] ? [] : [`${hadmId}/${name}/0`],
      ),
    );
    expect(listed).toEqual(new Set(expected));
    expect(expected.length).toBeGreaterThan(ADMISSIONS / 4);
  });

  it('are readable by their owner alone', async () => {
    for (const file of filesBelow(path.join(folder, 'a'))) {
      expect((await stat(path.join(folder, 'a', file))).mode & 0o777).toBe(0o600);
    }
    expect((await stat(path.join(folder, 'a', 'hosp'))).mode & 0o777).toBe(0o700);
  });
});

describe('a seed', () => {
  it('gives the same bytes again', async () => {
    await generateCohort({ admissions: ADMISSIONS, seed: 7, output: path.join(folder, 'again') });
    const files = filesBelow(path.join(folder, 'a'));
    expect(filesBelow(path.join(folder, 'again'))).toEqual(files);
    for (const file of files) {
      expect(hashOf(path.join(folder, 'again', file))).toBe(hashOf(path.join(folder, 'a', file)));
    }
  });

  it('starts a larger cohort with the same patients, and another seed with others', async () => {
    await generateCohort({ admissions: 60, seed: 7, output: path.join(folder, 'small') });
    await generateCohort({ admissions: 60, seed: 8, output: path.join(folder, 'other') });
    for (const table of ['hosp/admissions', 'hosp/labevents', 'note/discharge'] as const) {
      const small = readCsv(fileOf('small', table)).rows;
      // The last patients of the smaller cohort are chosen to fill it exactly.
      const shared = Math.floor(small.length * 0.8);
      expect(small.slice(0, shared)).toEqual(rowsOf(table).slice(0, shared));
      expect(readCsv(fileOf('other', table)).rows.slice(0, 20)).not.toEqual(small.slice(0, 20));
    }
  });

  it.each([1, 2, 3, 17])('holds exactly %i admissions when so many are asked for', async (admissions) => {
    const output = path.join(folder, `exact-${admissions}`);
    const result = await generateCohort({ admissions, seed: 3, output });
    expect(result.rows['hosp/admissions']).toBe(admissions);
    expect(readCsv(fileOf(`exact-${admissions}`, 'hosp/admissions')).rows).toHaveLength(admissions);
  });
});

describe('what goes wrong', () => {
  const codeOf = async (request: Parameters<typeof generateCohort>[0]) => {
    const error: unknown = await generateCohort(request).then(
      () => null,
      (reason: unknown) => reason,
    );
    return error instanceof LacunaError ? error.code : error;
  };

  it('a folder with something in it is refused, and left as it was', async () => {
    const before = filesBelow(path.join(folder, 'a'));
    expect(await codeOf({ admissions: 10, output: path.join(folder, 'a') })).toBe('bundle_exists');
    expect(filesBelow(path.join(folder, 'a'))).toEqual(before);
  });

  it('a file in the place of the folder is refused', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    expect(await codeOf({ admissions: 10, output: file })).toBe('not_a_folder');
    expect(await codeOf({ admissions: 10, output: path.join(file, 'below') })).toBe('not_a_folder');
  });

  it.each([0, -1, 1.5, Number.NaN])('%d admissions are wrong usage', async (admissions) => {
    expect(await codeOf({ admissions, output: path.join(folder, 'none') })).toBe('usage');
  });

  it('more than the disk holds is refused before anything is written', async () => {
    const output = path.join(folder, 'too-large');
    expect(await codeOf({ admissions: 1e12, output })).toBe('disk_full');
    expect(await readdir(output)).toEqual([]);
  });

  it('cancelling leaves nothing behind', async () => {
    const controller = new AbortController();
    const output = path.join(folder, 'cancelled');
    const onProgress = (done: number) => {
      if (done > 50) controller.abort();
    };
    expect(await codeOf({ admissions: 100_000, output, signal: controller.signal, onProgress })).toBe(
      'cancelled',
    );
    expect(await readdir(output)).toEqual([]);
  });
});
