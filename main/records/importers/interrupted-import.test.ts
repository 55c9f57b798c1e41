import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { EicuFolder } from '../../testing/eicu-folder.ts';
import { FhirFolder } from '../../testing/fhir-folder.ts';
import {
  ADMISSIONS,
  DIAGNOSES,
  HospitalExtract,
  LONG,
  mappingOf,
  MEDICATIONS,
  NOTES,
} from '../../testing/hospital-extract.ts';
import { writeMedsSample } from '../../testing/meds-sample.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { OmopFolder } from '../../testing/omop-folder.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { checkIntegrity, openDatabase } from '../database.ts';
import { listImportRuns } from '../import-runs.ts';
import { recordsHash } from '../records-hash.ts';
import { importFolder, type ImportProgress } from './import-folder.ts';
import { writeMapping } from './mapped/read-mapping.ts';

const PROCESS = fileURLToPath(new URL('../../testing/import-process.ts', import.meta.url));
const FULL = process.env['LACUNA_TEST_COUNTS'] === 'full';
const LAB_ROWS = 60_000;

const temporary = temporaryFolder();

/** What a process imports. */
interface Place {
  readonly folder: string;
  readonly database: string;
  readonly mappingFile?: string;
}

function start({ folder, database, mappingFile }: Place, environment: NodeJS.ProcessEnv = {}): ChildProcess {
  const mapping = mappingFile === undefined ? [] : [mappingFile];
  return spawn(process.execPath, [PROCESS, folder, database, ...mapping], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
}

interface Said {
  readonly lines: readonly string[];
  /** From the first line to the end. */
  readonly importedMs: number;
}

async function saidBy(child: ChildProcess): Promise<Said> {
  if (child.stdout === null) throw new Error('expected a pipe');
  const lines: string[] = [];
  let readyMs = NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.length === 0) readyMs = performance.now();
    lines.push(line);
  }
  return { lines, importedMs: performance.now() - readyMs };
}

/** A folder that takes long enough to read to be interrupted at any point. */
function largeFolder(): MimicFolder {
  const folder = new MimicFolder();
  let rows = folder.text('hosp/labevents');
  for (let index = 0; index < LAB_ROWS; index += 1) {
    const time = `2150-03-0${1 + (index % 4)} 1${index % 10}:00:00`;
    rows += `${100 + index},101,201,11,${50_000 + (index % 300)},${time},,${index / 10},${index / 10},mg/dL,1,2,,,\n`;
  }
  folder.write('hosp/labevents', rows);
  return folder;
}

async function medsFolder(): Promise<Place> {
  const folder = path.join(temporary, 'meds');
  await writeMedsSample(folder);
  return { folder, database: path.join(temporary, 'data', 'records.db') };
}

function fhirFolder(): Place {
  const folder = new FhirFolder();
  folder.writeNdjson();
  return folder;
}

function ownTables(): Place {
  const extract = new HospitalExtract();
  writeFileSync(
    extract.mappingFile,
    writeMapping(mappingOf(ADMISSIONS, DIAGNOSES, LONG, MEDICATIONS, NOTES)),
  );
  return extract;
}

/** Every source of files, with how often its import is killed; those of a few rows at fewer moments. */
const KILLED: readonly [source: string, kills: number, make: () => Place | Promise<Place>][] = [
  ['mimic-iv', FULL ? 50 : 5, largeFolder],
  ['eicu', FULL ? 10 : 1, () => new EicuFolder()],
  ['omop', FULL ? 10 : 1, () => new OmopFolder()],
  ['meds', FULL ? 10 : 1, medsFolder],
  ['fhir', FULL ? 10 : 1, fhirFolder],
  ['csv', FULL ? 10 : 1, ownTables],
];

describe('an import that is killed', () => {
  it.each(KILLED)(
    'leaves the records as they were or whole, and can be run again: %s, moments: %i',
    async (_, kills, make) => {
      const random = RandomStream.fromSeed(20260521);
      const place = await make();
      const {
        lines: [ready, whole],
        importedMs,
      } = await saidBy(start(place));
      expect(ready).toBe('ready');
      expect(whole).toMatch(/^[0-9a-f]{64}$/);
      rmSync(path.dirname(place.database), { recursive: true });
      for (let killed = 0; killed < kills;) {
        if (await killAfter(start(place), random.float() * importedMs)) killed += 1;
        if (!existsSync(place.database)) continue;
        if (stateOf(place.database, whole) === 'whole')
          rmSync(path.dirname(place.database), { recursive: true });
      }
      expect((await saidBy(start(place))).lines).toEqual(['ready', whole]);
      const left = readdirSync(path.dirname(place.database)).filter((name) => name.includes('import'));
      expect(left).toEqual([]);
    },
    FULL ? 3_000_000 : 300_000,
  );
});

/** Kills a process some time after it is ready to import. Returns whether it was still at work. */
async function killAfter(child: ChildProcess, milliseconds: number): Promise<boolean> {
  await once(child.stdout ?? child, 'data');
  await wait(milliseconds);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode === 'SIGKILL';
}

/** Finds the records sound, and either all there or none. */
function stateOf(database: string, whole: string | undefined): 'whole' | 'empty' {
  const db = openDatabase(database);
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  try {
    expect(checkIntegrity(db)).toEqual([]);
    expect(listImportRuns(db).filter(({ state }) => state === 'running')).toEqual([]);
    if (count('source') === 1) {
      expect(recordsHash(db)).toBe(whole);
      return 'whole';
    }
    for (const table of ['source', 'patient', 'rejected_row']) expect(count(table)).toBe(0);
    return 'empty';
  } finally {
    db.close();
  }
}

describe('an import that is cancelled', () => {
  it.each(['hosp/admissions', 'hosp/d_labitems', 'hosp/labevents', 'writing', 'committing'])(
    'ends within a second of it: %s',
    async (moment) => {
      const { folder, database } = largeFolder();
      const cancel = new AbortController();
      let cancelledMs = Infinity;
      let cancelled = process.cpuUsage();
      const onProgress = ({ file, phase }: ImportProgress): void => {
        if (file !== `${moment}.csv` && phase !== moment) return;
        if (cancel.signal.aborted) return;
        cancelledMs = performance.now();
        cancelled = process.cpuUsage();
        cancel.abort();
      };
      const importing = importFolder({
        folder,
        source: 'mimic-iv',
        database,
        signal: cancel.signal,
        onProgress,
      });
      await expect(importing).rejects.toMatchObject({ name: 'AbortError' });
      // Of the processor: other tests share it. By the clock it only must not wait for anything.
      const { user, system } = process.cpuUsage(cancelled);
      expect((user + system) / 1000).toBeLessThan(1000);
      expect(performance.now() - cancelledMs).toBeLessThan(10_000);
      const db = openDatabase(database);
      expect(checkIntegrity(db)).toEqual([]);
      expect(db.prepare('SELECT count(*) FROM source').pluck().get()).toBe(0);
      expect(listImportRuns(db).map(({ state }) => state)).toEqual(['cancelled']);
      db.close();
    },
  );
});

describe('wall-clock times', () => {
  it('give the same records in every time zone', async () => {
    const hashes: (string | undefined)[] = [];
    for (const TZ of ['UTC', 'America/New_York', 'Asia/Kathmandu']) {
      const { lines } = await saidBy(start(new MimicFolder(), { TZ }));
      hashes.push(lines[1]);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(hashes).size).toBe(1);
  });
});
