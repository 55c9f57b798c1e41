import { Command } from 'commander';
import type { TrainingRun, Trial } from '../api/services.ts';
import { listTrainingRuns, trainingRunOf } from '../records/training-runs.ts';
import { listTrials, trialOf } from '../records/trials.ts';
import { withReader } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { wholeNumber } from './parse.ts';
import { runCommand } from './run-command.ts';

export function trialsCommand(): Command {
  return new Command('trials')
    .description('what searches for settings tried')
    .addCommand(list())
    .addCommand(show());
}

function list(): Command {
  const command = new Command('list')
    .description('runs whose settings were searched, or the trials of one')
    .argument('[run]', 'id of the run');
  return withDatabase(command).action((id: string | undefined, flags: DatabaseFlag) =>
    runCommand(flags, async ({ terminal }) => {
      if (id === undefined) {
        const runs = await withReader(flags.database, (db) =>
          listTrainingRuns(db).filter(({ request }) => request.search !== undefined),
        );
        terminal.result({ runs }, () => (runs.length === 0 ? ['no search yet'] : runs.map(runLine)));
        return;
      }
      const trials = await withReader(flags.database, (db) => listTrials(db, trainingRunOf(db, id).id));
      terminal.result({ run: id, trials }, () =>
        trials.length === 0 ? ['the run was trained without a search'] : trialLines(trials),
      );
    }),
  );
}

function show(): Command {
  const command = new Command('show')
    .description('one trial: its settings and how it did, round by round')
    .argument('<run>', 'id of the run')
    .argument('<trial>', 'number of the trial', wholeNumber(1));
  return withDatabase(command).action((id: string, number: number, flags: DatabaseFlag) =>
    runCommand(flags, async ({ terminal }) => {
      const trial = await withReader(flags.database, (db) => trialOf(db, trainingRunOf(db, id).id, number));
      terminal.result(trial, () => detailLines(trial));
    }),
  );
}

function runLine({ run, request, state, startedAt }: TrainingRun): string {
  return `${run}  ${startedAt}  ${request.task}, ${request.trainingPreset}, ${request.search?.trials ?? 0} trials, ${state}`;
}

function trialLines(trials: readonly Trial[]): string[] {
  return [
    'trial  epochs  validation loss  AUROC  half missing  time     outcome',
    ...trials.map(({ trial, rungs, outcome, settings }) => {
      const last = rungs.at(-1);
      return [
        String(trial).padStart(5),
        String(last?.epochs ?? 0).padStart(8),
        figure(last?.loss, 4).padStart(17),
        figure(last?.auroc, 3).padStart(7),
        figure(last?.aurocHalfMissing, 3).padStart(14),
        `${secondsOf(rungs).toFixed(1)} s`.padStart(9),
        `  ${outcome.padEnd(9)}${settingsInWords(settings)}`,
      ].join('');
    }),
  ];
}

function detailLines({ trial, seed, settings, rungs, outcome, reason }: Trial): string[] {
  return [
    `trial ${trial}, seed ${seed}: ${outcome}${reason === null ? '' : ` (${reason})`}`,
    `settings: ${settingsInWords(settings)}`,
    ...rungs.map(
      ({ epochs, loss, auroc, aurocHalfMissing, seconds }, rung) =>
        `round ${rung + 1}: ${epochs} epochs, validation loss ${loss.toFixed(4)}, AUROC ${figure(auroc, 3)} (${figure(aurocHalfMissing, 3)} at 50 % missing), ${seconds.toFixed(1)} s`,
    ),
  ];
}

function settingsInWords(settings: Trial['settings']): string {
  const words = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
  return words.length === 0 ? 'as asked for' : words.join(', ');
}

function secondsOf(rungs: Trial['rungs']): number {
  return rungs.reduce((sum, { seconds }) => sum + seconds, 0);
}

function figure(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? '-' : value.toFixed(digits);
}
