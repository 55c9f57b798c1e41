import { describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../../api/services.ts';
import { MimicFolder } from '../../../testing/mimic-folder.ts';
import { inShapeOf, type MimicRelease } from '../../../testing/mimic-releases.ts';
import { describeCohort } from '../../cohorts/describe-cohort.ts';
import { checkIntegrity, type Database, openDatabase } from '../../database.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

function folderOf(release: MimicRelease): MimicFolder {
  const folder = new MimicFolder();
  inShapeOf(release, folder);
  return folder;
}

function importInto({ folder, database }: MimicFolder): Promise<ImportSummary> {
  return importFolder({ folder, database });
}

function read<T>({ database }: MimicFolder, work: (db: Database) => T): T {
  const db = openDatabase(database, { readOnly: true });
  try {
    expect(checkIntegrity(db)).toEqual([]);
    return work(db);
  } finally {
    db.close();
  }
}

describe.each<[MimicRelease, string]>([
  ['1.0', '1.0'],
  ['2.0', '2.0 or 2.1'],
  ['2.2', '2.2'],
  ['3.0', '3.0'],
  ['3.1', '3.1'],
])('a folder of %s', (release, named) => {
  it('is named, found complete, and read in full', async () => {
    const folder = folderOf(release);
    const inspection = await inspectFolder(folder.folder);
    expect(inspection).toMatchObject({ source: 'mimic-iv', release: named, ready: true });
    const summary = await importInto(folder);
    expect(summary).toMatchObject({ release: named, rejected: 0 });
    expect(summary.imported).toMatchObject({ patient: 3, encounter: 5, transfer: 3, lab: 6 });
    expect(
      read(folder, (db) => db.prepare('SELECT race FROM encounter ORDER BY id LIMIT 3').pluck().all()),
    ).toEqual(['WHITE', 'WHITE', 'UNKNOWN']);
  });
});

describe('MIMIC-IV 1.0', () => {
  it('knows of nobody who died at home, says so, and cannot be asked for it', async () => {
    const folder = folderOf('1.0');
    const { warnings } = await importInto(folder);
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'deaths_in_hospital_only', file: 'core/patients.csv', count: 3 }),
    );
    const followUps = read(folder, (db) =>
      db.prepare('SELECT death_followup_end FROM patient').pluck().all(),
    );
    expect(followUps).toEqual([null, null, null]);
    const asked = () =>
      read(folder, (db) => describeCohort(db, { task: 'mortality-90d', preset: 'default' }));
    expect(asked).toThrow(expect.objectContaining({ code: 'labels_unsupported' }));
  });

  it('is not read where a file of hosp is there as well', async () => {
    const folder = folderOf('1.0');
    folder.write('hosp/transfers', folder.text('core/transfers'));
    const { files } = await inspectFolder(folder.folder);
    const use = Object.fromEntries(files.map(({ file, use: how }) => [file, how]));
    expect(use).toMatchObject({ 'hosp/transfers.csv': 'used', 'core/transfers.csv': 'unused' });
  });
});

it('asks for race where admissions have neither name of it', async () => {
  const folder = new MimicFolder();
  folder.replace('hosp/admissions', ',race,', ',descent,');
  const { files, ready } = await inspectFolder(folder.folder);
  expect(ready).toBe(false);
  expect(files.flatMap(({ problems }) => problems)).toMatchObject([
    { code: 'missing_column', file: 'hosp/admissions.csv', column: 'race' },
  ]);
});
