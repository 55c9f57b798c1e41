import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TableFolder } from './table-folder.ts';

const SAMPLE = path.join(import.meta.dirname, 'samples/omop');

/** The lines of each table of the sample. */
function sampleTables(): Record<string, string[]> {
  const files = readdirSync(SAMPLE).map((file) => [
    path.basename(file, '.csv'),
    readFileSync(path.join(SAMPLE, file), 'utf8').replace(/\n$/, '').split('\n'),
  ]);
  return Object.fromEntries(files) as Record<string, string[]>;
}

/** The made-up folder in the form of OMOP, in a temporary place, for a test to spoil. */
export class OmopFolder extends TableFolder {
  /** @param where a folder that the caller removes; otherwise a new one, removed when the test ends. */
  constructor(where?: string) {
    super({ name: 'omop', tables: sampleTables(), where });
  }
}
