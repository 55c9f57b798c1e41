import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FhirFolder } from '../../../testing/fhir-folder.ts';
import { base64, refersTo, type WrittenResource } from '../../../testing/fhir-resources.ts';
import { SAMPLE } from '../../../testing/fhir-sample.ts';
import { type Database, openDatabase } from '../../database.ts';
import { readLabBlock } from '../../labs/lab-block.ts';
import { importFolder } from '../import-folder.ts';

const SEED = 20_240_601;
const VARIANTS = 1500;

/** Ways to every element of a value, from the outermost in. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

/** A copy in which the element at the end of a way is another value, or gone. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) };
  copy[key] = replaced(copy[key], rest, by);
  return Array.isArray(value) ? Object.values(copy) : copy;
}

/** Names of drugs and places are used, and not kept by themselves. */
const KEPT = SAMPLE.filter(({ resourceType }) => !['Medication', 'Location'].includes(resourceType));

const variant = fc
  .record({
    resource: fc.constantFrom(...KEPT),
    at: fc.nat(),
    by: fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined }),
  })
  .map(({ resource, at, by }) => {
    const paths = pathsOf(resource).slice(1);
    return JSON.stringify(replaced(resource, paths[at % paths.length] ?? [], by));
  });

/** Lines of a file from which something is in the database. */
function landedLines(db: Database, file: string): Set<number> {
  const ofFile = '(SELECT id FROM source_file WHERE path = ?)';
  const lines = ['patient', 'encounter', 'stay_event', 'note'].flatMap((table) =>
    db.prepare<[string], number>(`SELECT line FROM ${table} WHERE file_id = ${ofFile}`).pluck().all(file),
  );
  const blocks = db
    .prepare<[string], Uint8Array>(`SELECT data FROM lab_block WHERE file_id = ${ofFile}`)
    .pluck()
    .all(file);
  return new Set([...lines, ...blocks.flatMap((data) => Array.from(readLabBlock(data), ({ line }) => line))]);
}

it('accounts for every record, whatever its elements are: it is in the database or it is counted', async () => {
  const folder = new FhirFolder();
  folder.writeNdjson();
  folder.write('variants.ndjson', fc.sample(variant, { seed: SEED, numRuns: VARIANTS }).join('\n'));
  const { files, rejected } = await importFolder({ folder: folder.folder, database: folder.database });
  for (const { file, read, imported, rejected: bad, duplicate, unused } of files)
    expect(read, file).toBe(imported + bad + duplicate + unused);
  const counts = files.find(({ file }) => file === 'variants.ndjson');
  expect(counts?.read).toBe(VARIANTS);
  expect(rejected).toBeGreaterThan(VARIANTS / 10);
  const db = openDatabase(folder.database);
  const landed = landedLines(db, 'variants.ndjson');
  db.close();
  expect(landed.size).toBe(counts?.imported);
});

const HOSTILE = [
  'He said "no",\r\nthen left;\n\n=HYPERLINK("x")',
  "'; DROP TABLE patient; --",
  '<script>alert(1)</script>',
  '\u202Egnp.exe, \u0000x'.replace('\u0000', ''),
  'tab\there, "quoted", \\back\\slash, ‘smart’, 日本語 🫀',
  '\rlone return',
  '"',
];

it('keeps texts as they are, whatever is in them', async () => {
  const folder = new FhirFolder();
  const notes = HOSTILE.map((text, index): WrittenResource => ({
    resourceType: 'DocumentReference',
    id: `n${index}`,
    status: 'current',
    subject: refersTo('Patient/p1'),
    date: '2019-03-10T11:00:00-04:00',
    content: [{ attachment: { contentType: 'text/plain', data: base64(text) } }],
  }));
  const conditions = HOSTILE.map((text, index): WrittenResource => ({
    resourceType: 'Condition',
    id: `h${index}`,
    code: { text },
    subject: refersTo('Patient/p1'),
    encounter: refersTo('Encounter/e1'),
  }));
  folder.writeNdjson([
    ...SAMPLE.filter(({ resourceType }) => ['Patient', 'Encounter'].includes(resourceType)),
    ...notes,
    ...conditions,
  ]);
  const { rejected } = await importFolder({ folder: folder.folder, database: folder.database });
  expect(rejected).toBe(0);
  const db = openDatabase(folder.database);
  const texts = db.prepare<[], string>('SELECT text FROM note ORDER BY source_key').pluck().all();
  const codes = db.prepare<[], string>(`SELECT code FROM concept WHERE system = 'TEXT'`).pluck().all();
  db.close();
  expect(texts).toEqual(HOSTILE.map((text) => text.trim()));
  expect(new Set(codes)).toEqual(new Set(HOSTILE));
});

it('rejects what a text may not hold', async () => {
  const folder = new FhirFolder();
  folder.writeNdjson(SAMPLE);
  const line = folder.append(
    'Condition.ndjson',
    JSON.stringify({
      ...SAMPLE.find(({ resourceType }) => resourceType === 'Condition'),
      id: 'nul',
      code: { text: 'a\u0000b' },
    }),
  );
  const number = folder.append(
    'Observation.ndjson',
    '{"resourceType":"Observation","status":"final","code":{},"valueQuantity":{"value":1e999}}',
  );
  const { errors } = await importFolder({ folder: folder.folder, database: folder.database });
  expect(errors).toEqual([
    expect.objectContaining({
      file: 'Condition.ndjson',
      line,
      column: 'Condition.code.text',
      code: 'bad_element',
    }),
    expect.objectContaining({
      file: 'Observation.ndjson',
      line: number,
      column: 'Observation.valueQuantity.value',
      code: 'bad_number',
    }),
  ]);
});
