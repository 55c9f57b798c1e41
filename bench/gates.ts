import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { fitLogisticExperts } from '../models/reference/logistic-experts.ts';
import { ENCODERS } from '../models/training/configuration.ts';
import { SPLITS } from '../models/training/dataset.ts';
import { SYNTHETIC_TASKS, type SyntheticTask } from '../main/synthetic/tasks.ts';
import type { TrainingRequest } from '../main/api/services.ts';
import { rateList, wholeNumber } from '../main/cli/parse.ts';
import { cohortBatch } from '../main/prediction/cohort-batch.ts';
import { withLoadedModel, type LoadedModel } from '../main/prediction/loaded-model.ts';
import { type Database, openDatabase } from '../main/records/database.ts';
import { runTraining } from '../main/training/run-training.ts';
import { measureGates, type GateReport } from './gates/measure-gates.ts';
import { reportLines } from './gates/report-text.ts';
import { expertScores } from './gates/subset-scores.ts';
import { syntheticDatabase, type SyntheticDatabase } from './gates/synthetic-database.ts';
import { truthTable } from './gates/truth-table.ts';
import { recordFigure } from './results.ts';

/**
 * Trains a model on one synthetic cohort, holds it to the truth of another, and says which gates of the synthetic
 * cohort it passes: `lacuna bench gates`, or `node bench/gates.ts`. A gate that fails is a finding, not a failure: the
 * exit code says only whether everything was measured.
 */
interface Flags {
  readonly train: number;
  readonly test: number;
  readonly task: SyntheticTask;
  readonly preset: TrainingRequest['trainingPreset'];
  readonly encoders: TrainingRequest['encoders'];
  readonly fusion: TrainingRequest['fusion'];
  readonly settings: Record<string, string | number | boolean>;
  readonly seed: number;
  readonly rates: number[];
  readonly masks: number;
  readonly folder: string;
  readonly model?: string;
  readonly json?: boolean;
  readonly record?: boolean;
}

function parseFlags(): Flags {
  return new Command('gates')
    .description('train on one synthetic cohort, hold the model to the truth of another')
    .option('--train <n>', 'admissions to train on', wholeNumber(1), 20_000)
    .option('--test <n>', 'admissions to test on, of the next seed', wholeNumber(1), 20_000)
    .addOption(
      new Option('--task <task>', 'what to predict').choices(SYNTHETIC_TASKS).default('mortality-90d'),
    )
    .addOption(
      new Option('--preset <preset>', 'training preset')
        .choices(['quick', 'desktop', 'paper'])
        .default('desktop'),
    )
    .addOption(new Option('--encoders <kind>', 'encoders').choices(ENCODERS).default('ebr'))
    .addOption(
      new Option('--fusion <kind>', 'fusion')
        .choices(['concat', 'attention', 'gated', 'late'])
        .default('gated'),
    )
    .option(
      '--settings <json>',
      'settings that replace those of the preset',
      (text) => JSON.parse(text) as unknown,
      {},
    )
    .option('--seed <n>', 'seed of the training cohort and of the weights', wholeNumber(0), 1)
    .option('--rates <rates>', 'shares of modalities to mask', rateList, [0, 0.3, 0.5, 0.7])
    .option('--masks <k>', 'masks a rate', wholeNumber(1), 5)
    .option('--folder <folder>', 'where databases are kept', path.join(tmpdir(), 'lacuna-gates'))
    .option('--model <bundle>', 'hold this model to the truth instead of training one')
    .option('--json', 'print one JSON document on standard output')
    .option('--record', 'write the figures to bench/RESULTS.md')
    .parse()
    .opts<Flags>();
}

const flags = parseFlags();
// Checkpoints and settings stay out of the user's data.
process.env['LACUNA_HOME'] = path.join(flags.folder, 'home');
await mkdir(flags.folder, { recursive: true });
const started = performance.now();
const training = await synthetic(flags.train, flags.seed);
const unseen = await synthetic(flags.test, flags.seed + 1);
const trained = flags.model === undefined ? await train(training) : null;
const report = await withLoadedModel(trained?.bundle ?? flags.model ?? '', (model) => hold(model));
print(report);

function step(line: string): void {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
}

function synthetic(admissions: number, seed: number): Promise<SyntheticDatabase> {
  return syntheticDatabase({ admissions, seed, folder: flags.folder, onStep: step });
}

async function train({ database }: SyntheticDatabase): Promise<{ bundle: string; seconds: number }> {
  const output = path.join(flags.folder, `model-${flags.task}-${flags.train}-${flags.seed}`);
  await rm(output, { recursive: true, force: true });
  const request: TrainingRequest = {
    task: flags.task,
    preset: 'default',
    // The truth is about admissions; the default variant predicts for stays in intensive care.
    ...(flags.task === 'mortality-hospital' ? { variant: 'admission' as const } : {}),
    trainingPreset: flags.preset,
    encoders: flags.encoders,
    fusion: flags.fusion,
    seed: flags.seed,
    settings: flags.settings,
  };
  return runTraining(
    { database, request, output },
    {
      signal: new AbortController().signal,
      onEpoch: ({ epoch, epochs, semanticLoss }) => {
        if (epoch % 5 === 0) step(`epoch ${epoch} of ${epochs}: loss ${semanticLoss.toFixed(4)}`);
      },
    },
  );
}

async function hold(model: LoadedModel): Promise<GateReport> {
  step('fitting the logistic experts');
  const experts = reading(training, (db) => {
    const { vectors, labels } = cohortBatch(db, model, ['train']);
    const splits = new Uint8Array(labels.length).fill(SPLITS.indexOf('train'));
    return fitLogisticExperts({ ...vectors, labels, splits });
  });
  step('reading the test cohort');
  const batch = reading(unseen, (db) => cohortBatch(db, model, null));
  const truth = await truthTable(unseen.files, flags.task, batch.vectors.encounters);
  const { rates, masks } = flags;
  const scores = expertScores(experts, batch.vectors);
  return measureGates({ model, batch, truth, experts: scores, rates, masks, onStep: step });
}

function reading<T>({ database }: SyntheticDatabase, read: (db: Database) => T): T {
  const db = openDatabase(database, { readOnly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

function print(found: GateReport): void {
  const { train: trainedOn, test, task, preset, encoders, fusion, seed, settings } = flags;
  const about = { task, train: trainedOn, test, preset, encoders, fusion, settings, seed };
  const seconds = (performance.now() - started) / 1000;
  if (flags.json === true) console.log(JSON.stringify({ ...about, seconds, trained, ...found }));
  else console.log(reportLines(found).join('\n'));
  if (flags.record !== true) return;
  const passed = found.gates.filter((gate) => gate.passed).length;
  const failed = found.gates
    .filter((gate) => !gate.passed)
    .map(({ name, measured }) => `${name}: ${measured}`);
  const rates = found.byRate.map(({ rate, bayes, methods }) => {
    const areas = Object.entries(methods).map(([name, { auroc }]) => `${name} ${auroc.toFixed(3)}`);
    return `at ${rate} missing Bayes ${bayes.toFixed(3)}, ${areas.join(', ')}`;
  });
  recordFigure({
    figure: `gates of the synthetic cohort, ${task}, ${trainedOn} + ${test} admissions, ${encoders} ${fusion} ${preset}, seed ${seed}`,
    mustReach: 'every gate passed; regret reported',
    measured: `${passed} of ${found.gates.length} gates passed${failed.map((gate) => `; failed: ${gate}`).join('')}; AUROC ${rates.join('; ')}`,
  });
}
