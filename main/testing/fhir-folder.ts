import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { byType, type WrittenResource } from './fhir-resources.ts';
import { SAMPLE } from './fhir-sample.ts';

/** A folder of FHIR in a temporary place, for a test to spoil. */
export class FhirFolder {
  readonly folder: string;
  /** A database path beside the folder's files, in no folder that exists yet. */
  readonly database: string;

  /** @param where a folder that the caller removes; otherwise a new one, removed when the test ends. */
  constructor(where?: string) {
    const place = where ?? mkdtempSync(path.join(tmpdir(), 'lacuna-folder-'));
    this.folder = path.join(place, 'fhir');
    this.database = path.join(place, 'data', 'records.db');
    mkdirSync(this.folder, { recursive: true });
    if (where === undefined) {
      onTestFinished(() => {
        rmSync(place, { recursive: true, force: true });
      });
    }
  }

  /** Writes a file for each type of resource. */
  writeNdjson(resources: readonly WrittenResource[] = SAMPLE): void {
    for (const [type, lines] of byType(resources)) this.write(`${type}.ndjson`, `${lines.join('\n')}\n`);
  }

  write(name: string, content: string | Uint8Array): void {
    writeFileSync(path.join(this.folder, name), content);
  }

  text(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  remove(name: string): void {
    rmSync(path.join(this.folder, name));
  }

  /** Adds a line at the end of a file, which need not be there, and returns its number. */
  append(name: string, line: string): number {
    const before = this.has(name) ? this.text(name) : '';
    this.write(name, `${before}${line}\n`);
    return before.split('\n').length;
  }

  private has(name: string): boolean {
    try {
      return this.text(name) !== '';
    } catch {
      return false;
    }
  }
}
