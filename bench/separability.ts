import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { PRESETS, resolveConfiguration } from '../models/training/configuration.ts';
import type { Dataset } from '../models/training/dataset.ts';
import { trainModel } from '../models/training/train.ts';
import { SYNTHETIC_TASKS, type SyntheticTask } from '../main/synthetic/tasks.ts';
import { wholeNumber } from '../main/cli/parse.ts';
import { loadEngine } from '../main/engine/load-engine.ts';
import { openDatabase } from '../main/records/database.ts';
import { prepareDataset } from '../main/training/prepare-dataset.ts';
import { syntheticDatabase } from './gates/synthetic-database.ts';
import { recordFigure } from './results.ts';
import { separabilityOf, type Separability } from './separability/separability.ts';

/**
 * Whether the adversary makes latents of different modalities harder to tell apart: the same network with it and
 * without, over five seeds. `lacuna bench separability`, or `node bench/separability.ts`.
 */
const SEEDS = [1, 2, 3, 4, 5] as const;
/** 97.5 % point of Student's t with 4 degrees of freedom, for five pairs. */
const T_4 = 2.7764451051977987;

interface Flags {
  readonly admissions: number;
  readonly task: SyntheticTask;
  readonly preset: keyof typeof PRESETS;
  readonly lambda?: number;
  readonly folder: string;
  readonly json?: boolean;
  readonly record?: boolean;
}

interface Difference {
  readonly with: number;
  readonly without: number;
  readonly difference: number;
  /** 95 %, Student's t over seeds. */
  readonly interval: readonly [number, number];
}

const flags = new Command('separability')
  .description('separability of the latents with the adversary and without')
  .option('--admissions <n>', 'synthetic admissions', wholeNumber(1), 5_000)
  .addOption(new Option('--task <task>', 'what to predict').choices(SYNTHETIC_TASKS).default('mortality-90d'))
  .addOption(
    new Option('--preset <preset>', 'training preset')
      .choices(['quick', 'desktop', 'paper'])
      .default('desktop'),
  )
  .option('--lambda <weight>', 'weight of the adversary (default: of the preset)', Number)
  .option('--folder <folder>', 'where databases are kept', path.join(tmpdir(), 'lacuna-gates'))
  .option('--json', 'print one JSON document on standard output')
  .option('--record', 'write the figures to bench/RESULTS.md')
  .parse()
  .opts<Flags>();

process.env['LACUNA_HOME'] = path.join(flags.folder, 'home');
const lambda = flags.lambda ?? PRESETS[flags.preset].lambda;
const dataset = await readDataset();
await loadEngine('auto');
const found = await measureSeeds(dataset);
report(found);

async function readDataset(): Promise<Dataset> {
  const { admissions, folder, task } = flags;
  const { database } = await syntheticDatabase({
    admissions,
    seed: 1,
    folder,
    onStep: (step) => console.error(step),
  });
  const db = openDatabase(database, { readOnly: true });
  try {
    return (await prepareDataset(db, { task, preset: 'default' }, {})).dataset;
  } finally {
    db.close();
  }
}

/** Both networks of a seed start from the same weights and see the same batches. */
async function measureSeeds(data: Dataset): Promise<{ with: Separability[]; without: Separability[] }> {
  const measured: { with: Separability[]; without: Separability[] } = { with: [], without: [] };
  for (const seed of SEEDS) {
    for (const arm of ['with', 'without'] as const) {
      const weight = arm === 'with' ? lambda : 0;
      // Latents are of the first member, so one is enough.
      const configuration = resolveConfiguration(flags.preset, {
        seed,
        settings: { lambda: weight, members: 1, bagging: false, expertShare: 0 },
      });
      const model = await trainModel(data, configuration, { now: () => performance.now() });
      const own = separabilityOf(model, data);
      measured[arm].push(own);
      console.error(
        `seed ${seed}, lambda ${weight}: variance share ${own.varianceShare.toFixed(3)}, probe ${own.probe.toFixed(3)}`,
      );
    }
  }
  return measured;
}

function compare(key: keyof Separability, seeds: typeof found): Difference {
  const own = seeds.with.map((arm) => arm[key]);
  const other = seeds.without.map((arm) => arm[key]);
  const differences = own.map((value, i) => value - (other[i] ?? Number.NaN));
  const mean = meanOf(differences);
  const variance =
    differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (differences.length - 1);
  const half = T_4 * Math.sqrt(variance / differences.length);
  return {
    with: meanOf(own),
    without: meanOf(other),
    difference: mean,
    interval: [mean - half, mean + half],
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function report(seeds: typeof found): void {
  const { admissions, task, preset } = flags;
  const comparison = {
    varianceShare: compare('varianceShare', seeds),
    probe: compare('probe', seeds),
  };
  const texts = {
    varianceShare: differenceText(comparison.varianceShare),
    probe: differenceText(comparison.probe),
  };
  if (flags.json === true)
    console.log(JSON.stringify({ admissions, task, preset, lambda, ...comparison, seeds }));
  else console.log(`variance share: ${texts.varianceShare}\nprobe accuracy: ${texts.probe}`);
  if (flags.record !== true) return;
  recordFigure({
    figure: `separability of the latents, ${task}, ${admissions} synthetic admissions, ${preset}, lambda ${lambda} against 0`,
    mustReach: 'compared over 5 seeds, reported whichever way it falls',
    measured: `modality variance share ${texts.varianceShare}; balanced accuracy of a fresh linear probe ${texts.probe}`,
  });
}

function differenceText({ with: own, without, difference, interval: [low, high] }: Difference): string {
  const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
  return `${own.toFixed(3)} against ${without.toFixed(3)}, difference ${signed(difference)} (${signed(low)} to ${signed(high)})`;
}
