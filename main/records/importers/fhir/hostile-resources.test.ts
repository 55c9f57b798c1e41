import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64, FhirFolder, refersTo, SAMPLE, type WrittenResource } from '../../../testing/fhir-folder.ts';
import { openDatabase } from '../../database.ts';
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

const variant = fc
  .record({
    resource: fc.constantFrom(...SAMPLE),
    at: fc.nat(),
    by: fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined }),
  })
  .map(({ resource, at, by }) => {
    const paths = pathsOf(resource).slice(1);
    return JSON.stringify(replaced(resource, paths[at % paths.length] ?? [], by));
  });

it('accounts for every record, whatever its elements are', async () => {
  const folder = new FhirFolder();
  folder.writeNdjson();
  const lines = fc.sample(variant, { seed: SEED, numRuns: VARIANTS });
  folder.write('variants.ndjson', lines.join('\n'));
  const { files, rejected, imported } = await importFolder({
    folder: folder.folder,
    database: folder.database,
  });
  for (const { file, read, imported: kept, rejected: bad, duplicate, unused } of files)
    expect(read, file).toBe(kept + bad + duplicate + unused);
  expect(files.find(({ file }) => file === 'variants.ndjson')?.read).toBe(VARIANTS);
  expect(rejected).toBeGreaterThan(VARIANTS / 10);
  // What was sound before is there still.
  expect(imported['patient']).toBeGreaterThanOrEqual(3);
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
