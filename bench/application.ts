import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measureDemo, measureMimicImport, measureOpening, measureScoring } from './application/measure.ts';
import { load, type Lap } from './application/stopwatch.ts';
import { syntheticDatabase } from './gates/synthetic-database.ts';
import { recordFigure } from './results.ts';

/**
 * What a person waits for: the demo, opening a patient, scoring a cohort, importing the MIMIC-IV demo.
 * `lacuna bench application`, or `node bench/application.ts`.
 */
/** Leaves 10,000 of a cohort, after the deaths in hospital and the stays that a task does not hold. */
const ADMISSIONS = 10_500;
const SEED = 3;

const folder = await mkdtemp(path.join(tmpdir(), 'lacuna-application-'));
// Models and checkpoints stay out of the user's data.
process.env['LACUNA_HOME'] = folder;
try {
  await recordAll();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function recordAll(): Promise<void> {
  const mimic = await measureMimicImport(path.join(folder, 'mimic'));
  if (mimic === null) console.log('MIMIC-IV demo: ../shared/data is not there');
  else {
    record('import of the MIMIC-IV demo', 'under 10 s', `${inSeconds(mimic)} for ${mimic.rows} rows`);
  }
  const demo = await measureDemo(folder);
  const { write, import: read, train } = demo.parts;
  record(
    'demo cohort: write, import, train, first prediction',
    'under 60 s',
    `${inSeconds(demo)}: writing ${write.toFixed(1)} s, import ${read.toFixed(1)} s, training, scoring and prediction ${train.toFixed(1)} s`,
  );
  const opened = await measureOpening(demo.demo.database, demo.bundle);
  record(
    'open a patient: header, all subsets, contributions, features',
    '100 ms',
    `median ${opened.median.toFixed(1)} ms, 95th percentile ${opened.p95.toFixed(1)} ms of ${opened.n}; median of processor time ${opened.cpuMedian.toFixed(1)} ms. Toggling a modality asks nothing of the host`,
  );
  const cohort = await syntheticDatabase({
    admissions: ADMISSIONS,
    seed: SEED,
    folder,
    onStep: (step) => console.error(step),
  });
  const scored = await measureScoring(cohort.database, demo.bundle);
  const scoring = {
    seconds: scored.total.seconds - scored.read.seconds,
    cpuSeconds: scored.total.cpuSeconds - scored.read.cpuSeconds,
  };
  record(
    'score 10,000 admissions, every subset with contributions',
    '5 s',
    `${scored.n} admissions: scoring ${inSeconds(scoring)}; with reading and vectorizing their records ${inSeconds(scored.total)}`,
  );
}

function inSeconds({ seconds, cpuSeconds }: Lap): string {
  return `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processors)`;
}

function record(figure: string, mustReach: string, measured: string): void {
  recordFigure({ figure, mustReach, measured: `${measured}; ${load()}` });
}
