import { describe, expect, it } from 'vitest';
import type { Mapping } from '../../../../main/api/mapping.ts';
import type { FoundTable } from '../../../../main/api/mapping-proposal.ts';
import { changedText, readDraft } from './draft.ts';
import { roleChange, tableUses } from './table-uses.ts';

const found = (files: string, sheet: string | null = null): FoundTable => ({
  files,
  sheet,
  written: { delimiter: ';' },
  estimatedRows: 10,
  sampledRows: 10,
  role: null,
  reason: null,
  columns: [],
  as: {},
});
const TEXT = `schema: 1
tables:
  - role: diagnoses
    files: Codes.csv
    dates: DD.MM.YYYY
    columns: { admission: Fall, code: [DX1, DX2], name: Text }
  - role: people
    files: faelle.csv
    columns: { patient: Pat }
  - role: admissions
    files: faelle.csv
    columns: { patient: Pat }
  - role: notes
    files: by-hand.csv
    columns: {}
`;
const FOLDER = [found('faelle.csv'), found('codes.csv'), found('book.xlsx', 'Labor')];
const draft = readDraft(TEXT)!;

const changed = (file: string, role: Parameters<typeof roleChange>[1], proposed: Mapping | null = null) => {
  const use = tableUses(FOLDER, draft).find(({ files }) => files === file)!;
  return readDraft(changedText(TEXT, roleChange(use, role, { draft, proposed })))!.tables;
};

describe('the tables of a folder', () => {
  it('stand in its order, each as often as it is read, then those that only the mapping names', () => {
    expect(tableUses(FOLDER, draft).map(({ files, sheet, index }) => [files, sheet, index])).toEqual([
      ['faelle.csv', null, 1],
      ['faelle.csv', null, 2],
      ['codes.csv', null, 0],
      ['book.xlsx', 'Labor', null],
      ['by-hand.csv', null, 3],
    ]);
    const keys = tableUses(FOLDER, draft).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('what a table holds', () => {
  it('is changed with its form, and the columns that mean the same', () => {
    expect(changed('codes.csv', 'notes')[0]).toEqual({
      role: 'notes',
      files: 'codes.csv',
      delimiter: ';',
      dates: 'DD.MM.YYYY',
      columns: { admission: 'Fall' },
    });
    expect(changed('codes.csv', 'procedures')[0]?.columns).toEqual(draft.tables[0]?.columns);
  });

  it('is taken from the proposal where that says it', () => {
    const table: Mapping['tables'][number] = {
      role: 'results',
      files: 'book.xlsx',
      sheet: 'Labor',
      columns: { patient: 'P', time: 'T', name: 'N', value: 'V' },
    };
    expect(changed('book.xlsx', 'results', { schema: 1, tables: [table] })[4]).toEqual(table);
    expect(changed('book.xlsx', 'notes', { schema: 1, tables: [table] })[4]).toMatchObject({
      role: 'notes',
      sheet: 'Labor',
      delimiter: ';',
      columns: {},
    });
  });

  it('has its columns proposed for that, but those that were placed already', () => {
    const column = (name: string, dates: string[] = []) => ({
      name,
      dates,
      examples: [],
      filled: 10,
      isNumber: false,
      proposedAs: null,
      reason: null,
      words: [],
    });
    const looked: FoundTable = {
      ...found('codes.csv'),
      columns: [column('Fall'), column('Nr'), column('Text'), column('Vom', ['YYYY-MM-DD']), column('DX1')],
      as: {
        notes: {
          dates: 'YYYY-MM-DD',
          columns: { patient: 'Nr', admission: 'Nr', known: 'Fall', time: 'Vom', text: 'Text' },
        },
      },
    };
    const held = (index: number | null) => {
      const use = { key: '', files: 'codes.csv', sheet: null, found: looked, index };
      return roleChange(use, 'notes', { draft, proposed: null })[0]?.[1];
    };
    // The admission was placed by hand, its column is not used twice, and the dates of the table stay as they were said.
    expect(held(0)).toMatchObject({
      dates: 'DD.MM.YYYY',
      columns: {
        patient: 'Nr',
        admission: 'Fall',
        time: { column: 'Vom', dates: 'YYYY-MM-DD' },
        text: 'Text',
      },
    });
    expect(held(0)).not.toHaveProperty('columns.known');
    // What was not read is as it was proposed.
    expect(held(null)).toMatchObject({
      dates: 'YYYY-MM-DD',
      columns: { patient: 'Nr', admission: 'Nr', known: 'Fall', time: 'Vom', text: 'Text' },
    });
  });

  it('is read as one result a column where it holds such, without a place for one text', () => {
    const wide: FoundTable = {
      ...found('by-hand.csv'),
      as: { results: { columns: { time: 'Zeit' }, measurements: [{ column: 'Kalium' }] } },
    };
    const text = TEXT.replace('columns: {}', 'columns: { patient: Pat, text: Befund }');
    const use = { key: '', files: 'by-hand.csv', sheet: null, found: wide, index: 3 };
    expect(roleChange(use, 'results', { draft: readDraft(text)!, proposed: null })[0]?.[1]).toMatchObject({
      role: 'results',
      columns: { patient: 'Pat', time: 'Zeit' },
      measurements: [{ column: 'Kalium' }],
    });
  });

  it('can be nothing, and the only table can be added again', () => {
    expect(changed('codes.csv', null).map(({ role }) => role)).toEqual(['people', 'admissions', 'notes']);
    const empty = readDraft('schema: 1\ntables: []\n')!;
    const [use] = tableUses(FOLDER, empty);
    const text = changedText(
      'schema: 1\ntables: []\n',
      roleChange(use!, 'people', { draft: empty, proposed: null }),
    );
    expect(readDraft(text)?.tables).toMatchObject([{ role: 'people', files: 'faelle.csv' }]);
  });
});
