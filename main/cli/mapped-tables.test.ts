import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importSummary, inspection } from '../api/imports.ts';
import { mappingPreview } from '../api/mapping-preview.ts';
import { mappingProposal } from '../api/mapping-proposal.ts';
import { HospitalExtract } from '../testing/hospital-extract.ts';
import { documentOf, errorOf, runLacuna, type Ended } from '../testing/lacuna-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

describe('your own tables by command line', () => {
  const folder = temporaryFolder();
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const extract = new HospitalExtract(folder);
  const mapping = path.join(folder, 'mapping.yaml');
  const database = path.join(folder, 'records.sqlite');
  const lacuna = (...args: string[]): Promise<Ended> => runLacuna([...args, '--json'], { home });

  it('a mapping is proposed, looked through, and imported by', async () => {
    const proposal = documentOf(
      await lacuna('mapping', extract.folder, '--output', mapping),
      mappingProposal,
    );
    expect(readFileSync(mapping, 'utf8')).toBe(proposal.yaml);
    expect(errorOf(await lacuna('mapping', extract.folder, '--output', mapping))).toMatchObject({
      code: 'output_unwritable',
    });
    const by = ['--source', 'csv', '--mapping', mapping, '--database', database];
    const found = documentOf(await lacuna('import', extract.folder, '--inspect', ...by), inspection);
    expect(found).toMatchObject({ source: 'csv', ready: true });
    const summary = documentOf(await lacuna('import', extract.folder, ...by), importSummary);
    expect(summary).toMatchObject({ source: 'csv', rejected: 0, imported: { encounter: 4 } });
  });

  it('the first rows are shown as a mapping reads them, one that is not done included', async () => {
    const by = ['mapping', extract.folder, '--preview'];
    const shown = documentOf(await lacuna(...by, mapping, '--rows', '1'), mappingPreview);
    expect(shown.faults).toEqual([]);
    expect(shown.tables.map(({ file, rows }) => [file, rows.length])).toContainEqual(['faelle.csv', 1]);
    const lines = await runLacuna([...by, mapping], { home });
    expect(lines.stdout).toMatch(/ 2 +P1 +F +1950-03-02 +1001 +2020-02-01 10:00/);
    expect(lines.stdout).toContain('not read: größe (cm)');
    const partial = path.join(folder, 'partial.yaml');
    writeFileSync(partial, readFileSync(mapping, 'utf8').replace(/^ *start: .*\n/m, ''));
    const faults = await runLacuna([...by, partial], { home });
    expect(faults.stdout).toMatch(/still to be said: line \d+, tables\.\d\.columns\.start/);
    expect(errorOf(await lacuna(...by, path.join(folder, 'none.yaml')))).toMatchObject({
      code: 'file_unreadable',
    });
    expect(errorOf(await lacuna(...by, mapping, '--rows', '1000'))).toMatchObject({ code: 'usage' });
  });

  it('without a mapping nothing is imported, and with a bad one neither, by its line', async () => {
    const to = ['--database', path.join(folder, 'other.sqlite')];
    expect(errorOf(await lacuna('import', extract.folder, '--source', 'csv', ...to))).toMatchObject({
      code: 'usage',
      exit: 2,
    });
    const bad = path.join(folder, 'bad.yaml');
    writeFileSync(bad, 'schema: 1\ntables:\n  - role: cases\n');
    expect(errorOf(await lacuna('import', extract.folder, '--mapping', bad, ...to))).toMatchObject({
      code: 'bad_mapping',
      file: bad,
      line: 3,
    });
    expect(
      errorOf(await lacuna('import', extract.folder, '--source', 'omop', '--mapping', mapping, ...to)),
    ).toMatchObject({ code: 'usage', exit: 2 });
  });
});
