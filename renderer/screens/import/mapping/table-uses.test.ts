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
