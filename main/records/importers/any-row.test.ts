import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportSummary } from '../../api/services.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { type Database, openDatabase } from '../database.ts';
import { openDictionary } from '../evidence/dictionary.ts';
import { openLabDictionary } from '../evidence/lab-dictionary.ts';
import { labRowReader, type LabRow } from '../evidence/lab-rows.ts';
import { importFolder } from './import-folder.ts';

/**
 * Any row either lands with the value that was written, or is reported with its line. Texts are drawn from anything,
 * and from what nearly is a number or a time; what may land is told by rules written here anew.
 */
const ROWS = 600;
const SEED = 20261127;
const place = temporaryFolder();

const anything = fc.string({ unit: 'binary', maxLength: 12 }).filter(isWellFormed);
const digits = fc.stringMatching(/^[+-]?0?\d{1,4}(\.\d{0,4})?([eE][+-]?\d{1,3})?$/);
const nearNumber = fc.oneof(
  { weight: 4, arbitrary: digits },
  { weight: 2, arbitrary: fc.double().map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1,5', 'NaN', '1_000', '0x1F', ' 1', '1 ', '.5', '5.', '-', '1e400'),
  },
  { weight: 1, arbitrary: anything },
);
const pair = fc.integer({ min: 0, max: 61 }).map((n) => String(n).padStart(2, '0'));
const nearMinute = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.integer({ min: 1960, max: 3010 }),
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 1, max: 31 }),
        pair,
        pair,
      )
      .map(([year, month, day, hour, minute]) => `${year}-${two(month)}-${two(day)} ${hour}:${minute}:00`),
  },
  { weight: 1, arbitrary: fc.constantFrom('2150-01-01', '2150-01-01T10:00', '01/02/2150 10:00', '') },
  { weight: 1, arbitrary: anything },
);

interface Written {
  readonly itemid: string;
  readonly charttime: string;
  readonly value: string;
  readonly valuenum: string;
  readonly valueuom: string;
}

const writtenRow: fc.Arbitrary<Written> = fc.record({
  itemid: fc.oneof(
    { weight: 6, arbitrary: fc.nat({ max: 99_999 }).map(String) },
    { weight: 1, arbitrary: nearNumber },
  ),
  charttime: nearMinute,
  value: fc.oneof(nearNumber, anything),
  valuenum: fc.oneof({ weight: 5, arbitrary: nearNumber }, { weight: 1, arbitrary: fc.constant('') }),
  valueuom: anything,
});

function isWellFormed(text: string): boolean {
  return text.isWellFormed();
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

const INT64 = 2n ** 63n;

function integerOf(text: string): bigint | null {
  if (!/^(0|-?[1-9]\d*)$/.test(text)) return null;
  const value = BigInt(text);
  return value >= -INT64 && value < INT64 ? value : null;
}

function numberOf(text: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Minutes since 1970-01-01 00:00 of a wall-clock time; `null` where the text is none. */
function minuteOf(text: string): number | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?$/.exec(text);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute);
  const back = new Date(ms);
  const exists =
    back.getUTCMonth() === month - 1 && back.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return exists && year >= 1970 && year <= 2999 ? ms / 60_000 : null;
}

interface Landed {
  readonly row: LabRow;
  readonly code: string;
  readonly text: string | null;
  readonly unit: string | null;
}

describe(`${ROWS} rows of anything`, () => {
  const written = fc.sample(writtenRow, { numRuns: ROWS, seed: SEED });
  const lineOf = new Map<Written, number>();
  let summary: ImportSummary;
  let landed: Map<number, Landed>;

  beforeAll(async () => {
    const folder = new MimicFolder(place);
    const [header = ''] = folder.text('hosp/labevents').split('\n');
    let text = `${header}\n`;
    let line = 2;
    for (const [index, row] of written.entries()) {
      lineOf.set(row, line);
      const { itemid, charttime, value, valuenum, valueuom } = row;
      const fields = [String(index + 1), '101', '201', '1', itemid, charttime, '', value, valuenum, valueuom];
      const record = [...fields, '', '', '', '', ''].map(quoted).join(',');
      text += `${record}\n`;
      line += record.split('\n').length;
    }
    folder.write('hosp/labevents', text);
    summary = await importFolder({ folder: folder.folder, database: folder.database });
    const db = openDatabase(folder.database, { readOnly: true });
    landed = landedRows(db);
    db.close();
  });

  it('are each read, either landed or rejected', () => {
    const counts = summary.files.find(({ file }) => file === 'hosp/labevents.csv');
    expect(counts).toMatchObject({ read: ROWS, imported: landed.size, unused: 0 });
    expect(landed.size).toBeGreaterThan(ROWS / 10);
    expect(landed.size).toBeLessThan(ROWS);
  });

  it('land where every value is one, exactly as it was written, and are rejected everywhere else', () => {
    for (const row of written) {
      const line = lineOf.get(row) ?? 0;
      const item = integerOf(row.itemid);
      const minute = minuteOf(row.charttime);
      const value = numberOf(row.valuenum);
      const isRow = item !== null && minute !== null && (value !== null || row.valuenum === '');
      const found = landed.get(line);
      expect({ row, landed: found !== undefined }).toEqual({ row, landed: isRow });
      if (found === undefined) continue;
      expect({ row, code: found.code, minute: found.row.chartMinute, value: found.row.value }).toEqual({
        row,
        code: String(item),
        minute,
        value,
      });
      const text = trimmed(row.value);
      // A text that says the number once more is not kept beside it.
      if (found.text === null) expect(text === null || Number(text) === value).toBe(true);
      else expect(found.text).toBe(text);
      expect(found.unit).toBe(trimmed(row.valueuom));
    }
  });
});

/** Without the blanks around it; `null` where nothing is left. */
function trimmed(text: string): string | null {
  const inner = text.replaceAll(/^ +| +$/g, '');
  return inner === '' ? null : inner;
}

/** Results by the line they were read from. */
function landedRows(db: Database): Map<number, Landed> {
  const codes = openDictionary(db);
  const labs = openLabDictionary(db);
  const stays = db
    .prepare<[], { id: number; sourceId: number; patientId: number; startMinute: number; endMinute: number }>(
      `SELECT id, source_id AS sourceId, patient_id AS patientId, start_minute AS startMinute, end_minute AS endMinute
       FROM encounter WHERE source_key = '201'`,
    )
    .all();
  const rows = stays.flatMap((stay) => {
    const read = labRowReader(db)(stay.patientId, [{ ...stay, edStartMinute: null }]);
    return read.get(stay.id) ?? [];
  });
  return new Map(
    rows
      .filter(({ fileId }) => codes.file(fileId) === 'hosp/labevents.csv')
      .map((row) => {
        const { code } = codes.concept(labs.conceptOf(row));
        return [row.line, { row, code, text: labs.textOf(row), unit: labs.rangeOf(row).unit }];
      }),
  );
}
