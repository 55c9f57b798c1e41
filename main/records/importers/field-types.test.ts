import { describe, expect, it } from 'vitest';
import { COLUMN_TYPES } from './column-types.ts';
import { fieldTypes } from './field-types.ts';
import type { TableSpec } from './table-spec.ts';

const SPEC: TableSpec = {
  table: 'root/rows',
  use: 'used',
  columns: {
    key: { type: 'integer' },
    born: { type: 'lifeDay', element: 'date of birth' },
    older: { type: 'text', optional: true },
  },
  without: null,
  rowBytes: null,
};

describe('types of fields', () => {
  it('are those of the columns in the order of the file, by their names in it', () => {
    expect(fieldTypes(['date of birth', 'constructor', 'born', 'key'], SPEC)).toEqual([
      'lifeDay',
      null,
      null,
      'integer',
    ]);
  });

  it('are left open where a text may mean something else than its type says', () => {
    expect(fieldTypes(['key'], { ...SPEC, emptyWords: [] })).toBeNull();
    expect(fieldTypes(['key'], { ...SPEC, columns: { key: { type: COLUMN_TYPES.integer } } })).toBeNull();
    const twice = { key: { type: 'integer' }, other: { type: 'text', element: 'key' } } as const;
    expect(fieldTypes(['key'], { ...SPEC, columns: twice })).toBeNull();
  });
});
