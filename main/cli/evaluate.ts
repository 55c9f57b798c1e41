import { Command, Option } from 'commander';
import { substitutionPolicy } from '../api/common.ts';
import { evaluateModel, type Evaluation } from '../audit/evaluate-model.ts';
import { LacunaError } from '../errors.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { withReader } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName, rateList, wholeNumber, wordList } from './parse.ts';
import { rejectedLines } from './rejected-lines.ts';
import { runCommand } from './run-command.ts';

interface EvaluateFlags extends DatabaseFlag {
  readonly model: string;
  readonly split?: 'test' | 'all';
  readonly source?: string;
  readonly missingRates: number[];
  readonly maskSeed: number;
  readonly masks: number;
  readonly substitution?: (typeof substitutionPolicy.options)[number][];
}

export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('measure a model with modalities missing at random')
    .requiredOption('--model <bundle>', 'bundle folder or .lacuna file', pathName)
    .addOption(
      new Option(
        '--split <split>',
        'which encounters: those the model never saw, or all (default: test, with --source all)',
      ).choices(['test', 'all']),
    )
    .option('--source <name>', 'another source of the database, for external validation')
    .option('--missing-rates <rates>', 'shares of modalities to mask', rateList, [0, 0.3, 0.5, 0.7])
    .option('--mask-seed <n>', 'first seed of the masks', wholeNumber(0), 1)
    .option('--masks <k>', 'number of masks a rate; results are their means', wholeNumber(1), 5)
    .option(
      '--substitution <policies>',
      'policies, separated by commas',
      wordList(substitutionPolicy.options),
    );
  return withDatabase(command).action((flags: EvaluateFlags) =>
    runCommand(flags, async ({ terminal, signal }) => {
      if (flags.source !== undefined && flags.split === 'test') {
        throw new LacunaError('usage', 'the test split is one of the source that the model was trained on', {
          hint: 'with --source leave --split out: every encounter of that source is scored',
        });
      }
      const evaluation = await withReader(flags.database, (db) =>
        withLoadedModel(flags.model, (model) =>
          evaluateModel(db, model, {
            split: flags.split ?? (flags.source === undefined ? 'test' : 'all'),
            source: flags.source,
            rates: flags.missingRates,
            maskSeed: flags.maskSeed,
            masks: flags.masks,
            signal,
            onProgress: (line) => terminal.progress(line),
            ...(flags.substitution === undefined ? {} : { policies: flags.substitution }),
          }),
        ),
      );
      terminal.result(evaluation, () => evaluationLines(evaluation));
    }),
  );
}

function evaluationLines(evaluation: Evaluation): string[] {
  const cell = (value: number | null): string => (value === null ? '   -' : value.toFixed(3)).padStart(7);
  return [
    `${evaluation.n} encounters, ${evaluation.positives} positive${sourceInWords(evaluation)}`,
    'missing  policy       AUROC  AUPRC  Brier    ECE',
    ...evaluation.rates.map(
      (row) =>
        `${row.rate.toFixed(2).padStart(7)}  ${row.policy.padEnd(10)}${cell(row.auroc)}${cell(row.auprc)}${cell(row.brier)}${cell(row.ece)}`,
    ),
    ...rejectedLines(evaluation.rejected),
    ...notAssessed(evaluation).map((reason) => `not assessed: ${reason}`),
  ];
}

/** Of which source, where that is not the one the model was trained on. */
function sourceInWords({ source, trainedOn }: Evaluation): string {
  return source === trainedOn || trainedOn === null ? '' : `, of ${source}; trained on ${trainedOn}`;
}

/** Why figures are left open, each reason once. */
function notAssessed({ rates }: Evaluation): string[] {
  const reasons = rates.flatMap((row) => row.undefined ?? []);
  return [...new Set(reasons.map(({ metric, reason }) => `${metric}: ${reason}`))];
}
