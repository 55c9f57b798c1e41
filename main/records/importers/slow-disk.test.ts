import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Mapping } from '../../api/mapping.ts';
import { FhirFolder } from '../../testing/fhir-folder.ts';
import { ADMISSIONS, HospitalExtract, LONG, mappingOf } from '../../testing/hospital-extract.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { checkIntegrity, openDatabase } from '../database.ts';
import { listImportRuns } from '../import-runs.ts';
import { importFolder } from './import-folder.ts';

/** A folder of which one file lies on a disk that does not answer. */
interface Place {
  readonly folder: string;
  readonly database: string;
  readonly file: string;
  readonly mapping?: Mapping;
}

function mimic(table: string): Place {
  const { folder, database } = new MimicFolder();
  return { folder, database, file: path.join(folder, `${table}.csv`) };
}

function compressed(): Place {
  const folder = new MimicFolder();
  const file = `${folder.path('hosp/labevents')}.gz`;
  writeFileSync(file, gzipSync(folder.text('hosp/labevents')));
  folder.remove('hosp/labevents');
  return { folder: folder.folder, database: folder.database, file };
}

function fhir(): Place {
  const folder = new FhirFolder();
  folder.writeNdjson();
  return {
    folder: folder.folder,
    database: folder.database,
    file: path.join(folder.folder, 'Observation.ndjson'),
  };
}

function ownTables(): Place {
  const { folder, database } = new HospitalExtract();
  return {
    folder,
    database,
    mapping: mappingOf(ADMISSIONS, LONG),
    file: path.join(folder, 'labor_lang.csv'),
  };
}

/** A pipe takes the place of the file: its reader waits for the writer in the kernel, as for a disk. */
function becomePipe(file: string): number {
  rmSync(file);
  execFileSync('mkfifo', [file]);
  return openSync(file, 'r+');
}

function expectUnchanged(database: string, state: string): void {
  const db = openDatabase(database);
  onTestFinished(() => {
    db.close();
  });
  expect(checkIntegrity(db)).toEqual([]);
  expect(db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(0);
  expect(listImportRuns(db).map((run) => run.state)).toEqual([state]);
}

describe.skipIf(process.platform === 'win32')('a disk', () => {
  it.each([
    ['at the first byte', () => mimic('hosp/labevents'), 0],
    ['in a table that all others need', () => mimic('hosp/patients'), 0],
    ['within a compressed file', compressed, 40],
    ['within a file of FHIR', fhir, 600],
    ['within a table of their own', ownTables, 90],
  ])('that stops to answer %s does not keep an import from being cancelled', async (_, make, bytes) => {
    const { file, ...place } = make();
    const content = readFileSync(file);
    const cancel = new AbortController();
    let writer = NaN;
    const importing = importFolder({
      ...place,
      signal: cancel.signal,
      onInspected: () => {
        writer = becomePipe(file);
        writeSync(writer, content.subarray(0, bytes));
      },
    });
    const ended = importing.then(
      () => 'imported',
      (error: unknown) => error,
    );
    expect(await Promise.race([ended, wait(1500, 'waiting')])).toBe('waiting');
    cancel.abort();
    const cancelledMs = performance.now();
    expect(await ended).toMatchObject({ name: 'AbortError' });
    expect(performance.now() - cancelledMs).toBeLessThan(1000);
    closeSync(writer);
    expectUnchanged(place.database, 'cancelled');
  });

  it('that is slow is waited for, and a file that was not whole at first is refused by name', async () => {
    const { file, ...place } = fhir();
    const content = readFileSync(file);
    let written = Promise.resolve();
    const dripFeed = async (writer: number): Promise<void> => {
      for (let from = 0; from < content.length; from += 300) {
        writeSync(writer, content.subarray(from, from + 300));
        await wait(30);
      }
      closeSync(writer);
    };
    const importing = importFolder({
      ...place,
      onInspected: () => {
        written = dripFeed(becomePipe(file));
      },
    });
    await expect(importing).rejects.toMatchObject({ code: 'file_changed', file: 'Observation.ndjson' });
    await written;
    expectUnchanged(place.database, 'failed');
  });
});
