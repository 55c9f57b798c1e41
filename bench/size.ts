import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { openDatabase } from '../main/records/database.ts';
import { importFolder, type ImportProgress } from '../main/records/importers/import-folder.ts';
import { labStorage } from '../main/records/labs/lab-storage.ts';
import { labsAlone, type RowCounts, writeMimicFolder } from './mimic-folder.ts';
import { peakResidentMegabytes } from './peak-resident.ts';
import { peerPython } from './peers/python.ts';
import { recordFigure } from './results.ts';

/**
 * How an import grows with the size of MIMIC-IV: `node bench/size.ts`. Laboratory results alone, and the shape of all
 * of MIMIC-IV v3.1, at parts of its size, each import in a process of its own; pandas and polars beside it on the same
 * file. With a folder as argument it is that process, and prints what it measured.
 */
const FULL: Required<RowCounts> = {
  patients: 364_627,
  admissions: 546_028,
  diagnoses_icd: 6_364_488,
  procedures_icd: 859_655,
  prescriptions: 20_292_611,
  labevents: 158_374_764,
};

interface Measured {
  readonly seconds: number;
  readonly residentMegabytes: number;
  readonly databaseMegabytes: number;
  readonly labRows: number;
  /** Of the lab blocks. */
  readonly bytesPerRow: number;
  /** Seconds by file and by what follows the reading. */
  readonly phases: Readonly<Record<string, number>>;
}

interface PeerMeasured {
  readonly read: number;
  readonly seconds: number;
  readonly rows: number;
  readonly residentMegabytes: number;
}

const program = new Command('size')
  .argument('[folder]', 'import this folder and print what was measured')
  .option('--parts <percents>', 'parts of the full size, in percent', '1,10')
  .option('--no-peers', 'leave pandas and polars out')
  .parse();
const flags = program.opts<{ parts: string; peers: boolean }>();

