import { describe, expect, it } from 'vitest';
import {
  ADMISSIONS,
  DIAGNOSES,
  LONG,
  mappingOf,
  MEDICATIONS,
  NOTES,
  WIDE,
} from '../../../testing/hospital-extract.ts';
import { parseMapping, writeMapping } from './read-mapping.ts';

const FULL = mappingOf(ADMISSIONS, DIAGNOSES, WIDE, LONG, MEDICATIONS, NOTES);

const LINES = [
  'schema: 1',
  'tables:',
  '  - role: admissions',
  '    files: cases.csv',
  '    dates: DD.MM.YYYY',
  '    columns:',
  '      patient: pid',
  '      admission: visit',
  '      start: in',
  '      end: out',
];

const parsed = (...changes: readonly (readonly [line: number, text: string])[]) => {
  const lines = [...LINES];
  for (const [line, text] of changes) lines[line - 1] = text;
  return parseMapping(lines.join('\n'), 'mapping.yaml');
};

describe('a mapping', () => {
  it('is the same after it was written and read', () => {
    expect(parseMapping(writeMapping(FULL), 'mapping.yaml')).toEqual(FULL);
    expect(parseMapping(JSON.stringify(FULL), 'mapping.json')).toEqual(FULL);
  });

  it('takes the form of YAML that people write', () => {
    expect(parsed()).toMatchObject({ tables: [{ role: 'admissions', columns: { patient: 'pid' } }] });
  });

  it.each([
    [[[3, '  - role: [admissions']], 4, 'Flow sequence'],
    [[[1, 'schema: 2']], 1, 'schema'],
    [[[3, '  - role: stays']], 3, 'role'],
    [[[5, '    date: DD.MM.YYYY']], 5, 'date means nothing here'],
    [[[5, '    dates: DD.MM.YY']], 5, 'DD.MM.YY'],
    [[[5, '    dates: MM.YYYY']], 5, 'names no day'],
    [[[9, '      start: { column: in, dates: HH:mm }']], 9, 'HH:mm'],
    [[[5, '    delimiter: x']], 5, 'delimiter'],
    [[[5, '    encoding: ebcdic']], 5, 'encoding'],
    [[[7, '      patent: pid']], 6, 'patient'],
    [[[10, '      end: { column: out, word: x }']], 10, 'word'],
    [[[10, '      end: out\n      died: { column: x, words: { maybe: [x] } }']], 11, 'maybe'],
    [[[1, 'schema: 1\ndeathsKnownUntil: 2020-01-01']], 2, 'when people died'],
    [
      [
        [3, '  - role: people'],
        [8, ''],
        [9, ''],
        [10, ''],
      ],
      2,
      'without admissions nothing can be imported',
    ],
  ] as const)('says where it cannot be used: %j', (changes, line, words) => {
    expect.assertions(2);
    try {
      parsed(...changes);
    } catch (error) {
      expect(error).toMatchObject({ code: 'bad_mapping', file: 'mapping.yaml', line });
      expect((error as Error).message).toContain(words);
    }
  });

  it.each([
    [{ role: 'diagnoses', files: 'x', columns: { patient: 'p', code: 'c' } }, 'when the events were'],
    [
      { role: 'diagnoses', files: 'x', columns: { code: 'c', time: 't' } },
      'neither a patient nor an admission',
    ],
    [{ role: 'results', files: 'x', columns: { patient: 'p', time: 't', value: 'v' } }, 'what was measured'],
    [{ role: 'results', files: 'x', columns: { patient: 'p', time: 't', code: 'c' } }, 'holds the values'],
    [
      {
        role: 'results',
        files: 'x',
        columns: { patient: 'p', time: 't', code: 'c' },
        measurements: [{ column: 'a' }],
      },
      'measurements as well',
    ],
    [ADMISSIONS, 'a second table'],
  ] as const)('must say what is needed of a table: %j', (table, words) => {
    const text = JSON.stringify(mappingOf(ADMISSIONS, table as never), null, 1);
    expect(() => parseMapping(text, 'mapping.json')).toThrow(words);
  });

  it('that refers to itself without end is refused', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x,x]'];
    for (const [name, of] of ['ba', 'cb', 'dc', 'ed'].map((pair) => [...pair])) {
      bomb.push(`${name}: &${name} [${Array(10).fill(`*${of}`).join(',')}]`);
    }
    expect(() => parseMapping(bomb.join('\n'), 'mapping.yaml')).toThrow(
      'a reference of the file cannot be followed',
    );
  });
});
