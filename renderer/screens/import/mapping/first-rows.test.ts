import { expect, it } from 'vitest';
import type { PreviewTable } from '../../../../main/api/mapping-preview.ts';
import { inFieldOrder, wordsRead } from './first-rows.ts';

const column = (place: (string | number)[]): PreviewTable['columns'][number] => ({
  place,
  column: place.join(' '),
  kind: 'text',
  form: null,
});
const row = (line: number, ...cells: readonly (readonly [string | null, string | null])[]) => ({
  line,
  cells: cells.map(([text, value]) => ({ text, value })),
  isUnused: false,
  rejected: null,
});

it('columns stand as they are asked for, with their cells; measurements last', () => {
  const shown = inFieldOrder(
    {
      columns: [column(['measurements', 0]), column(['columns', 'time']), column(['columns', 'admission'])],
      rows: [row(2, ['1,4', '1.4'], ['t', 't'], ['1001', '1001']), { ...row(3), cells: [] }],
    },
    { role: 'results' },
  );
  expect(shown.columns.map(({ place }) => place.at(-1))).toEqual(['admission', 'time', 0]);
  expect(shown.rows.map(({ cells }) => cells.map(({ value }) => value))).toEqual([['1001', 't', '1.4'], []]);
});

it('words are known by what they were read as', () => {
  const preview = {
    columns: [column(['columns', 'patient']), column(['columns', 'sex'])],
    rows: [
      row(2, ['P1', 'P1'], ['w ', 'F']),
      row(3, ['P2', 'P2'], ['m', 'M']),
      row(4, ['P3', 'P3'], ['W', 'F']),
      row(5, ['P4', 'P4'], ['?', null]),
    ],
  };
  expect(wordsRead(preview, ['columns', 'sex'])).toEqual({ F: ['W'], M: ['m'] });
  expect(wordsRead(preview, ['columns', 'died'])).toEqual({});
  expect(wordsRead(undefined, ['columns', 'sex'])).toEqual({});
});
