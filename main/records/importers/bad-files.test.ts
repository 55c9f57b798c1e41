import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { type ErrorCode, LacunaError } from '../../errors.ts';
import { checkIntegrity, openDatabase } from '../database.ts';
import { recordsHash } from '../records-hash.ts';
import { importFolder } from './import-folder.ts';
import { inspectFolder } from './inspect-folder.ts';

/** A database with records in it, copied for each case: none may change it. */
let template: string;
let place: string;
let hash: string;

beforeAll(async () => {
  place = mkdtempSync(path.join(tmpdir(), 'lacuna-bad-files-'));
  template = path.join(place, 'template.db');
  const folder = path.join(place, 'mimic');
  mkdirSync(path.join(folder, 'hosp'), { recursive: true });
  writeFileSync(
    path.join(folder, 'hosp/patients.csv'),
    'subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod\n1,F,40,2150,2011 - 2013,\n',
  );
  writeFileSync(
    path.join(folder, 'hosp/admissions.csv'),
    'subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,admission_location,discharge_location,insurance,' +
      'language,marital_status,race,edregtime,edouttime,hospital_expire_flag\n' +
      '1,2,2150-01-01 00:00:00,2150-01-02 00:00:00,,URGENT,,HOME,,,,,,,0\n',
  );
  await importFolder({ folder, source: 'mimic-iv', database: template });
  hash = hashOf(template);
});
afterAll(() => {
  rmSync(place, { recursive: true });
});

function hashOf(database: string): string {
  const db = openDatabase(database);
  try {
    expect(checkIntegrity(db)).toEqual([]);
    return recordsHash(db);
  } finally {
    db.close();
  }
}

interface Case {
  readonly name: string;
  readonly spoil: (folder: MimicFolder) => void;
  /** What the error is made of; texts may be matchers. */
  readonly error: { code: ErrorCode; file?: unknown; line?: number; column?: string; hint?: unknown };
}

function gzipped(folder: MimicFolder, table: string, change: (bytes: Buffer) => Uint8Array): void {
  // Noise does not compress, so that the file has enough bytes to be cut in the middle.
  let noise = '';
  for (let index = 0; index < 4000; index += 1) noise += `${index},${(index * 7919) % 4001}\n`;
  writeFileSync(`${folder.path(table)}.gz`, change(gzipSync(folder.text(table) + noise)));
  folder.remove(table);
}

function only(folder: MimicFolder, ...files: string[]): void {
  rmSync(folder.folder, { recursive: true });
  for (const file of files) folder.write(file, 'a,b\n1,2\n');
}

