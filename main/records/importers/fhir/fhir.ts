import { LacunaError } from '../../../errors.ts';
import type { CsvFile } from '../csv-file.ts';
import { jsonSample } from '../json-format.ts';
import type { SourceImporter } from '../source-importer.ts';
import type { TableSpec } from '../table-spec.ts';
import { importFhir } from './import-fhir.ts';
import { typeOf } from './read-resources.ts';
import { CONDITION } from './resources/condition.ts';
import { DIAGNOSTIC_REPORT } from './resources/diagnostic-report.ts';
import { DOCUMENT_REFERENCE } from './resources/document-reference.ts';
import { MEDICATION_ADMINISTRATION } from './resources/medication-administration.ts';
import { MEDICATION_REQUEST } from './resources/medication-request.ts';
import { OBSERVATION } from './resources/observation.ts';
import { PROCEDURE } from './resources/procedure.ts';
import { READERS } from './resources/readers.ts';

const TABLES = READERS.map(({ spec }) => spec);

/** A file whose resources may be of any type: a bundle, and NDJSON with several types in it. */
const BUNDLE: TableSpec = {
  table: 'Bundle',
  use: 'used',
  columns: {},
  holds: TABLES,
  without: null,
  // Notes may be among them.
  rowBytes: 400,
};

/** FHIR R4 as files: Bulk Data (NDJSON), bundles as Synthea writes them, and single resources. */
export const FHIR: SourceImporter = {
  kind: 'fhir',
  title: 'FHIR',
  tables: TABLES,
  modalityTables: {
    notes: [DOCUMENT_REFERENCE.spec, DIAGNOSTIC_REPORT.spec],
    labs: [OBSERVATION.spec],
    diagnoses: [CONDITION.spec],
    procedures: [PROCEDURE.spec],
    medications: [MEDICATION_REQUEST.spec, MEDICATION_ADMINISTRATION.spec],
  },
  ignoresCase: false,
  endings: '.ndjson or .ndjson.gz',
  recognises,
  specOf,
  hintFor: () => null,
  guessRelease: () => 'R4',
  importAll: importFhir,
};

/** NDJSON is nobody else's; JSON lies beside the tables of other sources, too. */
function recognises(_tables: ReadonlySet<string>, files: readonly CsvFile[]): boolean {
  const isOf = (format: CsvFile['format']) => files.some((file) => file.format === format);
  return isOf('ndjson') || (isOf('json') && !isOf('csv') && !isOf('parquet'));
}

/** What a file is read as, by the types of the resources at its start. A file that cannot be read is told to be wrong later. */
async function specOf(file: CsvFile): Promise<TableSpec | null> {
  if (file.format !== 'ndjson' && file.format !== 'json') return null;
  try {
    const { head } = await jsonSample(file);
    const text = head.toString('utf8');
    return file.format === 'json' ? specOfDocument(text) : specOfLines(text);
  } catch (error) {
    if (!(error instanceof LacunaError)) throw error;
    return BUNDLE;
  }
}

const TYPE = /"resourceType"\s*:\s*"(\w+)"/;

function specOfDocument(text: string): TableSpec | null {
  return TYPE.test(text) ? BUNDLE : null;
}

/** Bulk Data has one type a file; one that is not read, as the log of an export has none, need not be opened. */
function specOfLines(text: string): TableSpec | null {
  const types = new Set(text.split('\n').flatMap((line) => typeOfLine(line) ?? []));
  const [type = NO_TYPE, another] = [...types].filter((found) => found !== NO_TYPE);
  if (another !== undefined || types.size === 0) return BUNDLE;
  return TABLES.find(({ table }) => table === type) ?? null;
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
