import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { wholeNumber } from '../main/cli/parse.ts';
import { load } from './application/stopwatch.ts';
import { measureFeatures, type FeatureFigures } from './cohort/features.ts';
import { measureList, type ListFigures } from './cohort/list.ts';
import { giveScores } from './cohort/scores.ts';
import { measureSelection, type SelectionFigures } from './cohort/selection.ts';
import { syntheticDatabase } from './gates/synthetic-database.ts';
import { recordFigure } from './results.ts';

/**
 * A cohort of as many admissions as MIMIC-IV has: choosing it, reading its features as training does, listing it in the
 * window. `lacuna bench cohort`, or `node bench/cohort.ts`. Each is measured in a process of its own, which is this
 * program with a part and a database, and prints what it measured.
 */
const PARTS = { selection: measureSelection, features: measureFeatures, list: measureList } as const;
type Part = keyof typeof PARTS;

const SEED = 1;
/** Figures of a smaller cohort are printed, and not written down. */
const FULL_SIZE = 500_000;

const program = new Command('cohort')
  .argument('[part]', 'measure this part in this process')
  .argument('[database]', 'of this database')
  .option('--admissions <n>', 'synthetic admissions', wholeNumber(1), FULL_SIZE)
  .option('--folder <folder>', 'keep the database here and find it again (default: a folder that is removed)')
  .parse();
const { admissions, folder } = program.opts<{ admissions: number; folder?: string }>();
const [part, database] = program.args;

if (part !== undefined && database !== undefined && Object.hasOwn(PARTS, part))
  console.log(JSON.stringify(await PARTS[part as Part](database)));
else await measureAll();

async function measureAll(): Promise<void> {
  const place = folder ?? (await mkdtemp(path.join(tmpdir(), 'lacuna-cohort-')));
  try {
    const onStep = (step: string): void => console.error(step);
    const made = await syntheticDatabase({ admissions, seed: SEED, folder: place, onStep });
    giveScores(made.database);
    const megabytes = (await stat(made.database)).size / 2 ** 20;
    console.error(`the database takes ${megabytes.toFixed(0)} MB`);
    recordSelection(apart<SelectionFigures>('selection', made.database));
    recordFeatures(apart<FeatureFigures>('features', made.database));
    recordList(apart<ListFigures>('list', made.database));
  } finally {
    if (folder === undefined) await rm(place, { recursive: true, force: true });
  }
}

function apart<Figures>(name: Part, of: string): Figures {
  console.error(`measuring ${name}`);
  const output = execFileSync(process.execPath, [import.meta.filename, name, of], { encoding: 'utf8' });
  return JSON.parse(output) as Figures;
}

function recordSelection({ encounters, seconds, cpuSeconds, residentMegabytes }: SelectionFigures): void {
  record(
    'choose a cohort with labels',
    'with its features under 120 s',
    `${encounters} encounters in ${inSeconds(seconds, cpuSeconds)} at ${residentMegabytes.toFixed(0)} MB resident`,
  );
}

function recordFeatures(figures: FeatureFigures): void {
  const { encounters, seconds, cpuSeconds, residentMegabytes, featureMegabytes, steps } = figures;
  const parts = Object.entries(steps).map(([step, took]) => `${step} ${took.toFixed(1)} s`);
  record(
    'cohort with labels and features, vocabulary learnt from the training split',
    'under 120 s and 2 GB',
    `${encounters} encounters in ${inSeconds(seconds, cpuSeconds)} at ${residentMegabytes.toFixed(0)} MB resident, ` +
      `${featureMegabytes.toFixed(0)} MB of it features; ${parts.join(', ')}`,
  );
}

function recordList({ preparing, meanwhile, opening, queries }: ListFigures): void {
  const most = (key: 'median' | 'p95' | 'first'): string => {
    const [worst] = queries.toSorted((a, b) => b[key] - a[key]);
    return worst === undefined ? 'none' : `${worst[key].toFixed(0)} ms (${worst.name})`;
  };
  for (const { name, first, median, p95 } of queries)
    console.error(
      `${name}: first ${first.toFixed(1)} ms, median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}`,
    );
  record(
    'list and filter a cohort in the window, a page of 100, first, middle and last',
    'under 100 ms a page',
    `slowest of ${queries.length} queries, at the handler: median ${most('median')}, 95th percentile ${most('p95')}, ` +
      `first page of a query ${most('first')}; opening the list in a new host ${opening.toFixed(0)} ms; prepared once, ` +
      `in the background, in ${(preparing / 1000).toFixed(1)} s, answers meanwhile within ${meanwhile.toFixed(0)} ms`,
  );
}

function inSeconds(seconds: number, cpuSeconds: number): string {
  return `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processors)`;
}

function record(figure: string, mustReach: string, measured: string): void {
  const name = `${figure}, of ${admissions} synthetic admissions`;
  if (admissions === FULL_SIZE) recordFigure({ figure: name, mustReach, measured: `${measured}; ${load()}` });
  else console.log(`${name}: ${measured}; ${load()} (must reach ${mustReach})`);
}
