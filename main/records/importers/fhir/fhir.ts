import type { SourceImporter } from '../source-importer.ts';
import type { TableSpec } from '../table-spec.ts';
import { findFhirFiles, holdResources, pathsOf, SEVERAL_TYPES } from './find-fhir-files.ts';
import { importFhir } from './import-fhir.ts';
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
  table: SEVERAL_TYPES,
  parts: pathsOf(SEVERAL_TYPES),
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
  tables: [BUNDLE, ...TABLES],
  modalityTables: {
    notes: [DOCUMENT_REFERENCE.spec, DIAGNOSTIC_REPORT.spec],
    labs: [OBSERVATION.spec],
    diagnoses: [CONDITION.spec],
    procedures: [PROCEDURE.spec],
    medications: [MEDICATION_REQUEST.spec, MEDICATION_ADMINISTRATION.spec],
  },
  ignoresCase: false,
  endings: '.ndjson or .ndjson.gz',
  recognises: (_tables, files) => holdResources(files),
  findFiles: findFhirFiles,
  hintFor: () => null,
  guessRelease: () => 'R4',
  importAll: importFhir,
};
