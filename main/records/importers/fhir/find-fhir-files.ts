import { LacunaError } from '../../../errors.ts';
import { type DiskFile, holdsRows } from '../csv-file.ts';
import { findFiles } from '../find-files.ts';
import { jsonSample } from '../json-format.ts';
import { typeOf } from './read-resources.ts';

/** What a file of resources of several types is read as, as a bundle is. */
export const SEVERAL_TYPES = 'Bundle';

/** The paths, without extensions, of the files that hold resources of a type, as `findFhirFiles` names them. */
export function pathsOf(type: string): RegExp {
  return new RegExp(`^${type}/`);
}

/**
 * The files of a folder, those with resources named by their type: servers call them what they like. A file that is
 * there both plain and compressed has the same name twice.
 * @throws {LacunaError} as `findFiles`.
 */
export async function findFhirFiles(folder: string): Promise<DiskFile[]> {
  const types = new Map<string, string | null>();
  const named: DiskFile[] = [];
  for (const file of await findFiles(folder)) {
    const path = `${file.table}.${file.format}`;
    const type = types.has(path) ? types.get(path) : await typeOfFile(file);
    types.set(path, type ?? null);
    named.push(type === null || type === undefined ? file : { ...file, table: `${type}/${path}` });
  }
  return named;
}

/** NDJSON is nobody else's; JSON lies beside the tables of other sources, too. */
export async function holdResources(files: readonly DiskFile[]): Promise<boolean> {
  if (files.some(({ format }) => format === 'ndjson')) return true;
  if (files.some(({ format }) => holdsRows(format))) return false;
  for (const file of files) if ((await typeOfFile(file)) !== null) return true;
  return false;
}

/**
 * The type of the resources at the start of a file; `null`: it holds none. A file that cannot be read is told to be
 * wrong later.
 */
async function typeOfFile(file: DiskFile): Promise<string | null> {
  if (holdsRows(file.format)) return null;
  try {
    const { head } = await jsonSample(file);
    const text = head.toString('utf8');
    return file.format === 'json' ? typeOfDocument(text) : typeOfLines(text);
  } catch (error) {
    if (!(error instanceof LacunaError)) throw error;
    return SEVERAL_TYPES;
  }
}

const TYPE = /"resourceType"\s*:\s*"(\w+)"/;

function typeOfDocument(text: string): string | null {
  return TYPE.test(text) ? SEVERAL_TYPES : null;
}

/** Bulk Data has one type a file. The log of an export has none. */
function typeOfLines(text: string): string | null {
  const types = new Set(text.split('\n').flatMap((line) => typeOfLine(line) ?? []));
  if (types.size === 0) return SEVERAL_TYPES;
  const [type = null, another] = [...types].filter((found) => found !== NO_TYPE);
  return another === undefined ? type : SEVERAL_TYPES;
}

/** Of JSON that is no resource. */
const NO_TYPE = '';

/** `null` where nothing can be told: the last line of the start of a file, which is cut short, and what is no JSON. */
function typeOfLine(line: string): string | null {
  try {
    return typeOf(JSON.parse(line)) ?? NO_TYPE;
  } catch {
    return TYPE.exec(line)?.[1] ?? null;
  }
}
