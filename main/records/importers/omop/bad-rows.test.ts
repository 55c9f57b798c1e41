import { expect, it } from 'vitest';
import { OmopFolder } from '../../../testing/omop-folder.ts';
import { importFolder } from '../import-folder.ts';

function person(id: string, birth = '1950,3,2,'): string {
  return `${id},8532,${birth},8527,0,,,,p,F,0,white,0,,0`;
}

function visit(
  id: number,
  { who = '1', start = '2019-01-01', end = '2019-01-02', times = ['', ''] },
): string {
  return `${id},${who},9201,${start},${times[0]},${end},${times[1]},32817,,,,0,0,,0,,`;
}

function detail(id: number, visitId: number, who = 1): string {
  return `${id},${who},32037,2020-03-01,,2020-03-02,,32817,,${visitId}`;
}

const CASES = [
  { table: 'PERSON', row: person('1'), code: 'duplicate_key', column: 'person_id' },
  { table: 'PERSON', row: person('x'), code: 'bad_number', column: 'person_id' },
  { table: 'PERSON', row: person('91', ',,,'), code: 'missing_value', column: 'year_of_birth' },
  { table: 'PERSON', row: person('92', '1950,13,2,'), code: 'bad_date', column: 'year_of_birth' },
  { table: 'PERSON', row: person('93', '1950,,,yesterday'), code: 'bad_date', column: 'birth_datetime' },
  { table: 'death', row: '9,2020-01-01,,32817,,,', code: 'unknown_patient', column: 'person_id' },
  { table: 'death', row: '1,01.02.2020,,32817,,,', code: 'bad_date', column: 'death_date' },
  { table: 'observation_period', row: '9,9,2020-01-01,2020-02-01,32817', code: 'unknown_patient' },
  { table: 'VISIT_OCCURRENCE', row: visit(91, { who: '9' }), code: 'unknown_patient', column: 'person_id' },
  { table: 'VISIT_OCCURRENCE', row: visit(11, {}), code: 'duplicate_key', column: 'visit_occurrence_id' },
  {
    table: 'VISIT_OCCURRENCE',
    row: visit(92, { start: '' }),
    code: 'missing_value',
    column: 'visit_start_date',
  },
  {
    table: 'VISIT_OCCURRENCE',
    row: visit(93, { end: '2018-12-31' }),
    code: 'discharge_before_admission',
    column: 'visit_end_date',
  },
  {
    table: 'VISIT_OCCURRENCE',
    row: visit(94, { end: '2019-01-01', times: ['2019-01-01 10:00:00', '2019-01-01 09:59:00'] }),
    code: 'discharge_before_admission',
  },
  { table: 'VISIT_DETAIL', row: detail(91, 99), code: 'unknown_encounter', column: 'visit_occurrence_id' },
  { table: 'VISIT_DETAIL', row: detail(92, 11, 2), code: 'unknown_encounter' },
  {
    table: 'condition_occurrence',
    row: '191,1,0,2020-03-02,,,,32821,,,,11,,,0,',
    code: 'missing_value',
    column: 'condition_concept_id',
  },
  {
    table: 'condition_occurrence',
    row: '192,2,320128,2020-03-02,,,,32821,,,,11,,I10,0,',
    code: 'unknown_encounter',
    column: 'visit_occurrence_id',
  },
  {
    table: 'procedure_occurrence',
    row: '291,1,1,2020-02-30,,,,32833,,,,11,,vent,0,',
    code: 'bad_date',
    column: 'procedure_date',
  },
  {
    table: 'measurement',
    row: '491,1,3016723,2020-03-01,,,32856,,1.4 mg,,,,,,11,,crea,0,mg/dL,,,,',
    code: 'bad_number',
    column: 'value_as_number',
  },
  { table: 'measurement', row: '492,1', code: 'ragged_row', column: null },
  { table: 'note', row: '591,1,2020-03-05,,0,0,,,0,0,,11,,,,', code: 'missing_value', column: 'note_text' },
  {
    table: 'CONCEPT',
    row: '320128\tx\tx\t\tx\tx\tx\tx\tx\t',
    code: 'missing_value',
    column: 'vocabulary_id',
  },
] as const;

it('rejects each bad row with its line and reason, and nothing else', async () => {
  const folder = new OmopFolder();
  const before = await importFolder({ folder: folder.folder, database: folder.database });
  const spoilt = new OmopFolder();
  const lines = CASES.map(({ table, row }) => spoilt.append(table, row));
  const summary = await importFolder({ folder: spoilt.folder, database: spoilt.database });
  CASES.forEach(({ table, row, ...expected }, index) => {
    expect(summary.errors, row).toContainEqual(
      expect.objectContaining({ ...expected, file: `${table}.csv`, line: lines[index] }),
    );
  });
  expect(summary.rejected).toBe(CASES.length);
  expect(summary.imported).toEqual(before.imported);
  for (const { file, read, imported, rejected, duplicate, unused } of summary.files)
    expect(read, file).toBe(imported + rejected + duplicate + unused);
});

it('names the column that a table lacks', async () => {
  const folder = new OmopFolder();
  folder.replace('measurement', 'value_as_number', 'valueAsNumber');
  await expect(importFolder({ folder: folder.folder, database: folder.database })).rejects.toMatchObject({
    code: 'missing_column',
    file: 'measurement.csv',
    column: 'value_as_number',
  });
});
