import { createHash } from 'node:crypto';
import type { Mapping } from '../../../api/mapping.ts';
import type { SourceImporter } from '../source-importer.ts';
import { findMappedFiles } from './find-mapped-files.ts';
import { importMapped } from './import-mapped.ts';
import { mappedTables, specsOf, tableNames } from './mapped-tables.ts';

const TITLE = 'your own tables';

/** Stands for mapped files where no mapping is named: no folder is recognised as such. */
export const UNMAPPED: SourceImporter = {
  kind: 'csv',
  title: TITLE,
  tables: [],
  modalityTables: { notes: [], labs: [], diagnoses: [], procedures: [], medications: [] },
  ignoresCase: true,
  recognises: () => false,
  hintFor: () => null,
  guessRelease: () => null,
  importAll: () => Promise.reject(new RangeError('there is no mapping')),
};

/** A hospital's own files, read as a mapping says. @param mapping one that `checkMapping` finds nothing wrong with. */
export function mappedImporter(mapping: Mapping): SourceImporter {
  const tables = mappedTables(mapping);
  const { events, results, notes } = tables;
  const ofModality = (modality: string) =>
    events.filter((table) => table.events.modality === modality).map(({ spec }) => spec);
  return {
    ...UNMAPPED,
    tables: specsOf(tables),
    modalityTables: {
      notes: notes.map(({ spec }) => spec),
      labs: results.map(({ spec }) => spec),
      diagnoses: ofModality('diagnoses'),
      procedures: ofModality('procedures'),
      medications: ofModality('medications'),
    },
    findFiles: (folder) => findMappedFiles(folder, mapping, tableNames(mapping)),
    fingerprint: createHash('sha256').update(JSON.stringify(mapping)).digest('hex'),
    guessRelease: () => mapping.name ?? null,
    importAll: (work) => importMapped(work, mapping, tables),
  };
}
