import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importSummary, inspection, SOURCES } from '../api/imports.ts';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { MimicFolder } from '../testing/mimic-folder.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** What a person sees of an import before and after it, on a folder with a missing table and a bad row. */
const home = temporaryFolder();
const lacuna = (...args: string[]): Promise<Ended> => runLacuna(args, { home });
let records: MimicFolder;

beforeAll(() => {
  records = new MimicFolder(mkdtempSync(path.join(home, 'place-')));
  records.remove('hosp/prescriptions');
  records.remove('hosp/pharmacy');
  records.append('hosp/patients', 'x104,F,40,2150,2011 - 2013,');
});

describe('--inspect', () => {
  it('says what would be found, and imports nothing', async () => {
    const found = documentOf(await lacuna('import', records.folder, '--inspect', '--json'), inspection);
    expect(found).toMatchObject({ source: 'mimic-iv', ready: true });
    expect(found.absentModalities.map(({ modality }) => modality)).toEqual(['medications']);
    const { stdout } = await lacuna('import', records.folder, '--inspect');
    expect(stdout).toMatch(/hosp\/patients.csv +required, about 4 rows/);
    expect(stdout).toContain('medications will be unavailable');
    expect(stdout).toContain('hosp/admissions.csv: 4 of the 431,231 rows that are published');
    expect(stdout).toMatch(/hosp\/prescriptions +missing/);
    expect(records.hasDatabase).toBe(false);
  });

  it('is the command inspect', async () => {
    const asFlag = await lacuna('import', records.folder, '--inspect');
    const asCommand = await lacuna('inspect', records.folder);
    // What is free on the disk changes meanwhile.
    const steady = ({ stdout }: Ended) => stdout.replace(/[\d,]+ MB are free/, '');
    expect(steady(asCommand)).toBe(steady(asFlag));
    const asSource = await lacuna('inspect', records.folder, '--source', 'eicu', '--json');
    expect(errorOf(asSource)).toMatchObject({ code: 'wrong_source', exit: 1 });
  });

  it('lists what is wrong with a file', async () => {
    const broken = new MimicFolder(mkdtempSync(path.join(home, 'place-')));
    broken.replace('hosp/labevents', 'itemid', 'item_id');
    const { stdout } = await lacuna('import', broken.folder, '--inspect');
    expect(stdout).toContain('problem: hosp/labevents.csv: the column itemid is missing (missing_column)');
    expect(stdout).toContain('not ready to import');
  });
});

describe('an import', () => {
  it('says what it found on standard error, and lists all rejected rows where asked to', async () => {
    const csv = path.join(home, 'rejected.csv');
    const args = ['import', records.folder, '--database', records.database, '--rejected', csv, '--json'];
    const ended = await lacuna(...args);
    expect(documentOf(ended, importSummary).rejected).toBe(1);
    expect(ended.stderr).toContain(
      'medications will be unavailable: the folder has none of hosp/prescriptions',
    );
    expect(ended.stderr).not.toContain(': 0 rows\n');
    expect(readFileSync(csv, 'utf8').split('\r\n')).toEqual([
      'file,line,column,code,reason',
      'hosp/patients.csv,5,subject_id,bad_number,a number cannot be read',
      '',
    ]);
    expect(statSync(csv).mode & 0o777).toBe(0o600);
  });

  it('tells people where a rejected row lies', async () => {
    const database = path.join(home, 'told.sqlite');
    const { stdout } = await lacuna('import', records.folder, '--database', database);
    expect(stdout).toContain('1 row rejected\n');
    expect(stdout).toMatch(
      /warning: hosp\/admissions.csv: 4 of the 431,231 rows that MIMIC-IV 2.2 has .*\(431227 rows missing\)/,
    );
    expect(stdout).toContain('hosp/patients.csv:5, column subject_id: a number cannot be read (bad_number)');
  });

  it('is not begun where its list of rejected rows would cover something', async () => {
    const database = path.join(home, 'other.sqlite');
    const covered = records.path('hosp/patients');
    const args = ['import', records.folder, '--database', database, '--rejected', covered, '--json'];
    expect(errorOf(await lacuna(...args))).toMatchObject({
      code: 'output_unwritable',
      file: covered,
      exit: 1,
    });
    expect(existsSync(database)).toBe(false);
  });
});

describe('rejected', () => {
  const found = z.object({
    total: z.number(),
    byReason: z.array(
      z.object({ source: z.string(), file: z.string(), code: z.string(), count: z.number() }),
    ),
    rows: z.array(z.object({ source: z.string(), run: z.string(), file: z.string(), line: z.number() })),
  });

  it('lists what was rejected, narrowed as asked, and writes all of it', async () => {
    const database = path.join(home, 'rejecting.sqlite');
    await lacuna('import', records.folder, '--database', database, '--json');
    const inDatabase = ['--database', database, '--json'];
    const all = documentOf(await lacuna('rejected', ...inDatabase), found);
    expect(all).toMatchObject({
      total: 1,
      byReason: [{ source: 'mimic-iv', file: 'hosp/patients.csv', code: 'bad_number', count: 1 }],
      rows: [{ line: 5 }],
    });
    const none = await lacuna('rejected', '--code', 'bad_date', ...inDatabase);
    expect(documentOf(none, found)).toMatchObject({ total: 0, rows: [] });
    expect(errorOf(await lacuna('rejected', '--code', 'bad_day', ...inDatabase))).toMatchObject({
      code: 'usage',
    });
    const csv = path.join(home, 'searched.csv');
    const written = documentOf(
      await lacuna('rejected', '--csv', csv, ...inDatabase),
      z.object({ total: z.number() }),
    );
    expect(written.total).toBe(1);
    expect(readFileSync(csv, 'utf8')).toContain('hosp/patients.csv,5,subject_id,bad_number,');
    expect(statSync(csv).mode & 0o777).toBe(0o600);
    expect(errorOf(await lacuna('rejected', '--csv', csv, ...inDatabase))).toMatchObject({
      code: 'output_unwritable',
    });
    const { stdout } = await lacuna('rejected', '--database', database);
    expect(stdout).toMatch(/^1 row rejected\n +1 {2}mimic-iv hosp\/patients.csv: bad_number\n/);
  });
});

describe('sources', () => {
  it('says what each kind needs and what it can answer', async () => {
    const shape = z.object({
      sources: z.array(
        z.object({
          source: z.string(),
          files: z.array(z.object({ file: z.string(), required: z.boolean() })),
          modalities: z.array(z.object({ modality: z.string(), files: z.array(z.string()) })),
          tasks: z.array(z.object({ task: z.string(), unanswered: z.string().nullable() })),
        }),
      ),
    });
    const { sources } = documentOf(await lacuna('sources', '--json'), shape);
    expect(sources.map(({ source }) => source)).toEqual([...SOURCES, 'postgres']);
    const { stdout } = await lacuna('sources');
    expect(stdout).toMatch(/^mimic-iv: MIMIC-IV\n {2}required +hosp\/patients\n/);
    expect(stdout).toContain('eICU ends with the hospital stay');
    expect(stdout).toMatch(/^postgres: .*\n {2}required +lacuna settings set postgresAllowed true\n/m);
  });
});
