import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateCohort } from '../main/synthetic/generate-cohort.ts';
import { peakResidentMegabytes } from './peak-resident.ts';
import { recordFigure } from './results.ts';

/**
 * Writing the synthetic cohort with its oracle, each size in a process of its own: `node bench/synthetic.ts`. With a
 * size as argument it is that process, and prints what it measured.
 */
const SIZES = [2_000, 20_000] as const;
const LARGEST = 500_000;

interface Measured {
  readonly seconds: number;
  readonly residentMegabytes: number;
}

async function measure(admissions: number): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lacuna-bench-'));
  try {
    const started = performance.now();
    await generateCohort({ admissions, output: path.join(folder, 'cohort') });
    const seconds = (performance.now() - started) / 1000;
    return { seconds, residentMegabytes: peakResidentMegabytes() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureApart(admissions: number): Measured {
  const output = execFileSync(process.execPath, [import.meta.filename, String(admissions)], {
    encoding: 'utf8',
  });
  return JSON.parse(output) as Measured;
}

function record(): void {
  const [small, large] = SIZES.map(measureApart);
  if (small === undefined || large === undefined) throw new Error('expected two sizes');
  const rate = SIZES[1] / large.seconds;
  const of = (size: number, { seconds, residentMegabytes }: Measured) =>
    `${size} in ${seconds.toFixed(1)} s at ${residentMegabytes.toFixed(0)} MB resident`;
  recordFigure({
    figure: 'synthetic cohort with its oracle, written as MIMIC-IV files',
    mustReach: '2,000 admissions under 3 s, memory that does not grow',
    measured: `${of(SIZES[0], small)}, ${of(SIZES[1], large)}: ${rate.toFixed(0)} admissions/s, so ${LARGEST} in about ${(LARGEST / rate / 60).toFixed(0)} min`,
  });
}

const size = process.argv[2];
if (size === undefined) record();
else console.log(JSON.stringify(await measure(Number(size))));
