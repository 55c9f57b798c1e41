import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../api/services.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { inShapeOf } from '../../testing/mimic-releases.ts';
import { importFolder } from './import-folder.ts';
import { inspectFolder } from './inspect-folder.ts';

const PATIENTS_OF_2_2 = 299_712;

/** The made-up folder with so many patients in all. */
function withPatients(count: number): MimicFolder {
  const folder = new MimicFolder();
  const head = folder.text('hosp/patients');
  const more = Array.from({ length: count - 3 }, (_, i) => `${10_000_000 + i},F,52,2150,2011 - 2013,\n`);
  folder.write('hosp/patients', head + more.join(''));
  return folder;
}

const patientsOf = (folder: MimicFolder) =>
  inspectFolder(folder.folder).then(({ shortfalls }) =>
    shortfalls.find(({ file }) => file === 'hosp/patients.csv'),
  );

function shortOf({ warnings }: ImportSummary, file: string): ImportSummary['warnings'] {
  return warnings.filter((warning) => warning.code === 'row_shortfall' && warning.file === file);
}

describe('rows as published', () => {
  it('are compared before reading, with every file that is known whole', async () => {
    const { files, shortfalls } = await inspectFolder(new MimicFolder().folder);
    const publishedOf = Object.fromEntries(files.map(({ file, publishedRows }) => [file, publishedRows]));
    expect(publishedOf).toMatchObject({
      'hosp/patients.csv': PATIENTS_OF_2_2,
      'icu/chartevents.csv': 313_645_063,
      'note/discharge.csv': 331_793,
    });
    expect(shortfalls).toContainEqual({
      file: 'hosp/patients.csv',
      published: PATIENTS_OF_2_2,
      found: 3,
      estimated: false,
    });
    expect(shortfalls).toHaveLength(files.length);
  });

  it('are compared with an estimate as far as it is good enough', async () => {
    expect(await patientsOf(withPatients(PATIENTS_OF_2_2))).toBeUndefined();
    expect(await patientsOf(withPatients(290_000))).toBeUndefined();
    const short = await patientsOf(withPatients(200_000));
    expect(short).toMatchObject({ published: PATIENTS_OF_2_2, estimated: true });
    expect(short?.found).toBeGreaterThan(190_000);
    expect(short?.found).toBeLessThan(210_000);
  });

  it('are compared with the rows read, to the last one', async () => {
    const folder = withPatients(99);
    folder.write('demo_subject_id', 'subject_id\n101\n');
    const summary = await importFolder({ folder: folder.folder, database: folder.database });
    expect(summary).toMatchObject({ release: '2.2 demo', rejected: 0 });
    expect(shortOf(summary, 'hosp/patients.csv')).toEqual([
      {
        code: 'row_shortfall',
        file: 'hosp/patients.csv',
        count: 1,
        message:
          '99 of the 100 rows that MIMIC-IV 2.2 demo has as published: fine where the others were left out on purpose',
      },
    ]);
  });

  it('are of the release that the folder comes from', async () => {
    const folder = new MimicFolder();
    inShapeOf('3.1', folder);
    const { files } = await inspectFolder(folder.folder);
    const labs = files.find(({ table }) => table === 'hosp/labevents');
    expect(labs?.publishedRows).toBe(158_374_764);
    const summary = await importFolder({ folder: folder.folder, database: folder.database });
    expect(shortOf(summary, 'hosp/labevents.csv')).toMatchObject([{ count: 158_374_760 }]);
  });

  it('are unknown of a release that is not told for certain, and of made-up records', async () => {
    const undecided = new MimicFolder();
    inShapeOf('2.0', undecided);
    const madeUp = new MimicFolder();
    writeFileSync(path.join(madeUp.folder, 'synthetic.json'), '{}');
    for (const { folder } of [undecided, madeUp]) {
      const { files, shortfalls } = await inspectFolder(folder);
      expect(new Set(files.map(({ publishedRows }) => publishedRows))).toEqual(new Set([null]));
      expect(shortfalls).toEqual([]);
    }
    const summary = await importFolder({ folder: madeUp.folder, database: madeUp.database });
    expect(summary.warnings.map(({ code }) => code)).not.toContain('row_shortfall');
  });
});
