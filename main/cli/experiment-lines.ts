import type {
  BetaReport,
  CompetitionReport,
  ExperimentReport,
  NoiseReport,
  PrefixReport,
} from '../audit/run-experiments.ts';
import { notAssessedLines } from './not-assessed-lines.ts';

/** What trainings told, for people. */
export function experimentLines(report: ExperimentReport): string[] {
  const { modality } = report;
  return [
    `${report.trainings} networks trained, of one member each, with the settings of the model`,
    ...(report.beta === undefined ? [] : betaLines(report.beta, modality)),
    ...(report.prefix === undefined ? [] : prefixLines(report.prefix, modality)),
    ...(report.noise === undefined ? [] : noiseLines(report.noise, modality)),
    ...(report.competition === undefined ? [] : competitionLines(report.competition)),
    ...(report.polysemanticity ? polysemanticityLines(report.polysemanticity) : []),
    ...notAssessedLines(report.undefined),
  ];
}

function betaLines({ points, unimodal, below, largestDrop }: BetaReport, modality: string): string[] {
  return [
    '',
    `rank of the fused representation against the weight of ${modality} (${modality} alone: ${cell(unimodal.effective, 2)})`,
    ...points.map(
      ({ beta, effective, numerical }) =>
        `  beta ${beta}: effective ${cell(effective, 2)}, numerical ${numerical}`,
    ),
    `  ${below === null ? 'never below the rank alone' : `below the rank alone from beta ${below}`}${largestDrop === null ? '' : `; falls most from ${largestDrop[0]} to ${largestDrop[1]}`}`,
  ];
}

function prefixLines({ points }: PrefixReport, modality: string): string[] {
  return [
    '',
    `loss of a probe on ${modality}, trained through the fusion alone, less that with a head of its own`,
    ...points.map(
      ({ modalities, gap }) =>
        `  ${modalities.length} modalities: training ${signed(gap?.training ?? null)}, validation ${signed(gap?.validation ?? null)}`,
    ),
  ];
}

function noiseLines({ rates }: NoiseReport, modality: string): string[] {
  return [
    '',
    `AUROC on clean validation encounters, with noise on ${modality} in training`,
    ...rates.map(
      ({ rate, mean, auroc }) =>
        `  ${(100 * rate).toFixed(0).padStart(3)} %: ${cell(mean, 3)} (${auroc.map((value) => cell(value, 3)).join(', ')})`,
    ),
  ];
}

function polysemanticityLines({
  loss,
  heldOutAccuracy,
  neurons,
}: NonNullable<ExperimentReport['polysemanticity']>): string[] {
  return [
    '',
    `polysemanticity: cross-entropy ${cell(loss, 3)} over ${neurons} neurons of the fusion, by a classifier that is right in ${cell(heldOutAccuracy, 3)} of unseen unimodal ones`,
  ];
}

function competitionLines({ seeds, modalities, gap, gapToEnsemble }: CompetitionReport): string[] {
  const gapLine = (rival: string, own: CompetitionReport['gap']): string =>
    own === null
      ? ''
      : `  joint less ${rival}: ${signed(own.value)}${own.interval === null ? '' : ` (${signed(own.interval[0])} to ${signed(own.interval[1])})`}`;
  return [
    '',
    `modality competition under late fusion, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}${seeds < 5 ? ': fewer than five tell little' : ''}`,
    'modality         joint  alone  learned',
    ...Object.entries(modalities).map(
      ([name, { joint, alone, learnedIn, of }]) =>
        `${name.padEnd(14)}${meanCell(joint).padStart(8)}${meanCell(alone).padStart(7)}  ${of === 0 ? '-' : `in ${learnedIn} of ${of}`}`,
    ),
    gapLine('the best alone', gap),
    gapLine('the mean of all alone', gapToEnsemble),
  ].filter((line, index) => line !== '' || index === 0);
}

function meanCell(values: readonly (number | null)[]): string {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? '-' : cell(known.reduce((sum, value) => sum + value, 0) / known.length, 3);
}

function cell(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}

function signed(value: number | null): string {
  return value === null ? '-' : `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(4)}`;
}
