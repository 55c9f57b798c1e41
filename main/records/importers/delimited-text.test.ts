import { describe, expect, it } from 'vitest';
import { fieldsOfLine, rowsAsCsv, type TextForm } from './delimited-text.ts';

/** The rows as CSV, whatever runs the bytes come in. */
async function csvOf(bytes: Buffer, form: TextForm, run = bytes.length): Promise<string> {
  async function* runs(): AsyncGenerator<Buffer> {
    for (let from = 0; from < bytes.length; from += run)
      yield await Promise.resolve(bytes.subarray(from, from + run));
  }
  let text = '';
  for await (const part of rowsAsCsv(runs(), form)) text += part.toString('utf8');
  return text;
}

const semicolons: TextForm = { delimiter: ';', encoding: 'utf-8' };

describe('rows of other forms as CSV', () => {
  it.each([
    ['h;i\na;b\n', '"a","b"\n'],
    ['h;i\r\na,1;;\r\n', '"a,1",,\n'],
    ['h;i\n"a;1";"x ""y"" z"\n', '"a;1","x ""y"" z"\n'],
    ['h;i\n"two\r\nlines";b', '"two\r\nlines","b"'],
    ['h;i\n5" tube;b\n', '"5"" tube","b"\n'],
    ['h;i\n"";b\n', '"","b"\n'],
    // Broken quoting stays broken, so that the row is found.
    ['h;i\n"a"x;b\n', '"a"x,"b"\n'],
    ['h;i', ''],
  ])('%j', async (text, csv) => {
    for (const run of [text.length, 1, 3]) expect(await csvOf(Buffer.from(text), semicolons, run)).toBe(csv);
  });

  it.each([
    ['windows-1252', Buffer.from('h;i\nGr\xfc\xdfe;5 \x80\n', 'latin1')],
    ['utf-16le', Buffer.from('\uFEFFh;i\nGrüße;5 €\n', 'utf16le')],
    ['utf-8', Buffer.from('\uFEFFh;i\nGrüße;5 €\n')],
  ])('in %s', async (encoding, bytes) => {
    for (const run of [bytes.length, 1]) {
      expect(await csvOf(bytes, { delimiter: ';', encoding }, run)).toBe('"Grüße","5 €"\n');
    }
  });

  it('with commas already stay as they are', async () => {
    expect(await csvOf(Buffer.from('h,i\n"a",b;c\n'), { delimiter: ',', encoding: 'utf-8' })).toBe(
      '"a",b;c\n',
    );
  });
});

describe('the fields of a line', () => {
  it('may be quoted, and hold the delimiter and quotes', () => {
    expect(fieldsOfLine('a|"b|""c"""||', '|')).toEqual(['a', 'b|"c"', '', '']);
    expect(fieldsOfLine('"open|b', '|')).toBeNull();
  });
});
