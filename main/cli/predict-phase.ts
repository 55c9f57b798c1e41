import { Command, Option } from 'commander';
import { ENCODERS, FUSIONS, PRESET_NAMES } from '../../models/training/configuration.ts';
import type { FusionDepth } from '../../models/training/settings.ts';
import type { TrainingRequest } from '../api/services.ts';
import { type PairReport, type PhaseReport, predictPhase } from '../training/predict-phase.ts';
import { type NamedCohortWords, namedCohort, withNamedCohort } from './cohort-choice.ts';
import { withReader } from './database.ts';
import { notAssessedLines } from './not-assessed-lines.ts';
import { withDatabase } from './options.ts';
import { modalityList, wholeNumber } from './parse.ts';
import { depthOption } from './setting-flags.ts';
import { runCommand } from './run-command.ts';

/** As with `train`, `--preset` is the training preset and `--cohort` names the cohort's. */
interface PhaseFlags extends NamedCohortWords {
  readonly encoders: TrainingRequest['encoders'];
  readonly fusion: TrainingRequest['fusion'];
  readonly preset: TrainingRequest['trainingPreset'];
  readonly modalities?: TrainingRequest['modalities'];
  readonly depth?: FusionDepth;
  readonly whitened?: boolean;
  readonly seed: number;
}

export function predictPhaseCommand(): Command {
  const command = new Command('predict-phase').description(
    'which modality of a cohort plain gradient descent would learn first; nothing is trained',
  );
  withNamedCohort(withDatabase(command))
    .addOption(new Option('--encoders <kind>', 'unimodal encoders').choices(ENCODERS).default('ebr'))
    .addOption(new Option('--fusion <kind>', 'fusion').choices(FUSIONS).default('gated'))
    .addOption(
      new Option('--preset <preset>', 'training preset')
        .choices(PRESET_NAMES.filter((name) => name !== 'reference'))
        .default('desktop'),
    )
    .addOption(depthOption())
    .option('--modalities <names>', 'only these modalities, separated by commas', modalityList)
    .option('--whitened', 'each modality whitened by itself, for comparison: the theory reads its scale')
    .option('--seed <n>', 'seed of the projections', wholeNumber(0), 1);
  return command.action((flags: PhaseFlags) =>
    runCommand(flags, async ({ terminal, signal }) => {
      const request = await requestOf(flags);
      const report = await withReader(flags.database, (db) =>
        predictPhase(db, request, {
          whitened: flags.whitened ?? false,
          signal,
          onStep: (step) => terminal.progress(step),
        }),
      );
      terminal.result(report, () => reportLines(report));
    }),
  );
}

async function requestOf({ preset, ...flags }: PhaseFlags): Promise<TrainingRequest> {
  return {
    ...(await namedCohort(flags)),
    trainingPreset: preset,
    encoders: flags.encoders,
    fusion: flags.fusion,
    seed: flags.seed,
    ...(flags.depth === undefined ? {} : { settings: { fusionDepth: flags.depth } }),
    ...(flags.modalities === undefined ? {} : { modalities: flags.modalities }),
  };
}

function reportLines(report: PhaseReport): string[] {
  const { network, order } = report;
  return [
    `${report.n} training encounters; ${network.encoders}, ${network.fusion}: ${network.layers} layers, ${network.fusionLayer} of them before the fusion${report.whitened ? '; whitened' : ''}`,
    ...(order === null
      ? []
      : [
          `learned in this order: ${order.map(({ modality, ratio }) => `${modality} ${ratio.toFixed(2)}`).join(', ')}`,
        ]),
    '',
    `${'first, then'.padEnd(28)}     n   ratio  simulated  phase      at this depth  mis-attributed  superficial`,
    ...report.pairs.map(pairLine),
    ...(report.pairs.some(({ agrees }) => agrees === false)
      ? ['* more than 15 % from the formula: the phase is not clear-cut in these data']
      : []),
    '',
    ...notAssessedLines(report.undefined),
    report.statement,
    ...report.advice,
  ];
}

function pairLine(pair: PairReport): string {
  const [atDepth] = pair.atDepth;
  return [
    `${pair.first}, ${pair.second}`.padEnd(28),
    String(pair.n).padStart(6),
    cell(pair.ratio).padStart(8),
    `${cell(pair.simulated)}${pair.agrees === false ? '*' : ' '}`.padStart(12),
    ` ${(pair.redundant ? 'redundant' : (pair.length ?? '-')).padEnd(9)}`,
    cell(atDepth?.ratio ?? null).padStart(14),
    (pair.misAttribution === null ? '-' : `${(100 * pair.misAttribution).toFixed(0)} %`).padStart(16),
    pair.superficial === null ? '-' : pair.superficial ? '  yes' : '  no',
  ].join('');
}

function cell(value: number | null): string {
  return value === null ? '-' : value.toFixed(2);
}
