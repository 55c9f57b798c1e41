import { Command } from 'commander';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { diagnoseModel, type DiagnosisReport } from '../audit/diagnose-model.ts';
import { modelDataset } from '../audit/model-dataset.ts';
import {
  countTrainings,
  type Experiment,
  type ExperimentReport,
  EXPERIMENTS,
  runExperiments,
} from '../audit/run-experiments.ts';
import { LacunaError } from '../errors.ts';
import { type LoadedModel, withLoadedModel } from '../prediction/loaded-model.ts';
import type { Database } from '../records/database.ts';
import { withReader } from './database.ts';
import { diagnosisLines } from './diagnosis-lines.ts';
import { experimentLines } from './experiment-lines.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { modalityList, pathName, wholeNumber, wordList } from './parse.ts';
import { type CommandContext, runCommand } from './run-command.ts';

interface DiagnoseFlags extends DatabaseFlag {
  readonly model: string;
  readonly train?: Experiment[];
  readonly modality?: ModalityName[];
  readonly seeds: number;
}

interface Diagnosed extends DiagnosisReport {
  /** What had to be trained; absent without `--train`. */
  readonly experiments?: ExperimentReport;
}

export function diagnoseCommand(): Command {
  const command = new Command('diagnose')
    .description(
      'look into a model on its validation split: rank, similarity, separation, what became of each modality',
    )
    .requiredOption('--model <bundle>', 'bundle folder or .lacuna file', pathName)
    .option(
      '--train <experiments>',
      `diagnostics that train networks, how many is said first, separated by commas: ${EXPERIMENTS.join(', ')}`,
      wordList(EXPERIMENTS),
    )
    .option(
      '--modality <name>',
      'with --train: the modality that is looked at (default: the collapsed one, else the weakest)',
      modalityList,
    )
    .option('--seeds <k>', 'with --train: seeds of noise and competition', wholeNumber(1), 5);
  return withDatabase(command).action((flags: DiagnoseFlags) =>
    runCommand(flags, async (context) => {
      const report = await withReader(flags.database, (db) =>
        withLoadedModel(flags.model, (model) => diagnosed(db, model, flags, context)),
      );
      context.terminal.result(report, () => [
        ...diagnosisLines(report),
        ...(report.experiments === undefined ? [] : ['', ...experimentLines(report.experiments)]),
      ]);
    }),
  );
}

async function diagnosed(
  db: Database,
  model: LoadedModel,
  { train, modality: named, seeds }: DiagnoseFlags,
  { terminal, signal }: CommandContext,
): Promise<Diagnosed> {
  const chosen = named === undefined ? null : requireModality(model, named);
  const report = diagnoseModel(db, model);
  if (train === undefined) return report;
  const dataset = modelDataset(db, model);
  const trainings = countTrainings(train, dataset.modalities.length, seeds);
  terminal.note(`${trainings} networks are trained, of one member each`);
  const experiments = await runExperiments(model, dataset, {
    experiments: train,
    modality: chosen ?? weakest(report),
    seeds,
    signal,
    onProgress: (line) => terminal.progress(line),
  });
  return { ...report, experiments };
}

function requireModality(model: LoadedModel, [name, ...rest]: readonly ModalityName[]): ModalityName {
  const { modalities } = model.predictor.model;
  if (name !== undefined && rest.length === 0 && modalities.includes(name)) return name;
  throw new LacunaError('usage', '--modality names one modality of the model', {
    hint: `one of ${modalities.join(', ')}`,
  });
}

/** The modality that the model has eliminated, else the one that tells least alone. */
function weakest({ learning }: DiagnosisReport): ModalityName {
  const all = Object.entries(learning) as [ModalityName, NonNullable<(typeof learning)[ModalityName]>][];
  const collapsed = all.find(([, own]) => own.collapsed);
  const [least] = all.toSorted(([, a], [, b]) => (a.strength ?? 1) - (b.strength ?? 1));
  const name = (collapsed ?? least)?.[0];
  if (name === undefined) throw new LacunaError('internal', 'a model without modalities');
  return name;
}
