import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseMapping } from '../../../../main/records/importers/mapped/read-mapping.ts';
import { changedText, readDraft } from './draft.ts';

function hostTakes(text: string): boolean {
  try {
    parseMapping(text, 'mapping.yaml');
    return true;
  } catch {
    return false;
  }
}

const TEXT = `# of Klinikum Musterstadt
schema: 1
tables:
  - role: admissions # one a case
    files: faelle.csv
    delimiter: ;
    columns:
      patient: Pat.-Nr.
      start: { column: Aufnahme am, dates: DD.MM.YYYY }
  - role: diagnoses
    files: diagnosen.csv
    columns: {}
`;

describe('the text of a mapping', () => {
  it('is read as far as it can be chosen, whatever it lacks', () => {
    expect(readDraft(TEXT)).toMatchObject({
      tables: [
        {
          role: 'admissions',
          delimiter: ';',
          columns: { patient: 'Pat.-Nr.', start: { column: 'Aufnahme am', dates: 'DD.MM.YYYY' } },
        },
        { role: 'diagnoses', columns: {} },
      ],
    });
    expect(readDraft('schema: 1\ntables:\n')).toEqual({ schema: 1, tables: [] });
  });

  it.each([
    ['no YAML', 'tables: ['],
    ['no list of tables', 'tables: 5'],
    ['no table', 'tables: [5]'],
    ['a role that is none', 'tables: [{ role: cases, files: a.csv, columns: {} }]'],
    ['no file', 'tables: [{ role: notes, columns: {} }]'],
    ['no columns', 'tables: [{ role: notes, files: a.csv }]'],
    ['a column that is a number', 'tables: [{ role: notes, files: a.csv, columns: { text: 5 } }]'],
    [
      'words that are no list',
      'tables: [{ role: notes, files: a.csv, columns: { kind: { column: a, words: { x: y } } } }]',
    ],
    [
      'a measurement without a column',
      'tables: [{ role: results, files: a.csv, columns: {}, measurements: [{ unit: g }] }]',
    ],
    ['one that refers to itself', 'tables: &t [*t]'],
  ])('cannot be chosen from where it holds %s', (_what, text) => {
    expect(readDraft(text)).toBeNull();
    // What rests in the window is refused by the host, which says the line.
    expect(hostTakes(text)).toBe(false);
  });
});

it('every mapping that the host takes can be chosen from', () => {
  const page = readFileSync(new URL('../../../../docs/mapping.md', import.meta.url), 'utf8');
  const [, yaml = ''] = /```yaml\n([^`]*)```/.exec(page) ?? [];
  expect(hostTakes(yaml)).toBe(true);
  expect(readDraft(yaml)?.tables).toHaveLength(6);
});

describe('a change', () => {
  it('leaves everything else as it is written, comments included', () => {
    const text = changedText(TEXT, [[['tables', 0, 'columns', 'patient'], 'PatNr']]);
    expect(text).toBe(TEXT.replace('Pat.-Nr.', 'PatNr'));
  });

  it('adds and takes away columns, tables and keys', () => {
    const text = changedText(TEXT, [
      [
        ['tables', 1, 'columns', 'code'],
        ['DX1', 'DX2'],
      ],
      [['tables', 0, 'columns', 'start'], undefined],
      [['tables', 0, 'decimal'], undefined],
      [['name'], 'Extract'],
      [['tables', 2], { role: 'notes', files: 'briefe.csv', columns: {} }],
    ]);
    expect(parse(text)).toEqual({
      schema: 1,
      name: 'Extract',
      tables: [
        { role: 'admissions', files: 'faelle.csv', delimiter: ';', columns: { patient: 'Pat.-Nr.' } },
        { role: 'diagnoses', files: 'diagnosen.csv', columns: { code: ['DX1', 'DX2'] } },
        { role: 'notes', files: 'briefe.csv', columns: {} },
      ],
    });
    // What was written as {} has a line each now.
    expect(text).toContain('    columns:\n      code:\n        - DX1\n');
  });

  it('keeps what could be taken for a number or a word of YAML as text', () => {
    const text = changedText(TEXT, [
      [['tables', 0, 'columns', 'admission'], '007'],
      [
        ['tables', 0, 'missing'],
        ['NO', '-'],
      ],
    ]);
    expect(readDraft(text)?.tables[0]).toMatchObject({ columns: { admission: '007' }, missing: ['NO', '-'] });
  });
});