async function measure(records: string): Promise<Measured> {
  const place = mkdtempSync(path.join(tmpdir(), 'lacuna-bench-'));
  const database = path.join(place, 'records.db');
  const phases = new Phases();
  try {
    const started = performance.now();
    const onProgress = ({ phase, file }: ImportProgress): void => {
      phases.enter(phase === 'reading' ? (file ?? phase) : phase);
    };
    await importFolder({ folder: records, source: 'mimic-iv', database, onProgress });
    const seconds = (performance.now() - started) / 1000;
    phases.enter('end');
    const residentMegabytes = peakResidentMegabytes();
    const databaseMegabytes = statSync(database).size / 2 ** 20;
    const db = openDatabase(database, { readOnly: true });
    const { rows, bytes } = labStorage(db);
    db.close();
    return {
      seconds,
      residentMegabytes,
      databaseMegabytes,
      labRows: rows,
      bytesPerRow: bytes / rows,
      phases: phases.seconds,
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function measureApart(records: string): Measured {
  const output = execFileSync(process.execPath, [import.meta.filename, records], { encoding: 'utf8' });
  return JSON.parse(output) as Measured;
}

function measurePeer(peer: 'pandas' | 'pandas-whole' | 'polars', file: string, store: string): PeerMeasured {
  const script = path.join(import.meta.dirname, 'peers/load_labs.py');
  const output = execFileSync(peerPython('loading'), [script, peer, file, store], { encoding: 'utf8' });
  return JSON.parse(output) as PeerMeasured;
}

function partOf(part: number): RowCounts {
  const scaled = Object.entries(FULL).map(([table, rows]) => [table, Math.round(rows * part)]);
  return Object.fromEntries(scaled) as Required<RowCounts>;
}

async function recordAll(parts: readonly number[]): Promise<void> {
  const labs: Sized[] = [];
  const all: Sized[] = [];
  const place = mkdtempSync(path.join(tmpdir(), 'lacuna-bench-size-'));
  try {
    for (const part of parts) {
      const records = path.join(place, 'labs');
      await writeMimicFolder({
        rows: labsAlone(Math.round(FULL.labevents * part)),
        folder: records,
        compressed: false,
      });
      labs.push({ part, measured: measureApart(records) });
      if (part === Math.max(...parts) && flags.peers) recordPeers(part, labs.at(-1)?.measured, records);
      rmSync(records, { recursive: true });
      await writeMimicFolder({ rows: partOf(part), folder: records, compressed: false });
      all.push({ part, measured: measureApart(records) });
      rmSync(records, { recursive: true });
    }
    recordGrowth(labs, all);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function percent(part: number): string {
  return `${(part * 100).toFixed(0)} %`;
}

function recordGrowth(labs: readonly Sized[], all: readonly Sized[]): void {
  const rateOf = ({ labRows, seconds }: Measured): number => labRows / seconds / 1000;
  const rates = labs.map(({ measured }) => rateOf(measured));
  const [first = Number.NaN] = rates;
  recordFigure({
    figure: 'labs import at parts of the size of MIMIC-IV v3.1 (158 M rows)',
    mustReach:
      '700 k rows/s, 1.5 GB resident at most, 24 bytes a row, rows/s at 10 % at least 0.9 of those at 1 %',
    measured:
      `${labs.map(({ part, measured }) => `${percent(part)}: ${rateOf(measured).toFixed(0)} k rows/s, ${about(measured)}, ${measured.bytesPerRow.toFixed(1)} bytes a row`).join('; ')}; ` +
      `ratio of the largest to the smallest ${((rates.at(-1) ?? Number.NaN) / first).toFixed(2)}`,
  });
  const last = all.at(-1);
  if (last === undefined) return;
  const full = last.measured.seconds / last.part / 60;
  recordFigure({
    figure: 'patients, admissions, codes, prescriptions and labs of MIMIC-IV v3.1, by parts',
    mustReach: 'under 10 minutes for all by extrapolation',
    measured:
      `${all.map(({ part, measured }) => `${percent(part)}: ${measured.seconds.toFixed(1)} s, ${about(measured)} (${phaseText(measured)})`).join('; ')}; ` +
      `all of it about ${full.toFixed(1)} min and ${(last.measured.databaseMegabytes / last.part / 1024).toFixed(0)} GB, by the largest part`,
  });
}

interface Sized {
  readonly part: number;
  readonly measured: Measured;
}

function about({ residentMegabytes, databaseMegabytes }: Measured): string {
  return `${residentMegabytes.toFixed(0)} MB resident, database ${databaseMegabytes.toFixed(0)} MB`;
}

function phaseText({ phases }: Measured): string {
  return Object.entries(phases)
    .filter(([, seconds]) => seconds >= 0.1)
    .map(([name, seconds]) => `${name.replace('.csv', '')} ${seconds.toFixed(1)}`)
    .join(', ');
}

function recordPeers(part: number, ours: Measured | undefined, records: string): void {
  if (ours === undefined) return;
  const file = path.join(records, 'hosp/labevents.csv');
  const store = mkdtempSync(path.join(tmpdir(), 'lacuna-bench-store-'));
  try {
    const pandas = measurePeer('pandas', file, store);
    const whole = measurePeer('pandas-whole', file, store);
    const polars = measurePeer('polars', file, store);
    const rate = ({ seconds, rows }: PeerMeasured): string =>
      `${(rows / seconds / 1000).toFixed(0)} k rows/s`;
    const besideOurs = ({ seconds, residentMegabytes }: PeerMeasured): string =>
      `${(seconds / ours.seconds).toFixed(1)} x our time and ${(residentMegabytes / ours.residentMegabytes).toFixed(1)} x our memory`;
    recordFigure({
      figure: `labs import at ${percent(part)} beside pandas and polars, same file, one run`,
      mustReach: 'at least 2 x pandas + to_sql at a fifth of its peak memory at most',
      measured:
        `${(ours.labRows / ours.seconds / 1000).toFixed(0)} k rows/s at ${ours.residentMegabytes.toFixed(0)} MB; ` +
        `pandas with to_sql, a million rows at a time, ${rate(pandas)} at ${pandas.residentMegabytes.toFixed(0)} MB, ${besideOurs(pandas)}; ` +
        `the file as one frame ${rate(whole)} at ${whole.residentMegabytes.toFixed(0)} MB, ${besideOurs(whole)}; ` +
        `polars into sorted Parquet ${rate(polars)} at ${polars.residentMegabytes.toFixed(0)} MB; ` +
        `plain reading: ours ${(ours.phases['hosp/labevents.csv'] ?? Number.NaN).toFixed(1)} s, pandas ${pandas.read.toFixed(1)} s, polars ${polars.read.toFixed(1)} s`,
    });
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
}

/** Seconds of each phase, by the reports of an import. */
class Phases {
  readonly seconds: Record<string, number> = {};
  #name = 'looking at the folder';
  #since = performance.now();

  enter(name: string): void {
    if (name === this.#name) return;
    const now = performance.now();
    this.seconds[this.#name] = (this.seconds[this.#name] ?? 0) + (now - this.#since) / 1000;
    this.#name = name;
    this.#since = now;
  }
}

const [folder] = program.args;
if (folder !== undefined) console.log(JSON.stringify(await measure(folder)));
else await recordAll(flags.parts.split(',').map((part) => Number(part) / 100));
