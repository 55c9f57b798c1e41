import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { openDatabase } from '../database.ts';
import { READ_BYTES } from './csv-file.ts';
import { importFolder } from './import-folder.ts';
import { tabsAsCommas } from './tabs-as-commas.ts';

const HEADER = 'concept_id\tconcept_name\n';

/** Rewrites a text, handed over in pieces of this size. */
async function rewrite(text: string, size = READ_BYTES): Promise<string> {
  const bytes = Buffer.from(HEADER + text);
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
  }
  let written = '';
  for await (const run of tabsAsCommas(pieces(), Buffer.byteLength(HEADER))) {
    expect(run.length).toBeLessThanOrEqual(READ_BYTES);
    written += run.toString('latin1');
  }
  return Buffer.from(written, 'latin1').toString('utf8');
}

describe('text separated by tabs', () => {
  it('becomes CSV with every field quoted but the empty ones, and the header as it was', async () => {
    expect(await rewrite('1\t5" tube, "oral"\t\t\tx\r\n\n2\ta\rb\t')).toBe(
      `${HEADER}"1","5"" tube, ""oral""",,,"x"\n\n"2","a\rb",`,
    );
  });

  it('keeps any fields, however they are cut into pieces', async () => {
    const field = fc
      .string({ unit: 'binary', maxLength: 6 })
      .map((text) => text.replaceAll(/[\t\r\n]/g, ' '));
    const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const csv = await rewrite(rows.map((row) => `${row.join('\t')}\n`).join(''), size);
        const quoted = (text: string) => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`);
        expect(csv.slice(HEADER.length)).toBe(rows.map((row) => `${row.map(quoted).join(',')}\n`).join(''));
      }),
    );
  });

  it('fills run after run', async () => {
    const text = `${'"'.repeat(READ_BYTES)}\t\n`;
    expect(await rewrite(text)).toBe(`${HEADER}"${'"'.repeat(2 * READ_BYTES)}",\n`);
  });

  it('is imported as its twin with commas is, and a bad row is named with its line', async () => {
    const commas = new MimicFolder();
    const tabs = new MimicFolder();
    for (const table of ['hosp/patients', 'hosp/admissions', 'hosp/diagnoses_icd'])
      tabs.write(table, tabs.text(table).replaceAll(',', '\t'));
    const line = tabs.append('hosp/patients', 'one\tF\t52');
    const summaries = [];
    for (const { folder, database } of [commas, tabs])
      summaries.push(await importFolder({ folder, database }));
    expect(summaries[1]?.errors).toEqual([
      expect.objectContaining({ code: 'ragged_row', file: 'hosp/patients.csv', line }),
    ]);
    expect(summaries[1]?.imported).toEqual(summaries[0]?.imported);
    const [a, b] = [commas, tabs].map(({ database }) => {
      const db = openDatabase(database, { readOnly: true });
      const rows = db.prepare('SELECT * FROM patient ORDER BY id').all();
      db.close();
      return rows;
    });
    expect(b).toEqual(a);
  });
});
