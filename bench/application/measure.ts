import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { prepareDemo, type PreparedDemo } from '../../main/demo/prepare-demo.ts';
import { encounterCoalitions } from '../../main/prediction/encounter-coalitions.ts';
import { vectorsOf } from '../../main/prediction/cohort-batch.ts';
import { withLoadedModel, type LoadedModel } from '../../main/prediction/loaded-model.ts';
import { predictAll } from '../../main/prediction/predict-all.ts';
import { labelledEncounters } from '../../main/records/cohorts/labelled-encounters.ts';
import { openDatabase, type Database } from '../../main/records/database.ts';
import { importFolder } from '../../main/records/importers/import-folder.ts';
import { encounterHeader } from '../../main/records/patients/encounter-header.ts';
import { registeredModel } from '../../main/records/models.ts';
import { MIMIC_DEMO_FOLDER } from '../../main/testing/mimic-demo.ts';
import { median, percentile } from '../results.ts';
import { timed, type Lap } from './stopwatch.ts';

/** Patients opened one after another. */
const OPENED = 200;
/** The first ones warm up what every later one shares. */
const WARM_UP = 10;
/** As `predictAll` reads them. */
const READ_AT_ONCE = 1_000;

export interface DemoFigures extends Lap {
  readonly demo: PreparedDemo;
  readonly bundle: string;
  /** Seconds on the clock of each part. */
  readonly parts: Readonly<Record<'write' | 'import' | 'train', number>>;
}

/** The demo from nothing: cohort written and imported, model trained, all scored, one admission predicted. */
export async function measureDemo(home: string): Promise<DemoFigures> {
  const marks = new Map<string, number>();
  const mark = (name: string): void => {
    if (!marks.has(name)) marks.set(name, performance.now());
  };
  const { result: demo, ...lap } = await timed(() =>
    prepareDemo(
      { home },
      {
        signal: new AbortController().signal,
        onStep: (step) => {
          mark(
            step.startsWith('writing the synthetic')
              ? 'write'
              : step.startsWith('importing')
                ? 'import'
                : 'train',
          );
        },
      },
    ),
  );
  const at = (name: string): number => marks.get(name) ?? Number.NaN;
  const ended = performance.now();
  const bundle = read(demo.database, (db) => registeredModel(db, demo.model).path);
  return {
    ...lap,
    demo,
    bundle,
    parts: {
      write: (at('import') - at('write')) / 1000,
      import: (at('train') - at('import')) / 1000,
      train: (ended - at('train')) / 1000,
    },
  };
}

export interface OpenFigures {
  readonly n: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly cpuMedian: number;
}

/** Opening a patient: the header, and the answer of the model for every subset of what there is. */
export function measureOpening(database: string, bundle: string): Promise<OpenFigures> {
  return reading(database, (db) =>
    withLoadedModel(bundle, async (model) => {
      const all = labelledEncounters(db, model.cohort);
      const stride = Math.max(1, Math.floor(all.length / (OPENED + WARM_UP)));
      const laps: Lap[] = [];
      for (const { encounter } of all.filter((_, i) => i % stride === 0).slice(0, OPENED + WARM_UP)) {
        const { seconds, cpuSeconds } = await timed(() => {
          encounterHeader(db, encounter);
          encounterCoalitions(db, model, encounter);
        });
        laps.push({ seconds, cpuSeconds });
      }
      const counted = laps.slice(WARM_UP);
      const milliseconds = counted.map(({ seconds }) => 1000 * seconds);
      return {
        n: counted.length,
        median: median(milliseconds),
        p95: percentile(milliseconds, 0.95),
        cpuMedian: median(counted.map(({ cpuSeconds }) => 1000 * cpuSeconds)),
      };
    }),
  );
}

export interface ScoringFigures {
  readonly n: number;
  /** Reading and vectorizing the records alone. */
  readonly read: Lap;
  /** Reading and scoring. */
  readonly total: Lap;
}

/** Scoring a whole cohort: every subset of every encounter, with contributions. */
export function measureScoring(database: string, bundle: string): Promise<ScoringFigures> {
  return reading(database, (db) =>
    withLoadedModel(bundle, async (model) => {
      // Compiles what both passes run, and warms the pages of the file.
      readAll(db, model, READ_AT_ONCE);
      const { result: n, ...read } = await timed(() => readAll(db, model));
      const { result: rows, ...total } = await timed(() => predictAll(db, model, { without: [] }));
      if (rows.length !== n) throw new Error(`read ${n} encounters and scored ${rows.length}`);
      return { n, read, total };
    }),
  );
}

function readAll(db: Database, model: LoadedModel, limit = Infinity): number {
  const encounters = labelledEncounters(db, model.cohort).slice(0, limit);
  for (let start = 0; start < encounters.length; start += READ_AT_ONCE) {
    vectorsOf(db, model, encounters.slice(start, start + READ_AT_ONCE));
  }
  return encounters.length;
}

/** Importing the MIMIC-IV demo; `null` where it is not beside the repository. */
export async function measureMimicImport(folder: string): Promise<(Lap & { rows: number }) | null> {
  if (!existsSync(MIMIC_DEMO_FOLDER)) return null;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { result, ...lap } = await timed(() =>
    importFolder({
      folder: MIMIC_DEMO_FOLDER,
      source: 'mimic-iv',
      database: path.join(folder, 'mimic.sqlite'),
    }),
  );
  return { ...lap, rows: result.files.reduce((sum, file) => sum + file.read, 0) };
}

function read<T>(database: string, work: (db: Database) => T): T {
  const db = openDatabase(database, { readOnly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

async function reading<T>(database: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(database, { readOnly: true });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
