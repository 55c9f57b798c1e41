import { Command, Option } from 'commander';
import { type CohortSpec, encoderKind, fusionKind, trainingPreset } from '../api/common.ts';
import type { TrainingRequest } from '../api/services.ts';
import { trainingRequest } from '../api/training.ts';
import { LacunaError } from '../errors.ts';
import { resumeTraining } from '../training/resume-training.ts';
import { runTraining, type TrainingSummary } from '../training/run-training.ts';
import { searchRounds } from '../training/search-run.ts';
import { checkTraining } from '../training/training-warnings.ts';
import { databasePath, namingFailures, withReader } from './database.ts';
import { type NamedCohortWords, namedCohort, withNamedCohort } from './cohort-choice.ts';
import { withDatabase } from './options.ts';
import { modalityList, pathName, wholeNumber } from './parse.ts';
import { epochLine, searchLine } from './progress.ts';
import { runCommand, type CommandContext } from './run-command.ts';
import { type SettingFlags, settingsOf, withSettings } from './setting-flags.ts';

/** `--preset` is the training preset here; `--cohort` names the cohort's, or where a cohort is written down. */
interface TrainFlags extends NamedCohortWords, SettingFlags {
  readonly output?: string;
  readonly encoders: TrainingRequest['encoders'];
  readonly fusion: TrainingRequest['fusion'];
  readonly preset: TrainingRequest['trainingPreset'];
  readonly modalities?: TrainingRequest['modalities'];
  readonly seed: number;
  readonly name?: string;
  readonly resume?: string;
  readonly check?: boolean;
}

export function trainCommand(): Command {
  const command = new Command('train').description('train a model and write its bundle');
  withDatabase(command)
    .addOption(
      new Option('--encoders <kind>', 'unimodal encoders').choices(encoderKind.options).default('ebr'),
    )
    .addOption(
      new Option('--fusion <kind>', 'fusion; mt, grape, m3care, muse and muse+ are re-implemented rivals')
        .choices(fusionKind.options)
        .default('gated'),
    )
    .option(
      '--output <bundle>',
      'folder, or a name ending in .lacuna for one file (default: in the data folder)',
      pathName,
    )
    .option('--modalities <names>', 'only these modalities, separated by commas', modalityList)
    .option('--seed <n>', 'seed of splits and weights', wholeNumber(0), 1)
    .option('--name <name>', 'name in the registry')
    .option('--resume <run>', 'go on with a run that was stopped; the other options are then read from it');
  command.option('--check', 'only say what there is to know before the training, and train nothing');
  withSettings(command);
  withNamedCohort(command);
  command.addOption(
    new Option('--preset <preset>', 'training preset').choices(trainingPreset.options).default('desktop'),
  );
  return command.action((flags: TrainFlags) => runCommand(flags, (context) => train(flags, context)));
}

async function train(flags: TrainFlags, { terminal, signal }: CommandContext): Promise<void> {
  const hooks = {
    signal,
    onRun: (run: string) =>
      terminal.note(`run ${run}: should it be stopped, go on with train --resume ${run}`),
    onWarning: (warning: string) => terminal.note(`warning: ${warning}`),
    onStep: (step: string) => terminal.progress(step),
    onSearch: (progress: Parameters<typeof searchLine>[0]) => terminal.progress(searchLine(progress)),
    onEpoch: (report: Parameters<typeof epochLine>[0]) => terminal.progress(epochLine(report)),
  };
  const database = databasePath(flags.database);
  const { resume: run, output } = flags;
  if (flags.check === true) {
    const request = await requestOf(flags);
    const warnings = await withReader(flags.database, (db) => checkTraining(db, request, { signal }));
    terminal.result({ warnings }, () => (warnings.length === 0 ? ['nothing speaks against it'] : warnings));
    return;
  }
  const summary = await namingFailures(database, async () => {
    if (run !== undefined) return resumeTraining({ database, run, output }, hooks);
    const request = await requestOf(flags);
    const rounds = searchRounds(request).map(({ trials, epochs }) => `${trials} for ${epochs} epochs`);
    if (rounds.length > 0) terminal.note(`search: trials by round: ${rounds.join(', ')}`);
    return runTraining({ database, request, output }, hooks);
  });
  terminal.result(summary, () => summaryLines(summary));
}

async function requestOf(flags: TrainFlags): Promise<TrainingRequest> {
  if (flags.task === undefined && flags.cohort === undefined)
    throw new LacunaError('usage', 'train needs --task, or --resume <run>');
  if (flags.modalities?.length === 0) throw new LacunaError('usage', '--modalities names no modality');
  return checked({
    ...(await cohortOf(flags)),
    trainingPreset: flags.preset,
    encoders: flags.encoders,
    fusion: flags.fusion,
    seed: flags.seed,
    ...(flags.modalities === undefined ? {} : { modalities: flags.modalities }),
    ...settingsOf(flags, { trainingPreset: flags.preset, encoders: flags.encoders }),
    ...(flags.name === undefined ? {} : { name: flags.name }),
  });
}

function cohortOf({ preset: _, ...words }: TrainFlags): Promise<CohortSpec> {
  return namedCohort(words);
}

/** A request is kept with its run and read again: what the window would refuse must not get in here. */
function checked(request: TrainingRequest): TrainingRequest {
  const parsed = trainingRequest.safeParse(request);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new LacunaError('usage', `--${issue?.path.join('.') ?? ''} cannot have this value`, {
    hint: (issue?.message ?? '').replace(/^[^:]+: /, ''),
  });
}

function summaryLines(summary: TrainingSummary): string[] {
  const score = (value: number | null): string => (value === null ? 'not assessed' : value.toFixed(3));
  return [
    `trained ${summary.epochs} epochs in ${summary.seconds.toFixed(1)} s on ${summary.engine.name} (${summary.engine.device})`,
    `validation AUROC ${score(summary.validation.auroc)}, AUPRC ${score(summary.validation.auprc)}`,
    `test AUROC ${score(summary.test.auroc)}, AUPRC ${score(summary.test.auprc)}`,
    ...summary.warnings.map((warning) => `warning: ${warning}`),
    `model ${summary.model}`,
    summary.bundle,
  ];
}
