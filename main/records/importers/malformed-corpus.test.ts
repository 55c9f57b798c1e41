import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RandomStream } from '../../../models/random/random-stream.ts';
import type { ImportSummary } from '../../api/services.ts';
import type { ErrorCode } from '../../errors.ts';
import { databaseState } from '../../testing/database-state.ts';
import { HOSTILE_TEXTS, MALFORMED } from '../../testing/malformed-values.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { SPARE_ROWS } from '../../testing/spare-rows.ts';
import { checkIntegrity, openDatabase } from '../database.ts';
import { recordsHash } from '../records-hash.ts';
import { importFolder } from './import-folder.ts';
import { MIMIC_IV } from './mimic-iv/mimic-iv.ts';
import type { TableSpec } from './table-spec.ts';

/**
 * Two hundred malformed inputs and more, drawn with a seed from all tables, columns and ways of being wrong that are
 * known. What is harmless gives the records that the sound folder gives; a bad row is rejected, it alone, with file,
 * line, column and reason; what makes a table unusable stops the import and leaves the database as it was.
 */
const SEED = 20261127;
const BAD_ROWS = 110;
const BAD_TABLES = 60;

const random = RandomStream.fromSeed(SEED);
const tables = Object.keys(SPARE_ROWS);

function specOf(table: string): TableSpec {
  const spec = MIMIC_IV.tables.find((candidate) => candidate.table === table);
  if (spec === undefined) throw new Error(`no table ${table}`);
  return spec;
}

