import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvScanner, type RecordSink } from './csv-scanner.ts';

interface Scanned {
  readonly records: { line: number; text: string }[];
  readonly scanner: CsvScanner;
  /** Bytes left open at the end. */
  readonly rest: string;
  /** Records taken as plain. */
  readonly plain: number;
}

interface Reading {
  /** Sizes of the pieces in which a stream hands the bytes over. */
  readonly pieces?: readonly number[];
  /** Whether plain records are taken as such. */
  readonly takesPlain?: boolean;
}

function scan(text: string, fields: number, { pieces = [], takesPlain = false }: Reading = {}): Scanned {
  const bytes = Buffer.from(text);
  const records: Scanned['records'] = [];
  let open: Buffer = Buffer.alloc(0);
  let plain = 0;
  const sink: RecordSink = {
    plain: (line, whole, from) => {
      const end = whole.indexOf(0x0a, from);
      const text = Buffer.from(whole.slice(from, end)).toString().replace(/\r$/, '');
      if (!takesPlain || text.includes('"') || text.split(',').length !== fields || text === '') return -1;
      plain += 1;
      records.push({ line, text });
      return end;
    },
    text: (line, from, to) => {
      records.push({ line, text: open.subarray(from, to).toString() });
    },
  };
  const scanner = new CsvScanner(fields, 2, sink);
  let at = 0;
  for (const size of pieces) {
    open = Buffer.concat([open, bytes.subarray(at, at + size)]);
    at = Math.min(at + size, bytes.length);
    open = open.subarray(scanner.scan(open, false));
  }
  open = Buffer.concat([open, bytes.subarray(at)]);
  open = open.subarray(scanner.scan(open, true));
  return { records, scanner, rest: open.toString(), plain };
}

describe('CSV scanner', () => {
  it('gives each record its physical line, newlines in quotes counted', () => {
    const { records } = scan('1,a\n2,"x\n\ny"\n\n3,"say ""no"""\r\n4,\n', 2);
    expect(records).toEqual([
      { line: 2, text: '1,a' },
      { line: 3, text: '2,"x\n\ny"' },
      { line: 7, text: '3,"say ""no"""' },
      { line: 8, text: '4,' },
    ]);
  });

  it('takes a last record without a newline', () => {
    expect(scan('1,a\n2,b', 2).records).toHaveLength(2);
  });

  it('tells ragged rows with their number of fields', () => {
    const { scanner, records } = scan('1,a\n2\n3,b,c\n4,d\n', 2);
    expect(scanner.broken).toEqual([
      { line: 3, kind: 'ragged', fields: 1, lines: 1 },
      { line: 4, kind: 'ragged', fields: 3, lines: 1 },
    ]);
    expect(records.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('takes a quote within a field that has none around it as it stands', () => {
    expect(scan('1,5" tube\n', 2).records).toEqual([{ line: 2, text: '1,5" tube' }]);
  });

  it('refuses text behind a closing quote', () => {
    expect(scan('1,"a"b\n2,c\n', 2).scanner.broken).toEqual([
      { line: 2, kind: 'quoting', fields: 2, lines: 1 },
    ]);
  });

  it('leaves an open quote and says where its record starts', () => {
    const { rest, scanner } = scan('1,a\n2,"b\n3,c\n', 2);
    expect(rest).toBe('2,"b\n3,c\n');
    expect(scanner.line).toBe(3);
  });

  it('offers each record as a plain one first, and counts it once', () => {
    const { records, scanner, plain } = scan('1,a\n2,"x\ny"\n\n3\n4,"b"\r\n5,"c"d\n6,e', 2, {
      takesPlain: true,
    });
    expect(records).toEqual([
      { line: 2, text: '1,a' },
      { line: 3, text: '2,"x\ny"' },
      { line: 7, text: '4,"b"' },
      { line: 9, text: '6,e' },
    ]);
    expect(plain).toBe(1);
    expect(scanner.records).toBe(4);
    expect(scanner.broken.map(({ line, kind }) => [line, kind])).toEqual([
      [6, 'ragged'],
      [8, 'quoting'],
    ]);
  });

  it('finds the same however the bytes are cut, whether plain records are taken or not', () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z0-9 .:-]{0,6}$/),
      fc
        .array(fc.constantFrom('a', ',', '\n', '""', 'é', '\r\n'), { maxLength: 6 })
        .map((parts) => `"${parts.join('')}"`),
    );
    const row = fc.tuple(cell, cell, cell).map((cells) => cells.join(','));
    const text = fc.array(row, { minLength: 1, maxLength: 12 }).map((rows) => `${rows.join('\n')}\n`);
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 40 });
    fc.assert(
      fc.property(text, cuts, fc.boolean(), (csv, pieces, takesPlain) => {
        const whole = scan(csv, 3);
        const cut = scan(csv, 3, { pieces, takesPlain });
        expect(cut.records).toEqual(whole.records);
        expect(cut.scanner.records).toBe(whole.records.length);
        expect(cut.rest).toBe('');
        // The lines say where the text of each record stands.
        const lines = csv.split('\n');
        for (const record of whole.records) {
          expect(lines[record.line - 2]).toBe(record.text.split('\n')[0]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