const CASES: readonly Case[] = [
  {
    name: 'a folder that does not exist',
    spoil: ({ folder }) => rmSync(folder, { recursive: true }),
    error: { code: 'folder_not_found' },
  },
  {
    name: 'a file in place of the folder',
    spoil: ({ folder }) => {
      rmSync(folder, { recursive: true });
      writeFileSync(folder, 'x');
    },
    error: { code: 'not_a_folder', hint: 'name the folder that the file lies in' },
  },
  {
    name: 'an empty folder',
    spoil: ({ folder }) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
    error: { code: 'folder_empty' },
  },
  {
    name: 'eICU',
    spoil: (folder) => only(folder, 'patient', 'diagnosis'),
    error: { code: 'wrong_source', hint: expect.stringContaining('eICU') },
  },
  {
    name: 'MIMIC-III',
    spoil: (folder) => only(folder, 'PATIENTS', 'ADMISSIONS'),
    error: { code: 'wrong_source', hint: expect.stringContaining('MIMIC-III') },
  },
  {
    name: 'the folder hosp alone',
    spoil: (folder) => only(folder, 'patients', 'admissions'),
    error: { code: 'wrong_source', hint: expect.stringContaining('above') },
  },
  {
    name: 'the folder ed alone',
    spoil: (folder) => only(folder, 'edstays', 'triage', 'vitalsign'),
    error: { code: 'wrong_source', hint: expect.stringContaining('above') },
  },
  {
    name: 'any other folder of tables',
    spoil: (folder) => only(folder, 'sales'),
    error: { code: 'wrong_source' },
  },
  {
    name: 'no patients',
    spoil: (folder) => folder.remove('hosp/patients'),
    error: { code: 'missing_file', file: expect.stringContaining('hosp/patients') as unknown },
  },
  {
    name: 'no admissions',
    spoil: (folder) => folder.remove('hosp/admissions'),
    error: { code: 'missing_file', file: expect.stringContaining('hosp/admissions') as unknown },
  },
  {
    name: 'a missing column',
    spoil: (folder) => folder.write('hosp/patients', 'subject_id,gender,anchor_age,anchor_year_group,dod\n'),
    error: { code: 'missing_column', file: 'hosp/patients.csv', line: 1, column: 'anchor_year' },
  },
  {
    name: 'a renamed column',
    spoil: (folder) => folder.replace('hosp/labevents', 'itemid', 'item_id'),
    error: {
      code: 'missing_column',
      file: 'hosp/labevents.csv',
      line: 1,
      column: 'itemid',
      hint: expect.stringContaining('item_id'),
    },
  },
  {
    name: 'a column that occurs twice',
    spoil: (folder) => folder.replace('hosp/labevents', 'priority', 'flag'),
    error: { code: 'duplicate_column', file: 'hosp/labevents.csv', line: 1, column: 'flag' },
  },
  {
    name: 'a file without a header',
    spoil: (folder) => folder.write('hosp/transfers', ''),
    error: { code: 'empty_file', file: 'hosp/transfers.csv', line: 1 },
  },
  {
    name: 'a link to a file that is not there',
    spoil: (folder) => {
      folder.remove('hosp/labevents');
      symlinkSync(path.join(folder.folder, 'nowhere'), folder.path('hosp/labevents'));
    },
    error: { code: 'file_unreadable', file: 'hosp/labevents.csv', hint: expect.any(String) },
  },
  {
    name: 'a folder in place of a file',
    spoil: (folder) => {
      folder.remove('hosp/labevents');
      mkdirSync(folder.path('hosp/labevents'));
    },
    error: { code: 'file_unreadable', file: 'hosp/labevents.csv', hint: expect.any(String) },
  },
  {
    name: 'lines that end with a carriage return alone',
    spoil: (folder) => folder.write('hosp/patients', folder.text('hosp/patients').replaceAll('\n', '\r')),
    error: {
      code: 'wrong_delimiter',
      file: 'hosp/patients.csv',
      line: 1,
      hint: expect.stringContaining('line ends'),
    },
  },
  {
    name: 'semicolons between the columns',
    spoil: (folder) =>
      folder.write('hosp/diagnoses_icd', folder.text('hosp/diagnoses_icd').replaceAll(',', ';')),
    error: { code: 'wrong_delimiter', file: 'hosp/diagnoses_icd.csv', line: 1 },
  },
  {
    name: 'bars between the columns',
    spoil: (folder) => folder.write('hosp/patients', folder.text('hosp/patients').replaceAll(',', '|')),
    error: { code: 'wrong_delimiter', file: 'hosp/patients.csv', line: 1 },
  },
  {
    name: 'a header in UTF-16',
    spoil: (folder) =>
      folder.write('hosp/patients', Buffer.from(`\uFEFF${folder.text('hosp/patients')}`, 'utf16le')),
    error: { code: 'wrong_encoding', file: 'hosp/patients.csv', line: 1 },
  },
  {
    name: 'a Latin-1 letter in a row',
    spoil: (folder) =>
      folder.write(
        'hosp/prescriptions',
        Buffer.from(folder.text('hosp/prescriptions').replace('premixed', 'prämixed'), 'latin1'),
      ),
    error: { code: 'wrong_encoding', file: 'hosp/prescriptions.csv', line: 3 },
  },
  {
    name: 'a truncated gzip',
    spoil: (folder) => gzipped(folder, 'hosp/labevents', (bytes) => bytes.subarray(0, bytes.length / 2)),
    error: { code: 'corrupt_gzip', file: 'hosp/labevents.csv.gz' },
  },
  {
    name: 'a damaged gzip',
    spoil: (folder) =>
      gzipped(folder, 'hosp/d_labitems', (bytes) => {
        bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 64);
        return bytes;
      }),
    error: { code: 'corrupt_gzip', file: 'hosp/d_labitems.csv.gz' },
  },
  {
    name: 'a damaged gzip that reads as an open quote at first',
    spoil: (folder) => {
      folder.replace('hosp/labevents', ',NEG,', ',"NEG,');
      // More than the start that is looked at beforehand.
      const noise = randomBytes(600_000).toString('base64');
      const bytes = gzipSync(folder.text('hosp/labevents') + noise);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 6) ^ 1, bytes.length - 6);
      writeFileSync(`${folder.path('hosp/labevents')}.gz`, bytes);
      folder.remove('hosp/labevents');
    },
    error: { code: 'corrupt_gzip', file: 'hosp/labevents.csv.gz' },
  },
  {
    name: 'plain text that is called gzip',
    spoil: (folder) => {
      writeFileSync(`${folder.path('hosp/transfers')}.gz`, folder.text('hosp/transfers'));
      folder.remove('hosp/transfers');
    },
    error: { code: 'corrupt_gzip', file: 'hosp/transfers.csv.gz' },
  },
  {
    name: 'a quote that is never closed',
    spoil: (folder) => folder.replace('hosp/labevents', ',NEG,', ',"NEG,'),
    error: { code: 'unterminated_quote', file: 'hosp/labevents.csv', line: 4 },
  },
  {
    name: 'an open quote that the next quoted row closes',
    spoil: (folder) => folder.replace('hosp/labevents', '1,101,201,11', '"1,101,201,11'),
    error: { code: 'unterminated_quote', file: 'hosp/labevents.csv', line: 2 },
  },
  {
    name: 'a record that runs on for megabytes',
    spoil: (folder) => {
      folder.append(
        'note/discharge',
        `103-DS-1,103,204,DS,1,2170-11-12 00:00:00,,"${'long '.repeat(700_000)}`,
      );
    },
    error: { code: 'unterminated_quote', file: 'note/discharge.csv', line: 7 },
  },
];

