import { describe, expect, it } from 'vitest';
import { csvOf } from './chart-table.ts';

describe('csvOf', () => {
  it('writes a header and rows, with quotes where they are needed', () => {
    const table = { columns: ['Name', 'n'], rows: [['a, "b"', '1,204']] };
    expect(csvOf(table)).toBe('Name,n\r\n"a, ""b""",1204');
  });

  it('gives programs the minus that they read', () => {
    expect(csvOf({ columns: ['x'], rows: [['−0.42'], ['+0.10']] })).toBe('x\r\n-0.42\r\n+0.10');
  });

  it('defuses what a spreadsheet would run', () => {
    expect(csvOf({ columns: ['x'], rows: [['=1+1'], ['@sum'], ['– –']] })).toBe("x\r\n'=1+1\r\n'@sum\r\n– –");
  });
});
