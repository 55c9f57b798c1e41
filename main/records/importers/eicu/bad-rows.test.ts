import { expect, it } from 'vitest';
import { EicuFolder } from '../../../testing/eicu-folder.ts';
import { importFolder } from '../import-folder.ts';

/** A stay of the folder's first person, with some columns changed. */
function stay(id: number, { age = '52', year = '2014', admit = '-120', stayed = '2880' }): string {
  return (
    `${id},11,Female,${age},Caucasian,59,1,,160,10:00:00,${admit},Floor,${year},10:00:00,9000,Home,Alive,MICU,` +
    `12:00:00,Floor,1,admit,60,60,12:00:00,${stayed},Floor,Alive,002-1`
  );
}

const CASES = [
  { table: 'patient', row: stay(1, {}), code: 'duplicate_key', column: 'patientunitstayid' },
  { table: 'patient', row: stay(90, { age: 'old' }), code: 'bad_number', column: 'age' },
  { table: 'patient', row: stay(91, { stayed: '-5' }), code: 'discharge_before_admission' },
  { table: 'patient', row: stay(92, { year: '14' }), code: 'bad_date', column: 'hospitaldischargeyear' },
  { table: 'patient', row: stay(93, { admit: '99999999999' }), code: 'bad_number' },
  { table: 'diagnosis', row: '109,77,True,30,a|b,,Primary', code: 'unknown_encounter' },
  { table: 'diagnosis', row: '101,1,True,30,a|b,,Primary', code: 'duplicate_key', column: 'diagnosisid' },
  { table: 'diagnosis', row: '110,1,True,soon,a|b,,Primary', code: 'bad_number', column: 'diagnosisoffset' },
  { table: 'diagnosis', row: '111,1,True,30,,,Primary', code: 'missing_value', column: 'diagnosisstring' },
  { table: 'medication', row: '609,1,1,1,No,No,,,1,IV,,,No,9,0', code: 'missing_value', column: 'drugname' },
  { table: 'lab', row: '1209,1,1,1,sodium,12O,12O,,,1', code: 'bad_number', column: 'labresult' },
  { table: 'vitalAperiodic', row: '1409,1,1,1e999,,,,,,,,,', code: 'bad_number' },
  { table: 'treatment', row: '409,1,5', code: 'ragged_row', column: null },
] as const;

it('rejects each bad row of eICU with its line and reason, and nothing else', async () => {
  const folder = new EicuFolder();
  const lines = CASES.map(({ table, row }) => folder.append(table, row));
  const summary = await importFolder({ folder: folder.folder, database: folder.database });
  CASES.forEach(({ table, row, ...expected }, index) => {
    expect(summary.errors, row).toContainEqual(
      expect.objectContaining({ ...expected, file: `${table}.csv`, line: lines[index] }),
    );
  });
  expect(summary.rejected).toBe(CASES.length);
  expect(summary.imported).toMatchObject({
    patient: 3,
    encounter: 4,
    diagnosis: 5,
    procedure: 6,
    medication: 4,
  });
  for (const { file, read, imported, rejected, duplicate, unused } of summary.files)
    expect(read, file).toBe(imported + rejected + duplicate + unused);
});

it('needs the table of stays, and says so', async () => {
  const folder = new EicuFolder();
  folder.remove('patient');
  await expect(importFolder({ folder: folder.folder, database: folder.database })).rejects.toMatchObject({
    code: 'missing_file',
    file: expect.stringContaining('patient') as string,
  });
});
