import { describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../../api/services.ts';
import { MimicFolder } from '../../../testing/mimic-folder.ts';
import { openDatabase } from '../../database.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { importFolder } from '../import-folder.ts';
import { CHARTED_VITALS, VITAL_SIGN_ITEM_IDS } from './charted-vitals.ts';

const FILE = 'icu/chartevents.csv';

/** A row of the made-up stay. */
function charted(item: number, value: number | string, unit: string): string {
  return `102,203,401,7,2163-04-28 11:00:00,2163-04-28 11:05:00,${item},${value},${value},${unit},0`;
}

/** Imports these rows beside those of the made-up folder, of which two are vital signs. */
async function importRows(rows: readonly string[]): Promise<{ summary: ImportSummary; values: number[] }> {
  const folder = new MimicFolder();
  const first = folder.append('icu/chartevents', rows.join('\n'));
  expect(first).toBe(5);
  const summary = await importFolder({ folder: folder.folder, database: folder.database });
  const db = openDatabase(folder.database, { readOnly: true });
  const blocks = db
    .prepare<[], Buffer>(
      `SELECT data FROM lab_block b JOIN source_file f ON f.id = b.file_id WHERE f.table_name = 'icu/chartevents'`,
    )
    .pluck()
    .all();
  db.close();
  return {
    summary,
    values: blocks.flatMap((data) => [...readLabBlock(data)].map(({ value }) => value ?? NaN)),
  };
}

function problems({ errors }: ImportSummary): unknown[] {
  return errors.map(({ file, line, column, code, reason }) => [file, line, column, code, reason]);
}

function counted({ warnings }: ImportSummary, code: string): Map<string, number> {
  const own = warnings.filter((warning) => warning.code === code && warning.file === FILE);
  return new Map(own.map(({ message, count }) => [message, count]));
}

describe('vital signs of intensive care', () => {
  it('are kept in the unit of another item, however it is written, counted and turned into that of their own', async () => {
    const rows = [
      charted(223761, 98.6, '°F'),
      charted(223761, 99, ' deg F '),
      charted(223761, 37, '°C'),
      charted(220045, 90, 'mmHg'),
      charted(220210, 18, 'bpm'),
    ];
    const { summary, values } = await importRows(rows);
    expect(problems(summary)).toEqual([]);
    expect(values.toSorted((a, b) => a - b)).toEqual([18, 37, 88, 90, 98.6, 98.6, 99]);
    expect([...counted(summary, 'unusual_unit').values()]).toEqual([3]);
    // 99 °F, written otherwise, and 37 °C; there is no way from a pressure to a rate.
    expect(summary.warnings.find(({ code }) => code === 'converted_unit')?.count).toBe(2);
  });

  it('are kept in a unit that is not known, or in none, and the first is counted', async () => {
    const { summary, values } = await importRows([
      charted(220045, 90, 'bpm'),
      charted(220045, 91, 'per min.'),
      charted(220045, 92, ''),
      charted(220739, 4, ''),
    ]);
    expect(summary.rejected).toBe(0);
    expect(values).toEqual([88, 90, 91, 92, 4, 98.6]);
    expect(counted(summary, 'unusual_unit')).toEqual(
      new Map([['the unit is not the one usual for the item', 1]]),
    );
  });

  it('are rejected where no person can have the value, and say what is possible', async () => {
    const { summary, values } = await importRows([
      charted(220045, 390, 'bpm'),
      charted(220045, 10000, 'bpm'),
      charted(220050, -12, 'mmHg'),
      charted(223761, 37, ''),
      charted(223762, 98.6, ''),
      charted(220277, 101, '%'),
      charted(223901, 7, ''),
    ]);
    expect(problems(summary)).toEqual([
      [FILE, 6, 'valuenum', 'impossible_value', 'heart rate outside the possible 0 to 390 bpm'],
      [FILE, 7, 'valuenum', 'impossible_value', 'systolic pressure outside the possible 0 to 375 mmHg'],
      [
        FILE,
        8,
        'valuenum',
        'impossible_value',
        'temperature in Fahrenheit outside the possible 57.6 to 116.6 °F',
      ],
      [FILE, 9, 'valuenum', 'impossible_value', 'temperature in Celsius outside the possible 14.2 to 47 °C'],
      [FILE, 10, 'valuenum', 'impossible_value', 'oxygen saturation outside the possible 0 to 100 %'],
      [FILE, 11, 'valuenum', 'impossible_value', 'motor response (GCS) outside the possible 1 to 6'],
    ]);
    expect(values).toEqual([88, 390, 98.6]);
  });

  it('are kept where few people have the value, and counted with what is plausible', async () => {
    const { summary, values } = await importRows([
      charted(220045, 0, 'bpm'),
      charted(220045, 310, 'bpm'),
      charted(220045, 300, 'bpm'),
      charted(223835, 0.4, ''),
      charted(223762, 25, '°C'),
    ]);
    expect(summary.rejected).toBe(0);
    expect(values).toHaveLength(7);
    expect(counted(summary, 'implausible_value')).toEqual(
      new Map([
        ['heart rate outside the plausible 1 to 300 bpm', 2],
        ['inspired oxygen outside the plausible 21 to 100 %', 1],
        ['temperature in Celsius outside the plausible 26 to 45 °C', 1],
      ]),
    );
  });

  it('are kept as they are charted in words, without a number', async () => {
    const { summary, values } = await importRows([charted(220739, '', '')]);
    expect(summary.rejected).toBe(0);
    expect(values).toEqual([88, NaN, 98.6]);
  });

  it('have ranges within each other, and each item once', () => {
    for (const {
      sign: { name, possible, plausible },
    } of CHARTED_VITALS) {
      expect([
        name,
        possible[0] <= plausible[0],
        plausible[0] < plausible[1],
        plausible[1] <= possible[1],
      ]).toEqual([name, true, true, true]);
    }
    expect(new Set(VITAL_SIGN_ITEM_IDS).size).toBe(VITAL_SIGN_ITEM_IDS.length);
    expect(VITAL_SIGN_ITEM_IDS.toSorted((a, b) => a - b)).toEqual(VITAL_SIGN_ITEM_IDS);
  });
});
