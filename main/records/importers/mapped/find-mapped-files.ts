import type { MappedTable, Mapping } from '../../../api/mapping.ts';
import { LacunaError } from '../../../errors.ts';
import type { DiskFile } from '../csv-file.ts';
import { type Ending, findFiles } from '../find-files.ts';
import { worded } from '../../../../models/wording.ts';

/** What the names of files that a mapping may name end with. */
const ENDINGS: readonly Ending[] = [
  { ending: /\.(csv|tsv|tab|txt|psv|dat)(\.gz)?$/i, format: 'delimited' },
  { ending: /\.parquet$/i, format: 'parquet' },
  { ending: /\.xlsx$/i, format: 'excel' },
];

export const USUAL_FORM = { delimiter: ',', encoding: 'utf-8' } as const;

/** All files of a folder that a mapping may name. @throws {LacunaError} as `findFiles`. */
export function findTables(folder: string): Promise<DiskFile[]> {
  return findFiles(folder, ENDINGS);
}

/**
 * The files that a mapping names, each once for every table that is read from it, and all others of the folder.
 * @param names of the tables, in the order of the mapping.
 * @throws {LacunaError} as `findFiles`; `missing_file` where no file fits a table.
 */
export async function findMappedFiles(
  folder: string,
  { tables }: Mapping,
  names: readonly string[],
): Promise<DiskFile[]> {
  const found = await findTables(folder);
  const taken = new Set<string>();
  const mapped = tables.flatMap((table, index) =>
    filesOf(table, found, folder).map((file) => ofTable(file, table, { name: names[index] ?? '', taken })),
  );
  const read = new Set(mapped.map(({ path }) => path));
  return [...mapped, ...found.filter(({ path }) => !read.has(path))];
}

/**
 * The first file that a table names, as the table reads it.
 * @throws {LacunaError} `missing_file` where no file fits it.
 */
export function firstFileOf(table: MappedTable, found: readonly DiskFile[], folder: string): DiskFile {
  const [first] = filesOf(table, found, folder);
  if (first === undefined) throw new RangeError('a table without files was not refused');
  return ofTable(first, table, { name: table.role, taken: new Set() });
}

/** @throws {LacunaError} `missing_file`. */
function filesOf({ files: pattern }: MappedTable, found: readonly DiskFile[], folder: string): DiskFile[] {
  const fits = patternOf(pattern);
  const files = found.filter(({ name }) => fits.test(name));
  if (files.length > 0) return files;
  throw new LacunaError('missing_file', worded`no file of the folder is called ${pattern}`, {
    file: folder,
    hint: 'correct the path in the mapping, or choose the folder that holds the file',
  });
}

/** A path in which `*` stands for any letters within a name; the same file may be compressed. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^(?:\\./)?${parts.join('[^/]*')}(?:\\.gz)?$`, 'i');
}

/** A file as a table reads it: `book.xlsx#Sheet`, and `book.xlsx#results` where another table has taken the name. */
function ofTable(
  file: DiskFile,
  table: MappedTable,
  { name, taken }: { readonly name: string; readonly taken: Set<string> },
): DiskFile {
  const { sheet } = table;
  const whole = sheet === undefined ? file.name : `${file.name}#${sheet}`;
  const unique = taken.has(whole) ? `${whole}#${name}` : whole;
  taken.add(unique);
  const { delimiter = USUAL_FORM.delimiter, encoding = USUAL_FORM.encoding } = table;
  return {
    ...file,
    name: unique,
    table: `${name}/${unique}`,
    ...(file.format === 'delimited' ? { form: { delimiter, encoding } } : {}),
    ...(sheet === undefined ? {} : { sheet }),
  };
}
