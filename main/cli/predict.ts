import { Command, Option } from 'commander';
import { substitutionPolicy } from '../api/common.ts';
import type { Prediction } from '../api/services.ts';
import { LacunaError } from '../errors.ts';
import type { ModalityName } from '../../models/modalities/modality.ts';
import { withLoadedModel } from '../prediction/loaded-model.ts';
import { predictAll } from '../prediction/predict-all.ts';
import { predictEncounter } from '../prediction/predict-encounter.ts';
import { requireCsvPlace, writePredictionsCsv } from '../prediction/predictions-csv.ts';
import { withReader } from './database.ts';
import { noteActivity } from './note-activity.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { modalityList, pathName } from './parse.ts';
import { runCommand, type CommandContext } from './run-command.ts';

interface PredictFlags extends DatabaseFlag {
  readonly model: string;
  readonly encounter?: string;
  readonly all?: boolean;
  readonly csv?: string;
  readonly without?: ModalityName[];
  readonly substitution?: (typeof substitutionPolicy.options)[number];
}

export function predictCommand(): Command {
  const command = new Command('predict')
    .description('score one encounter, or all')
    .requiredOption('--model <bundle>', 'bundle folder or .lacuna file', pathName)
    .option('--encounter <id>', "the source's id of an encounter, or source:id")
    .option('--all', 'score every encounter of the model cohort')
    .option('--csv <file>', 'with --all: write a row an encounter to this file', pathName)
    .option('--without <modalities>', 'switch these off, separated by commas', modalityList)
    .addOption(
      new Option('--substitution <policy>', 'how a missing modality is filled').choices(
        substitutionPolicy.options,
      ),
    );
  return withDatabase(command).action((flags: PredictFlags) =>
    runCommand(flags, (context) => {
      if ((flags.encounter === undefined) === (flags.all !== true)) {
        throw new LacunaError('usage', 'predict needs either --encounter <id> or --all', {
          hint: 'the id is the hadm_id; predict --all lists those of the cohort',
        });
      }
      if (flags.csv !== undefined && flags.all !== true) {
        throw new LacunaError('usage', '--csv goes with --all');
      }
      return flags.encounter === undefined
        ? scoreAll(flags, context)
        : scoreOne(flags, flags.encounter, context);
    }),
  );
}

async function scoreOne(flags: PredictFlags, encounter: string, { terminal }: CommandContext): Promise<void> {
  const prediction = await withReader(flags.database, (db) =>
    withLoadedModel(flags.model, (model) =>
      predictEncounter(db, model, {
        encounter,
        without: flags.without ?? [],
        ...(flags.substitution === undefined ? {} : { substitution: flags.substitution }),
      }),
    ),
  );
  const { model } = prediction;
  await noteActivity(flags.database, { action: 'prediction.run', subject: encounter, model }, terminal);
  terminal.result(prediction, () => predictionLines(prediction));
}

async function scoreAll(flags: PredictFlags, { terminal, signal }: CommandContext): Promise<void> {
  if (flags.csv !== undefined) await requireCsvPlace(flags.csv);
  const { model, rows } = await withReader(flags.database, (db) =>
    withLoadedModel(flags.model, async (loaded) => ({
      model: loaded.manifest.id,
      rows: await predictAll(db, loaded, {
        without: flags.without ?? [],
        signal,
        onProgress: (done, total) => terminal.progress(`scored ${done} of ${total}`),
        ...(flags.substitution === undefined ? {} : { substitution: flags.substitution }),
      }),
    })),
  );
  if (flags.csv !== undefined) await writePredictionsCsv(flags.csv, rows);
  await noteActivity(flags.database, { action: 'worklist.score', model }, terminal);
  if (flags.csv === undefined) {
    terminal.result({ n: rows.length, rows }, () =>
      rows.map((row) => `${row.encounter}  ${percent(row.probability)}`),
    );
    return;
  }
  terminal.note(`${flags.csv} holds the ids of the source: a working file, readable by you only.`);
  terminal.result({ n: rows.length, csv: flags.csv }, () => [
    `${rows.length} encounters written to ${flags.csv}`,
  ]);
}

function percent(probability: number | null): string {
  return probability === null ? 'not assessed' : `${(100 * probability).toFixed(1)} %`;
}

function predictionLines(prediction: Prediction): string[] {
  const substituted = prediction.substituted.map(({ modality, by, similarity }) => {
    const alike = similarity === null ? 'similarity unknown' : `similarity ${similarity.toFixed(2)}`;
    return `  ${modality}: stood in for by ${by} (${alike})`;
  });
  return [
    `encounter ${prediction.encounter}: ${percent(prediction.probability)} (base rate ${percent(prediction.baseRate)})`,
    `present: ${prediction.present.join(', ')}`,
    ...substituted,
    ...(prediction.cut ?? []).map((cut) => `  ${cut}`),
    'contributions to the logit:',
    ...Object.entries(prediction.contributions).map(
      ([modality, value]) => `  ${modality.padEnd(14)} ${value >= 0 ? '+' : ''}${value.toFixed(3)}`,
    ),
  ];
}
