import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { FhirFolder } from '../../../testing/fhir-folder.ts';
import { bundleOf, type WrittenResource } from '../../../testing/fhir-resources.ts';
import { SAMPLE } from '../../../testing/fhir-sample.ts';
import { MOST_DOCUMENT_BYTES } from '../json-format.ts';
import { importFolder } from '../import-folder.ts';
import { inspectFolder } from '../inspect-folder.ts';

let folder: FhirFolder;

beforeEach(() => {
  folder = new FhirFolder();
});

const importIt = () => importFolder({ folder: folder.folder, database: folder.database });

/** A resource of the sample, with some elements changed; `undefined` takes one out. */
function changed(id: string, changes: Readonly<Record<string, unknown>>): WrittenResource {
  const found = SAMPLE.find((one) => one['id'] === id);
  if (found === undefined) throw new Error(`the sample has no ${id}`);
  return { ...found, id: `bad-${id}`, ...changes };
}

const PERIOD = { start: '2019-03-09T22:00:00-05:00', end: '2019-03-09T21:00:00-05:00' };

const CASES: readonly {
  resource: WrittenResource | string;
  type: string;
  code: string;
  column: string | null;
}[] = [
  { type: 'Patient', resource: changed('p1', { id: 'p1' }), code: 'duplicate_key', column: 'Patient.id' },
  {
    type: 'Patient',
    resource: changed('p1', { gender: 'F' }),
    code: 'bad_element',
    column: 'Patient.gender',
  },
  {
    type: 'Patient',
    resource: changed('p1', { birthDate: '15.6.1950' }),
    code: 'bad_date',
    column: 'Patient.birthDate',
  },
  {
    type: 'Patient',
    resource: changed('p1', { birthDate: '1950-06-15T00:00:00Z' }),
    code: 'bad_date',
    column: 'Patient.birthDate',
  },
  {
    type: 'Patient',
    resource: changed('p1', { deceasedBoolean: 'no' }),
    code: 'bad_element',
    column: 'Patient.deceasedBoolean',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { status: undefined }),
    code: 'missing_value',
    column: 'Encounter.status',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { status: 'done' }),
    code: 'bad_element',
    column: 'Encounter.status',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { class: [{ code: 'IMP' }] }),
    code: 'bad_element',
    column: 'Encounter.class',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { period: undefined }),
    code: 'missing_value',
    column: 'Encounter.period.start',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { period: PERIOD }),
    code: 'discharge_before_admission',
    column: 'Encounter.period.end',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { subject: undefined }),
    code: 'missing_value',
    column: 'Encounter.subject',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { subject: { reference: 'Patient/nobody' } }),
    code: 'unknown_patient',
    column: 'Encounter.subject',
  },
  {
    type: 'Encounter',
    resource: changed('e1', { location: [{ location: {}, period: PERIOD }] }),
    code: 'bad_date',
    column: 'Encounter.location[0].period.end',
  },
  {
    type: 'Condition',
    resource: changed('c1', { encounter: { reference: 'Encounter/e9' } }),
    code: 'unknown_encounter',
    column: 'Condition.encounter',
  },
  {
    type: 'Condition',
    resource: changed('c1', { encounter: { reference: 'Encounter/e3' } }),
    code: 'unknown_encounter',
    column: 'Condition.encounter',
  },
  {
    type: 'Condition',
    resource: changed('c1', { onsetDateTime: '2019-02-30' }),
    code: 'bad_date',
    column: 'Condition.onsetDateTime',
  },
  {
    type: 'Condition',
    resource: changed('c1', { code: { coding: [{ code: 7 }] } }),
    code: 'bad_element',
    column: 'Condition.code.coding[0].code',
  },
  {
    type: 'Condition',
    resource: changed('c1', { modifierExtension: [{ url: 'x', valueBoolean: true }] }),
    code: 'modifier_extension',
    column: 'Condition.modifierExtension',
  },
  {
    type: 'Procedure',
    resource: changed('pr1', { performedPeriod: { start: 'May' } }),
    code: 'bad_date',
    column: 'Procedure.performedPeriod.start',
  },
  {
    type: 'MedicationRequest',
    resource: changed('mr1', { medicationReference: { reference: 'Medication/m9' } }),
    code: 'unknown_medication',
    column: 'MedicationRequest.medicationReference',
  },
  {
    type: 'MedicationRequest',
    resource: changed('mr1', { intent: undefined }),
    code: 'missing_value',
    column: 'MedicationRequest.intent',
  },
  {
    type: 'MedicationAdministration',
    resource: changed('ma1', { context: { reference: 'Encounter/e9' } }),
    code: 'unknown_encounter',
    column: 'MedicationAdministration.context',
  },
  {
    type: 'Observation',
    resource: changed('o1', { valueQuantity: { value: '1.4' } }),
    code: 'bad_number',
    column: 'Observation.valueQuantity.value',
  },
  {
    type: 'Observation',
    resource: changed('o1', { valueQuantity: { value: 1, comparator: '~' } }),
    code: 'bad_element',
    column: 'Observation.valueQuantity.comparator',
  },
  {
    type: 'Observation',
    resource: changed('o3', { component: [{ code: {} }, { valueQuantity: { value: 1 } }] }),
    code: 'missing_value',
    column: 'Observation.component[1].code',
  },
  {
    type: 'Observation',
    resource: changed('o2', { effectiveDateTime: undefined }),
    code: 'missing_value',
    column: 'Observation.effectiveDateTime',
  },
  {
    type: 'Observation',
    resource: changed('o1', { issued: '2019-03-10' }),
    code: 'bad_date',
    column: 'Observation.issued',
  },
  {
    type: 'Observation',
    resource: changed('o1', { valueQuantity: null }),
    code: 'bad_element',
    column: 'Observation.valueQuantity',
  },
  {
    type: 'DocumentReference',
    resource: changed('d1', {
      content: [{ attachment: { contentType: 'text/plain', data: 'not base64!' } }],
    }),
    code: 'bad_element',
    column: 'DocumentReference.content[0].attachment.data',
  },
  {
    type: 'DocumentReference',
    resource: changed('d1', { content: [{ attachment: { contentType: 'text/plain', data: '/w==' } }] }),
    code: 'bad_element',
    column: 'DocumentReference.content[0].attachment.data',
  },
  {
    type: 'DocumentReference',
    resource: changed('d1', { context: { encounter: [{ reference: 'Encounter/e9' }] } }),
    code: 'unknown_encounter',
    column: 'DocumentReference.context.encounter',
  },
  {
    type: 'DocumentReference',
    resource: changed('d1', {
      content: [
        { attachment: { contentType: 'text/plain', data: Buffer.alloc(2 << 20, 'x').toString('base64') } },
      ],
    }),
    code: 'record_too_large',
    column: 'DocumentReference',
  },
  { type: 'Condition', resource: '{"resourceType":"Condition",', code: 'bad_json', column: null },
  { type: 'Condition', resource: '["no resource"]', code: 'missing_value', column: 'resourceType' },
  { type: 'Condition', resource: '{"id":"c9"}', code: 'missing_value', column: 'resourceType' },
];

