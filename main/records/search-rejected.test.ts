import { describe, expect, it } from 'vitest';
import { RecordDatabase } from '../testing/record-database.ts';
import { rejectedCsvLines, searchRejected } from './search-rejected.ts';

const PAGE = { offset: 0, limit: 100 };

/** Three imports: of a source that is there, of one that was removed, and one that rejected nothing. */
function records(): RecordDatabase {
  const made = new RecordDatabase();
  const run = (id: string, kind: string, sourceId: number | null, files: readonly string[]) =>
    made.insert('import_run', {
      id,
      source_id: sourceId,
      kind,
      folder: 'f',
      state: 'done',
      pid: 1,
      started_at: '2025-01-01',
      rejected: 0,
      summary: JSON.stringify({ files: files.map((file) => ({ file })) }),
    });
  const reject = (runId: string, file: string, line: number, why: { code: string; reason?: string }) =>
    made.insert('rejected_row', { run_id: runId, file, line, column_name: 'c', reason: 'a reason', ...why });
  run('a', 'mimic-iv', 1, ['hosp/patients.csv', 'hosp/labevents.csv']);
  run('b', 'eicu', null, ['patient.csv']);
  run('c', 'mimic-iv', 1, ['hosp/admissions.csv']);
  reject('a', 'hosp/labevents.csv', 9, { code: 'bad_date' });
  reject('a', 'hosp/labevents.csv', 3, { code: 'bad_number' });
  reject('a', 'hosp/patients.csv', 2, { code: 'bad_number' });
  reject('b', 'patient.csv', 4, { code: 'bad_number', reason: '=HYPERLINK("x"), quoted' });
  return made;
}

const places = (made: RecordDatabase, filter: object) =>
  searchRejected(made.db, filter, PAGE).rows.map(({ file, line }) => `${file}:${line}`);

describe('searchRejected', () => {
  it('lists the rows of all imports by source, file and line, with counts by reason', () => {
    const made = records();
    const found = searchRejected(made.db, {}, PAGE);
    expect(found.total).toBe(4);
    expect(found.rows.map(({ source, run, line }) => [source, run, line])).toEqual([
      ['eicu', 'b', 4],
      ['made-up', 'a', 3],
      ['made-up', 'a', 9],
      ['made-up', 'a', 2],
    ]);
    expect(found.byReason).toContainEqual({
      source: 'made-up',
      file: 'hosp/labevents.csv',
      code: 'bad_date',
      count: 1,
    });
    expect(found.byReason.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('is narrowed by source or its kind, import, file and code, and turned page by page', () => {
    const made = records();
    expect(places(made, { source: 'made-up' })).toHaveLength(3);
    expect(places(made, { source: 'eicu' })).toEqual(['patient.csv:4']);
    expect(places(made, { run: 'b' })).toEqual(['patient.csv:4']);
    expect(places(made, { run: 'c' })).toEqual([]);
    expect(places(made, { file: 'hosp/labevents.csv' })).toHaveLength(2);
    expect(places(made, { code: 'bad_number', source: 'mimic-iv' })).toEqual([
      'hosp/labevents.csv:3',
      'hosp/patients.csv:2',
    ]);
    const page = searchRejected(made.db, {}, { offset: 1, limit: 2 });
    expect([page.total, page.rows.map(({ line }) => line)]).toEqual([4, [3, 9]]);
  });

  it('names an import, source or file that is not there', () => {
    const { db } = records();
    for (const filter of [
      { run: 'x' },
      { source: 'omop' },
      { run: 'a', source: 'eicu' },
      { file: 'labevents.csv' },
    ]) {
      expect(() => searchRejected(db, filter, PAGE)).toThrow(expect.objectContaining({ code: 'not_found' }));
      expect(() => rejectedCsvLines(db, filter)).toThrow(expect.objectContaining({ code: 'not_found' }));
    }
    const nothing = { total: 0, byReason: [], rows: [] };
    expect(searchRejected(new RecordDatabase().db, {}, PAGE)).toEqual(nothing);
    expect(searchRejected(db, { file: 'hosp/admissions.csv' }, PAGE)).toEqual(nothing);
  });
});

describe('rejectedCsvLines', () => {
  it('is a line a row, of which none runs as a formula', () => {
    const { db } = records();
    expect([...rejectedCsvLines(db, { source: 'eicu' })]).toEqual([
      'source,run,file,line,column,code,reason\r\n',
      `eicu,b,patient.csv,4,c,bad_number,"'=HYPERLINK(""x""), quoted"\r\n`,
    ]);
    expect([...rejectedCsvLines(db, {})]).toHaveLength(5);
  });
});
