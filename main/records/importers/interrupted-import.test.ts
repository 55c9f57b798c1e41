import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../models/random/random-stream.ts';
import { MimicFolder } from '../../testing/mimic-folder.ts';
import { checkIntegrity, openDatabase } from '../database.ts';
import { listImportRuns } from '../import-runs.ts';
import { recordsHash } from '../records-hash.ts';
import { importFolder, type ImportProgress } from './import-folder.ts';

const PROCESS = fileURLToPath(new URL('../../testing/import-process.ts', import.meta.url));
const KILLS = process.env['LACUNA_TEST_COUNTS'] === 'full' ? 50 : 5;
const LAB_ROWS = 60_000;

function start(folder: MimicFolder, environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [PROCESS, folder.folder, folder.database], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
}

async function linesOf(child: ChildProcess): Promise<string[]> {
  if (child.stdout === null) throw new Error('expected a pipe');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  return lines;
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

describe('an import that is killed', () => {
  it(
    `leaves the records as they were or whole, at each of ${KILLS} moments, and can be run again`,
    async () => {
      const random = RandomStream.fromSeed(20260521);
      const folder = largeFolder();
      const startedMs = performance.now();
      const [ready, whole] = await linesOf(start(folder));
      const wholeMs = performance.now() - startedMs;
      expect(ready).toBe('ready');
      rmSync(path.dirname(folder.database), { recursive: true });
      for (let kill = 0; kill < KILLS; kill += 1) {
        const child = start(folder);
        await once(child.stdout ?? child, 'data');
        await wait(random.float() * wholeMs);
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        if (!existsSync(folder.database)) continue;
        const db = openDatabase(folder.database);
        expect(checkIntegrity(db)).toEqual([]);
        const sources = db.prepare('SELECT count(*) FROM source').pluck().get();
        if (sources === 1) {
          expect(recordsHash(db)).toBe(whole);
        } else {
          expect(sources).toBe(0);
          expect(db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(0);
          expect(db.prepare('SELECT count(*) FROM rejected_row').pluck().get()).toBe(0);
        }
        expect(listImportRuns(db).filter(({ state }) => state === 'running')).toEqual([]);
        db.close();
        if (sources === 1) rmSync(path.dirname(folder.database), { recursive: true });
      }
      expect(await linesOf(start(folder))).toEqual(['ready', whole]);
      const left = readdirSync(path.dirname(folder.database)).filter((name) => name.includes('import'));
      expect(left).toEqual([]);
    },
    KILLS * 60_000,
  );
});

describe('an import that is cancelled', () => {
  it.each(['hosp/admissions', 'hosp/d_labitems', 'hosp/labevents', 'writing', 'committing'])(
    'ends within a second of it: %s',
    async (moment) => {
      const { folder, database } = largeFolder();
      const cancel = new AbortController();
      let cancelledMs = Infinity;
      const onProgress = ({ file, phase }: ImportProgress): void => {
        if (file !== `${moment}.csv` && phase !== moment) return;
        cancelledMs = Math.min(cancelledMs, performance.now());
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
      expect(performance.now() - cancelledMs).toBeLessThan(1000);
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
      const [, hash] = await linesOf(start(new MimicFolder(), { TZ }));
      hashes.push(hash);
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(hashes).size).toBe(1);
  }, 60_000);
});
