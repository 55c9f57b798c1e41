import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../main/records/database.ts';
import { importFolder } from '../main/records/importers/import-folder.ts';
import { labStorage } from '../main/records/labs/lab-storage.ts';
import { labsAlone, writeMimicFolder } from './mimic-folder.ts';
import { peakResidentMegabytes } from './peak-resident.ts';
import { median, recordFigure } from './results.ts';

/**
 * Importing records, each time in a process of its own: `node bench/import.ts`. With a folder as argument it is that
 * process, and prints what it measured. Seconds are those of the whole import: survey, hashes, reading, checking every
 * row, sorting, packing and the commit.
 */
const LAB_ROWS = 1_000_000;
const RUNS = 5;
const DEMO = path.join(import.meta.dirname, '../../shared/data/mimic-iv-demo');

interface Measured {
  readonly seconds: number;
  readonly residentMegabytes: number;
  /** Bytes of the lab blocks for each result: value, both times, range, flag and line. */
  readonly bytesPerRow: number;
  readonly rows: number;
}

async function measure(folder: string): Promise<Measured> {
  const place = mkdtempSync(path.join(tmpdir(), 'lacuna-bench-'));
  const database = path.join(place, 'records.db');
  try {
    const started = performance.now();
    await importFolder({ folder, source: 'mimic-iv', database });
    const seconds = (performance.now() - started) / 1000;
    const residentMegabytes = peakResidentMegabytes();
    const db = openDatabase(database, { readOnly: true });
    const { rows, bytes } = labStorage(db);
    db.close();
    return { seconds, residentMegabytes, bytesPerRow: bytes / rows, rows };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function measureApart(folder: string): Measured {
  const output = execFileSync(process.execPath, [import.meta.filename, folder], { encoding: 'utf8' });
  return JSON.parse(output) as Measured;
}

function measureOften(folder: string): { seconds: number; least: number; last: Measured } {
  const runs = Array.from({ length: RUNS }, () => measureApart(folder));
  const [last] = runs.slice(-1);
  if (last === undefined) throw new Error('expected a run');
  const seconds = runs.map((run) => run.seconds);
  return { seconds: median(seconds), least: Math.min(...seconds), last };
}

async function recordLabs(): Promise<void> {
  const place = mkdtempSync(path.join(tmpdir(), 'lacuna-bench-labs-'));
  try {
    const measured: string[] = [];
    for (const compressed of [false, true]) {
      const folder = path.join(place, compressed ? 'gzip' : 'plain');
      await writeMimicFolder({ rows: labsAlone(LAB_ROWS), folder, compressed });
      const { seconds, least, last } = measureOften(folder);
      const rate = (duration: number): string => (last.rows / duration / 1000).toFixed(0);
      measured.push(
        `${compressed ? '.csv.gz' : '.csv'} ${rate(seconds)} k rows/s (best ${rate(least)}), ` +
          `${last.bytesPerRow.toFixed(1)} bytes a row, ${last.residentMegabytes.toFixed(0)} MB`,
      );
    }
    recordFigure({
      figure: 'labs import, synthetic 1 M rows, every row checked',
      mustReach: '600 k rows/s, 24 bytes a row, 1 GB resident at most',
      measured: `${measured.join('; ')} (medians of ${RUNS} whole imports)`,
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function recordDemo(): void {
  if (!existsSync(DEMO)) {
    console.log('MIMIC-IV demo import: not measured, ../shared/data/mimic-iv-demo is not there');
    return;
  }
  const { seconds, last } = measureOften(DEMO);
  recordFigure({
    figure: 'MIMIC-IV demo import',
    mustReach: 'under 10 s',
    measured: `${seconds.toFixed(1)} s at ${last.residentMegabytes.toFixed(0)} MB (median of ${RUNS})`,
  });
}

const folder = process.argv[2];
if (folder !== undefined) {
  console.log(JSON.stringify(await measure(folder)));
} else {
  recordDemo();
  await recordLabs();
}