function pick<T>(choices: readonly T[]): T {
  const chosen = choices[random.uint32() % choices.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

/** A field as CSV writes it. */
function field(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Adds the spare row of a table, some of its values replaced; returns its physical line. */
function addSpare(folder: MimicFolder, table: string, values: Readonly<Record<string, string>> = {}): number {
  const row = Object.entries({ ...SPARE_ROWS[table], ...values }).map(([, text]) => field(text));
  return folder.append(table, row.join(','));
}

let place: string;
let template: string;
let templateHash: string;
/** Of the sound folder with every spare row. */
let sound: { summary: ImportSummary; hash: string };

beforeAll(async () => {
  place = mkdtempSync(path.join(tmpdir(), 'lacuna-corpus-'));
  template = path.join(place, 'template.db');
  const other = new MimicFolder(path.join(place, 'other'));
  await importFolder({ folder: other.folder, source: 'mimic-iv', database: template });
  templateHash = hashOf(template);
  const folder = soundFolder(path.join(place, 'sound'));
  const summary = await importFolder({ folder: folder.folder, database: folder.database });
  sound = { summary, hash: hashOf(folder.database) };
});
afterAll(() => {
  rmSync(place, { recursive: true });
});

function soundFolder(where?: string): MimicFolder {
  const folder = new MimicFolder(where);
  for (const table of tables) addSpare(folder, table);
  return folder;
}

function hashOf(database: string): string {
  const db = openDatabase(database);
  try {
    expect(checkIntegrity(db)).toEqual([]);
    return recordsHash(db);
  } finally {
    db.close();
  }
}

it('the sound folder, spare rows and all, is read without a rejected row', () => {
  expect(sound.summary.rejected).toBe(0);
});

interface BadRow {
  readonly table: string;
  readonly column: string;
  readonly value: string;
  readonly code: ErrorCode;
}

/** Every column with every text that is no value of it. */
const EVERY_BAD_ROW: readonly BadRow[] = tables.flatMap((table) =>
  Object.entries(specOf(table).columns).flatMap(([column, { type, required = false }]) => {
    if (typeof type !== 'string') return [];
    const { values, code } = MALFORMED[type];
    const blank: BadRow[] = required ? [{ table, column, value: '', code: 'missing_value' }] : [];
    const wrong = code === 'missing_value' && !required ? [] : values;
    return [...blank, ...wrong.map((value) => ({ table, column, value, code }))];
  }),
);

/** One bad row in every table at once: rounds of a seeded draw. */
const ROUNDS: readonly (readonly BadRow[])[] = Array.from(
  { length: Math.ceil(BAD_ROWS / tables.length) },
  () => tables.map((table) => pick(EVERY_BAD_ROW.filter((bad) => bad.table === table))),
);

describe.each(ROUNDS.map((round, index) => ({ round, index })))('bad rows, round $index', ({ round }) => {
  let summary: ImportSummary;
  const lineOf = new Map<BadRow, number>();

  beforeAll(async () => {
    const folder = new MimicFolder(mkdtempSync(path.join(place, 'round-')));
    for (const bad of round) lineOf.set(bad, addSpare(folder, bad.table, { [bad.column]: bad.value }));
    summary = await importFolder({ folder: folder.folder, database: folder.database });
    expect(hashOf(folder.database)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(round)('$table: $column = $value is rejected as $code', (bad) => {
    const found = summary.errors.filter(({ file }) => file === `${bad.table}.csv`);
    expect(found.map(({ line, column, code }) => ({ line, column, code }))).toEqual([
      { line: lineOf.get(bad), column: bad.column, code: bad.code },
    ]);
  });

  it('nothing else is rejected, and every row is accounted for', () => {
    expect(summary.rejected).toBe(round.length);
    for (const { read, imported, rejected, duplicate, unused } of summary.files)
      expect(read).toBe(imported + rejected + duplicate + unused);
  });
});

type Change = (folder: MimicFolder, table: string) => void;

function rewrite(change: (text: string) => string | Uint8Array): Change {
  return (folder, table) => folder.write(table, change(folder.text(table)));
}

function packedAs(change: (bytes: Buffer, text: string) => Uint8Array): Change {
  return (folder, table) => {
    const text = folder.text(table);
    writeFileSync(`${folder.path(table)}.gz`, change(gzipSync(text), text));
    folder.remove(table);
  };
}

/** Adds a column at the end; quoted fields may hold newlines, so a row ends where the next starts. */
function widened(name: string, value: string): Change {
  return (folder, table) => {
    const [header = '', ...rows] = lines(folder.text(table));
    const open = (line: string): boolean => line.split('"').length % 2 === 0;
    let inside = false;
    const wider = rows.map((line) => {
      inside = open(line) ? !inside : inside;
      return inside ? line : `${line},${value}`;
    });
    folder.write(table, `${[`${header},${name}`, ...wider].join('\n')}\n`);
  };
}

function lines(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** Cells of simple rows: the folder's quoted fields hold commas, so those tables are left out where columns move. */
function byColumns(change: (cells: string[]) => string[]): Change {
  return rewrite(
    (text) =>
      `${lines(text)
        .map((line) => change(line.split(',')).join(','))
        .join('\n')}\n`,
  );
}

const SIMPLE = tables.filter(
  (table) => !['hosp/labevents', 'hosp/prescriptions', 'note/discharge'].includes(table),
);

function columnOf(table: string): string {
  const { columns } = specOf(table);
  return pick(Object.keys(columns).filter((name) => columns[name]?.optional !== true));
}

interface BadTable {
  readonly name: string;
  readonly code: ErrorCode;
  readonly of?: readonly string[];
  readonly change: Change;
}

const BAD_TABLE_KINDS: readonly BadTable[] = [
  {
    name: 'a column taken out',
    code: 'missing_column',
    of: SIMPLE,
    change: (folder, table) => {
      const at = Object.keys(SPARE_ROWS[table] ?? {}).indexOf(columnOf(table));
      byColumns((cells) => cells.filter((_, index) => index !== at))(folder, table);
    },
  },
  {
    name: 'a column renamed',
    code: 'missing_column',
    change: (folder, table) => {
      const column = columnOf(table);
      const [header = '', ...rows] = folder.text(table).split('\n');
      const renamed = header.split(',').map((name) => (name === column ? `my_${name}` : name));
      folder.write(table, [renamed.join(','), ...rows].join('\n'));
    },
  },
  {
    name: 'a column twice',
    code: 'duplicate_column',
    change: (folder, table) => {
      const [header = '', ...rows] = folder.text(table).split('\n');
      folder.write(table, [`${header},${columnOf(table)}`, ...rows].join('\n'));
    },
  },
  { name: 'semicolons', code: 'wrong_delimiter', change: rewrite((text) => text.replaceAll(',', ';')) },
  { name: 'bars', code: 'wrong_delimiter', change: rewrite((text) => text.replaceAll(',', '|')) },
  {
    name: 'lines that end with a carriage return alone',
    code: 'wrong_delimiter',
    change: rewrite((text) => text.replaceAll('\n', '\r')),
  },
  {
    name: 'UTF-16, little end first',
    code: 'wrong_encoding',
    change: rewrite((text) => Buffer.from(`\uFEFF${text}`, 'utf16le')),
  },
  {
    name: 'UTF-16, big end first',
    code: 'wrong_encoding',
    change: rewrite((text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()),
  },
  {
    name: 'a Latin-1 letter in the last row',
    code: 'wrong_encoding',
    change: rewrite((text) => Buffer.concat([Buffer.from(text), Buffer.from('\u00FC,\n', 'latin1')])),
  },
  { name: 'a NUL in the header', code: 'wrong_encoding', change: rewrite((text) => `\0${text}`) },
  { name: 'no bytes', code: 'empty_file', change: rewrite(() => '') },
  {
    name: 'a quote in the last row that is never closed',
    code: 'unterminated_quote',
    change: rewrite((text) => `${text}"open`),
  },
  {
    name: 'a quoted field longer than any record',
    code: 'unterminated_quote',
    change: rewrite((text) => `${text}"${'long '.repeat(700_000)}"\n`),
  },
  { name: 'plain text called gzip', code: 'corrupt_gzip', change: packedAs((_, text) => Buffer.from(text)) },
  {
    name: 'gzip called plain text',
    code: 'wrong_encoding',
    change: rewrite((text) => gzipSync(text)),
  },
  {
    name: 'gzip cut short',
    code: 'corrupt_gzip',
    change: packedAs((bytes) => bytes.subarray(0, bytes.length - 1 - (random.uint32() % 12))),
  },
  {
    name: 'gzip with a byte of its checksum changed',
    code: 'corrupt_gzip',
    change: packedAs((bytes) => {
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 6) ^ 1, bytes.length - 6);
      return bytes;
    }),
  },
  {
    name: 'gzip of a hundred million zeros behind the header',
    code: 'unterminated_quote',
    change: packedAs((_, text) => gzipSync(Buffer.concat([Buffer.from(text), Buffer.alloc(100_000_000)]))),
  },
];

const BAD_TABLES_DRAWN = Array.from({ length: BAD_TABLES }, (_, index) => {
  const kind = BAD_TABLE_KINDS[index % BAD_TABLE_KINDS.length];
  if (kind === undefined) throw new Error('no kind');
  return { ...kind, table: pick(kind.of ?? tables) };
});

describe.each(BAD_TABLES_DRAWN)('$table: $name', ({ table, code, change }) => {
  it(`stops the import as ${code} and leaves the database as it was`, async () => {
    const folder = soundFolder();
    change(folder, table);
    mkdirSync(path.dirname(folder.database));
    copyFileSync(template, folder.database);
    const importing = importFolder({ folder: folder.folder, source: 'mimic-iv', database: folder.database });
    await expect(importing).rejects.toMatchObject({ code, file: expect.stringContaining(table) as unknown });
    expect(hashOf(folder.database)).toBe(templateHash);
  });
});

interface Harmless {
  readonly name: string;
  readonly of?: readonly string[];
  readonly change: Change;
}

const HARMLESS: readonly Harmless[] = [
  { name: 'columns in reverse order', of: SIMPLE, change: byColumns((cells) => cells.toReversed()) },
  { name: 'a column that nobody knows', change: widened('extra', 'x') },
  { name: 'tabs', of: SIMPLE, change: rewrite((text) => text.replaceAll(',', '\t')) },
  { name: 'a byte order mark', change: rewrite((text) => `\uFEFF${text}`) },
  { name: 'no newline at the end', change: rewrite((text) => text.trimEnd()) },
  { name: 'blank lines at the end', change: rewrite((text) => `${text}\n\n\n`) },
  {
    name: 'a header in capitals',
    change: rewrite((text) => text.replace(/^.*/, (header) => header.toUpperCase())),
  },
  {
    name: 'a header in quotes',
    change: rewrite((text) => text.replace(/^.*/, (header) => `"${header.replaceAll(',', '","')}"`)),
  },
  {
    name: 'blanks around the names of columns',
    change: rewrite((text) => text.replace(/^.*/, (header) => ` ${header.replaceAll(',', ' , ')} `)),
  },
  {
    name: 'every field in quotes',
    of: SIMPLE,
    change: byColumns((cells) => cells.map((cell) => (cell === '' ? cell : `"${cell}"`))),
  },
  { name: 'gzip', change: packedAs((bytes) => bytes) },
  {
    name: 'gzip of two members',
    change: packedAs((_, text) => {
      const middle = Math.floor(text.length / 2);
      return Buffer.concat([gzipSync(text.slice(0, middle)), gzipSync(text.slice(middle))]);
    }),
  },
  {
    name: 'a link out of the folder',
    change: (folder, table) => {
      const target = path.join(path.dirname(folder.folder), `${path.basename(table)}.elsewhere`);
      writeFileSync(target, readFileSync(folder.path(table)));
      folder.remove(table);
      symlinkSync(target, folder.path(table));
    },
  },
];

const LINE_ENDS: Harmless = {
  name: 'line ends of Windows',
  of: SIMPLE,
  change: rewrite((text) => text.replaceAll('\n', '\r\n')),
};

const CHANGES = [...HARMLESS, LINE_ENDS];

/** A different harmless change to every table at once: as many rounds as there are changes. */
describe.each(CHANGES.map((_, round) => ({ round })))('harmless changes, round $round', ({ round }) => {
  const changes = tables.flatMap((table, index) => {
    const kind = CHANGES[(round + index) % CHANGES.length];
    return kind !== undefined && (kind.of ?? tables).includes(table) ? [{ table, ...kind }] : [];
  });

  it(`give the same records: ${changes.map(({ table, name }) => `${table} ${name}`).join('; ')}`, async () => {
    const folder = soundFolder();
    for (const { table, change } of changes) change(folder, table);
    const summary = await importFolder({ folder: folder.folder, database: folder.database });
    expect(summary.rejected).toBe(0);
    expect(contentOf(folder.database)).toEqual(contentOf(path.join(place, 'sound/data/records.db')));
  });
});

/** What tells of the files themselves may differ. */
function contentOf(database: string): Record<string, string> {
  const about = new Set(['source', 'source_file', 'import_run', 'import_warning', 'audit_log']);
  return Object.fromEntries(Object.entries(databaseState(database)).filter(([table]) => !about.has(table)));
}

/** Columns of words with where they land in the database. */
const LANDINGS = [
  { table: 'note/discharge', column: 'text', sql: 'SELECT text FROM note WHERE text = ?' },
  {
    table: 'hosp/prescriptions',
    column: 'drug',
    sql: `SELECT code FROM concept WHERE system = 'DRUG' AND code = ?`,
  },
  { table: 'hosp/admissions', column: 'race', sql: 'SELECT race FROM encounter WHERE race = ?' },
  { table: 'hosp/transfers', column: 'careunit', sql: 'SELECT unit FROM transfer WHERE unit = ?' },
  { table: 'hosp/labevents', column: 'value', sql: 'SELECT text FROM lab_text WHERE text = ?' },
  { table: 'hosp/diagnoses_icd', column: 'icd_code', sql: 'SELECT code FROM concept WHERE code = ?' },
] as const;

/** Each text in one place after the other, a text in every place at once. */
describe.each(
  Array.from({ length: Math.ceil(HOSTILE_TEXTS.length / LANDINGS.length) }, (_, round) => ({ round })),
)('hostile texts, round $round', ({ round }) => {
  const rows = LANDINGS.flatMap((landing, index) => {
    const text = HOSTILE_TEXTS[round * LANDINGS.length + index];
    return text === undefined ? [] : [{ ...landing, text }];
  });

  it(`are text and land as they are: ${rows.map(({ text }) => JSON.stringify(text)).join(' ')}`, async () => {
    const folder = new MimicFolder();
    for (const { table, column, text } of rows) addSpare(folder, table, { [column]: text });
    const summary = await importFolder({ folder: folder.folder, database: folder.database });
    expect(summary.rejected).toBe(0);
    const db = openDatabase(folder.database, { readOnly: true });
    for (const { sql, text } of rows) expect(db.prepare<[string], string>(sql).pluck().get(text)).toBe(text);
    expect(checkIntegrity(db)).toEqual([]);
    db.close();
  });
});

it('has two hundred cases and more', () => {
  const harmless = CHANGES.flatMap(({ of }) => of ?? tables).length;
  const cases = ROUNDS.flat().length + BAD_TABLES_DRAWN.length + harmless + HOSTILE_TEXTS.length;
  expect(cases).toBeGreaterThanOrEqual(200);
});
