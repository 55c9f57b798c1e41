import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { createPredictor } from '../models/prediction/predictor.ts';
import { sigmoid } from '../models/statistics/sigmoid.ts';
import type { SubstitutionPolicy } from '../models/substitution/policy.ts';
import { type EncoderKind, PRESET_NAMES, resolveConfiguration } from '../models/training/configuration.ts';
import { type Dataset, SPLITS } from '../models/training/dataset.ts';
import { takeLabelled } from '../models/training/subset.ts';
import { trainModel } from '../models/training/train.ts';
import { type TaskName, TASKS } from '../main/api/common.ts';
import { type MaskScores, pairedScores } from '../main/audit/paired-scores.ts';
import { rateList, wholeNumber } from '../main/cli/parse.ts';
import { loadEngine } from '../main/engine/load-engine.ts';
import { maskUse } from '../models/prediction/mask-use.ts';
import { openDatabase } from '../main/records/database.ts';
import { prepareDataset } from '../main/training/prepare-dataset.ts';
import { syntheticDatabase } from './gates/synthetic-database.ts';

/**
 * What a learned substitution is worth, and the rivals for missing modalities beside it: networks of one configuration
 * trained with each way to fill what is missing, on one cohort, over seeds; scored on its test split under the same masks.
 * `node bench/substitution.ts`. The test split is read for these figures alone.
 */
interface Flags {
  readonly database?: string;
  readonly admissions: number;
  readonly task: TaskName;
  readonly preset: (typeof PRESET_NAMES)[number];
  readonly seeds: number;
  readonly rates: number[];
  readonly masks: number;
  readonly settings: Record<string, unknown>;
  readonly folder: string;
}

/** A network to train, and the policies that it is scored by. */
interface Trained {
  readonly name: string;
  readonly encoders: EncoderKind;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly policies: readonly SubstitutionPolicy[];
}

const NETWORKS: readonly Trained[] = [
  {
    name: 'predicted',
    encoders: 'ebr',
    settings: { substitution: 'predicted' },
    policies: ['predicted', 'omit', 'zeros', 'avg', 'ebr'],
  },
  { name: 'omit', encoders: 'ebr', settings: { substitution: 'omit' }, policies: ['omit', 'zeros', 'avg'] },
  { name: 'ebr', encoders: 'ebr', settings: {}, policies: ['ebr'] },
  { name: 'cmae', encoders: 'cmae', settings: {}, policies: ['omit'] },
  { name: 'smil', encoders: 'smil', settings: {}, policies: ['predicted'] },
  { name: 'shaspec', encoders: 'shaspec', settings: {}, policies: ['predicted'] },
];

const flags = new Command('substitution')
  .description('a learned substitution and the rivals for missing modalities, on one cohort')
  .option('--database <file>', 'a database (default: a synthetic one)')
  .option('--admissions <n>', 'synthetic admissions', wholeNumber(1), 5_000)
  .addOption(new Option('--task <task>', 'what to predict').choices(TASKS).default('mortality-90d'))
  .addOption(new Option('--preset <preset>', 'training preset').choices(PRESET_NAMES).default('desktop'))
  .option('--seeds <k>', 'seeds of the weights, from 1', wholeNumber(1), 3)
  .option('--rates <rates>', 'shares of modalities to mask', rateList, [0, 0.3, 0.5, 0.7])
  .option('--masks <k>', 'masks a rate', wholeNumber(1), 5)
  .option('--settings <json>', 'settings of all', (text) => JSON.parse(text) as unknown, {})
  .option('--folder <folder>', 'where databases are kept', path.join(tmpdir(), 'lacuna-gates'))
  .parse()
  .opts<Flags>();

/** Scores of one way to fill what is missing: one list a rate, all seeds and masks. */
type Scores = Map<number, MaskScores[]>;

process.env['LACUNA_HOME'] ??= path.join(flags.folder, 'home');
const dataset = await readDataset();
await loadEngine('auto');
const unseen = takeLabelled(
  dataset,
  Int32Array.from(dataset.encounters.keys()).filter((row) => dataset.splits[row] === SPLITS.indexOf('test')),
);
const scores = new Map<string, Scores>();
for (let seed = 1; seed <= flags.seeds; seed += 1) {
  for (const network of NETWORKS) await score(network, seed);
}
report();

async function readDataset(): Promise<Dataset> {
  const { admissions, folder, task } = flags;
  const made = { admissions, seed: 1, folder, onStep: (step: string) => console.error(step) };
  const database = flags.database ?? (await syntheticDatabase(made)).database;
  const db = openDatabase(database, { readOnly: true });
  try {
    return (await prepareDataset(db, { task, preset: 'default' }, {})).dataset;
  } finally {
    db.close();
  }
}

async function score({ name, encoders, settings, policies }: Trained, seed: number): Promise<void> {
  const started = performance.now();
  const configuration = resolveConfiguration(flags.preset, {
    encoders,
    seed,
    settings: { expertShare: 0, ...flags.settings, ...settings },
  });
  const predictor = createPredictor(
    await trainModel(dataset, configuration, { now: () => performance.now() }),
  );
  console.error(`${name} ${seed}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
  for (const policy of policies) {
    const way = policies.length === 1 || policy === name ? name : `${name}, then ${policy}`;
    const own: Scores = scores.get(way) ?? new Map<number, MaskScores[]>();
    scores.set(way, own);
    for (const rate of flags.rates) {
      const numMasks = rate === 0 ? 1 : flags.masks;
      const masked = Array.from({ length: numMasks }, (_, mask) => {
        const { used } = maskUse(predictor, unseen, { rate, seed: 1 + mask });
        const logits = predictor.logits(unseen, used, policy);
        return { logits, probabilities: Float64Array.from(logits, sigmoid) };
      });
      own.set(rate, [...(own.get(rate) ?? []), ...masked]);
    }
  }
  predictor.dispose();
}

/** AUROC of each way, and how much higher that of the learned substitution is, with its 95 % interval over patients. */
function report(): void {
  const [first] = NETWORKS;
  const learned = scores.get(first?.name ?? '');
  const positives = unseen.labels.reduce((sum, label) => sum + label, 0);
  console.log(`${unseen.labels.length} test encounters, ${positives} positive, ${flags.seeds} seeds`);
  for (const [way, own] of scores) {
    for (const rate of flags.rates) {
      const { auroc } = pairedScores(unseen, learned?.get(rate) ?? [], own.get(rate) ?? []).figures;
      const text = (value: number | null | undefined): string => (value ?? NaN).toFixed(4);
      const [low, high] = auroc.interval ?? [];
      console.log(
        `${way.padEnd(24)} ${rate.toFixed(1)}  ${text(auroc.second)}  ${text(auroc.difference)} (${text(low)} to ${text(high)})`,
      );
    }
  }
}