it('rejects each bad resource with its line, element and reason, and nothing else', async () => {
  folder.writeNdjson();
  const lines = CASES.map(({ type, resource }) =>
    folder.append(`${type}.ndjson`, typeof resource === 'string' ? resource : JSON.stringify(resource)),
  );
  const summary = await importIt();
  expect(summary.rejected).toBe(CASES.length);
  const found = new Map(summary.errors.map((error) => [`${error.file}:${error.line}`, error]));
  CASES.forEach(({ type, code, column }, index) => {
    const place = `${type}.ndjson:${lines[index]}`;
    expect(found.get(place), `${place} ${code}`).toMatchObject({ code, column });
  });
  expect(summary.imported).toMatchObject({
    patient: 3,
    encounter: 5,
    diagnosis: 3,
    medication: 3,
    lab: 4,
    note: 2,
  });
  for (const { file, read, imported, rejected, duplicate, unused } of summary.files)
    expect(read, file).toBe(imported + rejected + duplicate + unused);
});

it('never says what was written', async () => {
  folder.writeNdjson();
  folder.append('Patient.ndjson', JSON.stringify(changed('p1', { gender: 'SECRET', birthDate: 'SECRET' })));
  folder.append('Condition.ndjson', '{"SECRET": ');
  expect(JSON.stringify(await importIt())).not.toContain('SECRET');
});