describe.each(CASES)('import of $name', ({ spoil, error }) => {
  it('is refused by name and changes nothing', async () => {
    const folder = new MimicFolder();
    spoil(folder);
    mkdirSync(path.dirname(folder.database));
    copyFileSync(template, folder.database);
    const importing = importFolder({ folder: folder.folder, source: 'mimic-iv', database: folder.database });
    await expect(importing).rejects.toMatchObject(error);
    await expect(importing).rejects.toBeInstanceOf(LacunaError);
    expect(hashOf(folder.database)).toBe(hash);
  });
});

describe('import', () => {
  it('names the program that is writing to the database', async () => {
    const folder = new MimicFolder();
    mkdirSync(path.dirname(folder.database));
    copyFileSync(template, folder.database);
    const other = new SQLite(folder.database);
    other.exec('BEGIN IMMEDIATE');
    const importing = importFolder({ folder: folder.folder, source: 'mimic-iv', database: folder.database });
    await expect(importing).rejects.toMatchObject({ code: 'database_in_use' });
    other.exec('ROLLBACK');
    other.close();
    expect(hashOf(folder.database)).toBe(hash);
  });

  it('refuses a file that changes while it is read', async () => {
    const folder = new MimicFolder();
    const onProgress = ({ file }: { file: string | null }): void => {
      if (file === 'hosp/labevents.csv') folder.append('hosp/diagnoses_icd', '103,204,1,I10,10');
    };
    const { database } = folder;
    await expect(
      importFolder({ folder: folder.folder, source: 'mimic-iv', database, onProgress }),
    ).rejects.toMatchObject({ code: 'file_changed', file: 'hosp/diagnoses_icd.csv' });
    const db = openDatabase(database);
    expect(db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(0);
    db.close();
  });

  it('refuses a file that is gone when it is read', async () => {
    const folder = new MimicFolder();
    const target = `${folder.path('hosp/transfers')}.elsewhere`;
    writeFileSync(target, folder.text('hosp/transfers'));
    folder.remove('hosp/transfers');
    symlinkSync(target, folder.path('hosp/transfers'));
    const onProgress = ({ file }: { file: string | null }): void => {
      if (file === 'hosp/patients.csv') rmSync(target, { force: true });
    };
    await expect(
      importFolder({ folder: folder.folder, source: 'mimic-iv', database: folder.database, onProgress }),
    ).rejects.toMatchObject({ code: 'file_unreadable', file: 'hosp/transfers.csv' });
  });

  it('does nothing once cancelled', async () => {
    const folder = new MimicFolder();
    const signal = AbortSignal.abort();
    await expect(
      importFolder({ folder: folder.folder, source: 'mimic-iv', database: folder.database, signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(folder.hasDatabase).toBe(false);
  });
});

describe('inspection', () => {
  it('finds every problem of every file at once', async () => {
    const folder = new MimicFolder();
    folder.replace('hosp/labevents', 'itemid', 'item_id');
    folder.replace('hosp/labevents', 'charttime', 'when');
    gzipped(folder, 'hosp/transfers', (bytes) => bytes.subarray(0, bytes.length - 9));
    const { ready, files } = await inspectFolder(folder.folder, 'mimic-iv');
    expect(ready).toBe(false);
    const problems = files.flatMap(({ problems: found }) =>
      found.map(({ code, file, column }) => [code, file, column]),
    );
    expect(problems).toEqual([
      ['missing_column', 'hosp/labevents.csv', 'itemid'],
      ['missing_column', 'hosp/labevents.csv', 'charttime'],
      ['corrupt_gzip', 'hosp/transfers.csv.gz', undefined],
    ]);
  });

  it('says which of two files of one table is read', async () => {
    const folder = new MimicFolder();
    writeFileSync(`${folder.path('hosp/patients')}.gz`, gzipSync(folder.text('hosp/patients')));
    const { ready, files } = await inspectFolder(folder.folder, 'mimic-iv');
    expect(ready).toBe(true);
    expect(files.filter(({ file }) => file.startsWith('hosp/patients'))).toMatchObject([
      { file: 'hosp/patients.csv', use: 'required', unusedReason: null },
      { file: 'hosp/patients.csv.gz', use: 'unused', unusedReason: 'hosp/patients.csv is read in its place' },
    ]);
  });
});

it('tells who has tables of their own how they are read', async () => {
  const folder = new MimicFolder();
  only(folder, 'faelle', 'labor');
  await expect(inspectFolder(folder.folder)).rejects.toMatchObject({
    code: 'wrong_source',
    message: 'the folder does not look like MIMIC-IV or eICU or FHIR or OMOP or MEDS',
    hint: expect.stringContaining('lacuna mapping <folder> --output mapping.yaml') as string,
  });
});
