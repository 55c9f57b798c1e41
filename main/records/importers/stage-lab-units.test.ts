import { expect, it } from 'vitest';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { openDatabase } from '../database.ts';
import { openLabDictionary } from '../evidence/lab-dictionary.ts';
import { labRowReader } from '../evidence/lab-rows.ts';
import { labSeries } from '../patients/lab-series.ts';
import { importFolder } from './import-folder.ts';

/** Creatinine of one admission in three units beside the usual mg/dL, of which two lead to it. */
function folderWithUnits(): MimicFolder {
  const folder = new MimicFolder();
  const row = (id: number, value: string, unit: string): string =>
    `${id},101,201,11,50912,2150-03-03 0${id % 10}:00:00,,${value},${value},${unit},4,11,,,`;
  folder.append('hosp/labevents', row(21, '14', 'mg/L'));
  folder.append('hosp/labevents', row(22, '1.5', 'MG / DL'));
  folder.append('hosp/labevents', row(23, '120', 'umol/L'));
  return folder;
}

it('turns values into the usual unit of their item where a way leads to it, and keeps what was written', async () => {
  const folder = folderWithUnits();
  const { warnings } = await importFolder({ folder: folder.folder, database: folder.database });
  expect(warnings.find(({ code }) => code === 'converted_unit')).toMatchObject({ count: 2 });
  expect(warnings.find(({ code }) => code === 'unused_unit')).toMatchObject({ count: 1 });
  expect(warnings.find(({ code }) => code === 'unusual_unit')).toMatchObject({ count: 3 });
  const db = openDatabase(folder.database, { readOnly: true });
  try {
    const labs = openLabDictionary(db);
    const admission = { id: 1, sourceId: 1, startMinute: 0, endMinute: null, edStartMinute: null };
    const encounter = db.prepare(`SELECT id FROM encounter WHERE source_key = '201'`).pluck().get() as number;
    const rows = labRowReader(db)(1, [{ ...admission, id: encounter }]).get(encounter) ?? [];
    const measured = rows.map((row) => ({ written: row.value, ...labs.measuredOf(row) }));
    expect(measured).toContainEqual({ written: 14, value: 1.4, unit: 'mg/dL', low: 0.4, high: 1.1 });
    expect(measured).toContainEqual({ written: 1.5, value: 1.5, unit: 'mg/dL', low: 4, high: 11 });
    expect(measured).toContainEqual({ written: 120, value: 120, unit: 'umol/L', low: 4, high: 11 });
    const { unit, points, inOtherUnits } = labSeries(db, { encounter: '201', item: 'MIMIC-LAB:50912' });
    expect({ unit, inOtherUnits, values: points.map(({ value }) => value) }).toEqual({
      unit: 'mg/dL',
      inOtherUnits: 1,
      values: [1.4, 1.2, 1.4, 1.5],
    });
  } finally {
    db.close();
  }
});

it('says of every item which unit is usual', async () => {
  const folder = folderWithUnits();
  await importFolder({ folder: folder.folder, database: folder.database });
  const db = openDatabase(folder.database, { readOnly: true });
  const units = db
    .prepare(
      'SELECT unit, row_count AS rows, usual, scale, shift FROM lab_unit ORDER BY row_count DESC, unit',
    )
    .all();
  db.close();
  expect(units).toContainEqual({ unit: 'mg/dL', rows: 3, usual: 1, scale: 1, shift: 0 });
  expect(units).toContainEqual({ unit: 'mg/L', rows: 1, usual: 0, scale: 0.1, shift: 0 });
  expect(units).toContainEqual({ unit: 'umol/L', rows: 1, usual: 0, scale: null, shift: null });
});