it('counts the entries of a bundle, and rejects them by their number', async () => {
  const bad = changed('c1', { subject: undefined });
  folder.write('a.json', JSON.stringify(bundleOf([...SAMPLE, bad])));
  folder.write(
    'b.json',
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'DELETE' } }, null],
    }),
  );
  const { errors } = await importIt();
  expect(errors).toEqual([
    expect.objectContaining({ file: 'a.json', line: SAMPLE.length + 1, column: 'Condition.subject' }),
    expect.objectContaining({ file: 'b.json', line: 1, column: 'resourceType' }),
    expect.objectContaining({ file: 'b.json', line: 2, column: 'resourceType' }),
  ]);
});

it('takes a resource that occurs twice once, with all of its rows', async () => {
  folder.writeNdjson();
  folder.write('again.ndjson', `${folder.text('Condition.ndjson')}${folder.text('Observation.ndjson')}`);
  const { imported, files } = await importIt();
  expect(imported).toMatchObject({ diagnosis: 3, lab: 4 });
  expect(files.find(({ file }) => file === 'again.ndjson')).toMatchObject({
    read: 8,
    duplicate: 5,
    imported: 0,
    unused: 3,
  });
  expect(files.find(({ file }) => file === 'Observation.ndjson')).toMatchObject({
    imported: 3,
    duplicate: 0,
  });
});

describe('files as a whole', () => {
  beforeEach(() => {
    folder.writeNdjson();
  });

  it('refuses a bundle that would not fit into memory, and says what to do', async () => {
    folder.write('large.json', `{"resourceType":"Bundle","x":"${'x'.repeat(MOST_DOCUMENT_BYTES)}"}`);
    const refusal = {
      code: 'bundle_too_large',
      file: 'large.json',
      hint: expect.stringContaining('NDJSON') as string,
    };
    await expect(importIt()).rejects.toMatchObject(refusal);
    expect((await inspectFolder(folder.folder)).files).toContainEqual(
      expect.objectContaining({
        file: 'large.json',
        problems: [expect.objectContaining({ code: 'bundle_too_large' })],
      }),
    );
  });

  it('refuses one that is larger than it says it is', async () => {
    const texts = Array.from({ length: MOST_DOCUMENT_BYTES >> 8 }, (_, index) => 'x'.repeat(1 << 8) + index);
    const bomb = gzipSync(`{"resourceType":"Bundle","x":"${texts.join('')}"}`, { level: 1 });
    // The size that a gzip file states is that of its end.
    bomb.writeUInt32LE(1000, bomb.length - 4);
    folder.write('bomb.json.gz', bomb);
    await expect(importIt()).rejects.toMatchObject({ code: 'bundle_too_large', file: 'bomb.json.gz' });
  });

  it('names a document that is cut short, and compressed lines that are', async () => {
    folder.write('cut.json', JSON.stringify(bundleOf(SAMPLE)).slice(0, -5));
    await expect(importIt()).rejects.toMatchObject({ code: 'corrupt_json', file: 'cut.json' });
    folder.remove('cut.json');
    folder.write('cut.ndjson.gz', gzipSync(folder.text('Observation.ndjson')).subarray(0, 200));
    await expect(importIt()).rejects.toMatchObject({ code: 'corrupt_gzip', file: 'cut.ndjson.gz' });
  });

  it('rejects a line that is not UTF-8, and leaves out what is of another type', async () => {
    folder.write(
      'extra.ndjson',
      Buffer.concat([
        Buffer.from('{"resourceType":"Claim","id":"1"}\n{"resourceType":"Condition","id":"'),
        Buffer.from([0xe4]),
        Buffer.from(
          '"}\n{"resourceType":"Observation","status":"final","code":{},"subject":{"reference":"Group/1"}}\n',
        ),
      ]),
    );
    const { errors, warnings, files } = await importIt();
    expect(errors).toEqual([
      expect.objectContaining({ file: 'extra.ndjson', line: 2, code: 'wrong_encoding' }),
    ]);
    expect(warnings.filter(({ file }) => file === 'extra.ndjson').map(({ code }) => code)).toEqual([
      'about_no_person',
      'unread_kind',
    ]);
    expect(files).toContainEqual({
      file: 'extra.ndjson',
      read: 3,
      imported: 0,
      rejected: 1,
      duplicate: 0,
      unused: 2,
    });
  });

  it('takes a folder of another source for that one', async () => {
    await expect(inspectFolder(folder.folder, 'eicu')).rejects.toMatchObject({
      code: 'wrong_source',
      hint: expect.stringContaining('--source fhir') as string,
    });
  });
});
