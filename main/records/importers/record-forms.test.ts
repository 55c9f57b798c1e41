import { describe, expect, it } from 'vitest';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { openDatabase } from '../database.ts';
import { RECORD_TABLES } from '../record-tables.ts';
import { importFolder } from './import-folder.ts';

const TABLES = [
  'hosp/patients',
  'hosp/admissions',
  'hosp/diagnoses_icd',
  'hosp/prescriptions',
  'hosp/labevents',
];

/** A folder with some rows that are faulty whatever their form. */
function spoiltFolder(): MimicFolder {
  const folder = new MimicFolder();
  folder.append('hosp/patients', '104,F,40,,2011 - 2013,');
  folder.append('hosp/diagnoses_icd', '999,201,1,I10,10');
  folder.append('hosp/diagnoses_icd', '103,201,3,I10,10');
  folder.append('hosp/labevents', '5,101,201,11,50912,,,1,1,mg/dL,,,,,');
  folder.append('hosp/labevents', '5,101,201,11,50912,2150-03-01 09:00:00,,1,x,mg/dL,,,,,');
  folder.append('hosp/labevents', '4,101,201,11,50912,2150-03-01 09:00:00,,1,1,mg/dL,,,,,');
  folder.append('hosp/labevents', '6,101,201,11,50912,2150-03-01T09:00:00,,+5.50,5.5,"mg, ""all""",,1e2,,,');
  folder.append(
    'hosp/labevents',
    '7,101,201,11,50912,2150-03-01 09:00:00,,"","-0",,-0,0.30000000000000004,,,',
  );
  return folder;
}

/** All that an import leaves, but for what tells of the files themselves. */
async function imported(folder: MimicFolder): Promise<unknown> {
  const { rejected, files } = await importFolder({
    folder: folder.folder,
    source: 'mimic-iv',
    database: folder.database,
  });
  const db = openDatabase(folder.database, { readOnly: true });
  const rows = (table: string): unknown[] =>
    db
      .prepare(`SELECT * FROM ${table}`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort();
  const tables = RECORD_TABLES.filter((table) => !table.startsWith('source'));
  const records = Object.fromEntries(tables.map((table) => [table, rows(table)]));
  const faults = db
    .prepare('SELECT file, line, column_name, code, reason FROM rejected_row ORDER BY file, line')
    .all();
  db.close();
  return { rejected, files, records, faults };
}

describe('records in another form than the usual one', () => {
  it('are read as the same: every value, every line, every fault', async () => {
    const usual = spoiltFolder();
    const quoted = spoiltFolder();
    // A number in quotes is as good as one without, and not what files usually have.
    for (const table of TABLES) quoted.write(table, quoted.text(table).replaceAll(/^(\d+)(?=,)/gm, '"$1"'));
    const expected = await imported(usual);
    expect(expected).toMatchObject({ rejected: 6 });
    expect(await imported(quoted)).toEqual(expected);
  });

  it('may have more fields than are needed, whatever their names', async () => {
    const folder = new MimicFolder();
    folder.replace('hosp/patients', 'subject_id,', 'line,constructor,subject_id,');
    folder.write('hosp/patients', folder.text('hosp/patients').replaceAll(/^(?=10\d,)/gm, '7,"a, b",'));
    const { imported: counts, rejected } = await importFolder({
      folder: folder.folder,
      source: 'mimic-iv',
      database: folder.database,
    });
    expect([counts.patient, rejected]).toEqual([3, 0]);
  });
});
