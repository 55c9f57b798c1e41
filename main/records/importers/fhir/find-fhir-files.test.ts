import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { FhirFolder } from '../../../testing/fhir-folder.ts';
import { bundleOf } from '../../../testing/fhir-resources.ts';
import { SAMPLE } from '../../../testing/fhir-sample.ts';
import { inspectFolder } from '../inspect-folder.ts';
import { findFhirFiles } from './find-fhir-files.ts';

let folder: FhirFolder;

beforeEach(() => {
  folder = new FhirFolder();
});

describe('a folder of JSON', () => {
  it('is FHIR where any of it is a resource', async () => {
    folder.write('Anna.json', JSON.stringify(bundleOf(SAMPLE)));
    folder.write('Aaa.json', '{"name":"no resource"}');
    expect(await inspectFolder(folder.folder)).toMatchObject({ source: 'fhir' });
  });

  it('is no source where none is, for it may lie beside tables of another form', async () => {
    folder.write('settings.json', '{"name":"no resource"}');
    folder.write('labs.tsv', 'id\tvalue\n1\t2\n');
    await expect(inspectFolder(folder.folder)).rejects.toMatchObject({ code: 'wrong_source' });
  });

  it('is not FHIR beside tables of CSV', async () => {
    folder.write('Anna.json', JSON.stringify(bundleOf(SAMPLE)));
    folder.write('labs.csv', 'id,value\n1,2\n');
    await expect(inspectFolder(folder.folder)).rejects.toMatchObject({ code: 'wrong_source' });
  });
});

it('calls a compressed copy as the file it is a copy of, so that one of them is read', async () => {
  folder.writeNdjson();
  folder.write('Patient.ndjson.gz', gzipSync(folder.text('Patient.ndjson')).subarray(0, 20));
  const found = await findFhirFiles(folder.folder);
  expect(found.filter(({ name }) => name.startsWith('Patient')).map(({ table }) => table)).toEqual([
    'Patient/Patient.ndjson',
    'Patient/Patient.ndjson',
  ]);
  const { files, ready } = await inspectFolder(folder.folder);
  expect(ready).toBe(true);
  expect(files.find(({ file }) => file === 'Patient.ndjson.gz')).toMatchObject({ use: 'unused' });
});
