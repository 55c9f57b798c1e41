import { type CriticalBeta, criticalBeta } from '../diagnostics/critical-beta.ts';
import { havingModality } from '../diagnostics/diagnosed-data.ts';
import { linearCka } from '../diagnostics/cka.ts';
import { representationRank } from '../diagnostics/rank.ts';
import { representationsOf } from '../diagnostics/representations.ts';
import type { Defined } from '../errors.ts';
import { takeRows } from '../linear-algebra/dense-matrix.ts';
import { isDefined } from '../metrics/metric.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { TrainingConfiguration } from '../training/configuration.ts';
import type { Dataset } from '../training/dataset.ts';
import { type PreparedRun, prepareRun } from '../training/prepare.ts';
import { onlyModalities } from './only-modalities.ts';
import { type ExperimentHooks, singleMember, type Trained, trainAndInspect } from './train-and-inspect.ts';

/** Points of the curve; 0 is the model as it is. */
export const BETAS = [0, 2, 4, 6, 8] as const;
/** One a point, and one of the modality alone. */
export const BETA_TRAININGS = BETAS.length + 1;

export interface BetaPoint {
  readonly beta: number;
  readonly effective: Defined<number>;
  readonly numerical: number;
  /** CKA of the encoding of each modality with the fused representation, in the order of `modalities`. */
  readonly similarity: readonly Defined<number>[];
}

export interface RankAgainstBeta {
  readonly modality: ModalityName;
  readonly modalities: readonly ModalityName[];
  readonly rows: number;
  readonly points: readonly BetaPoint[];
  /** Rank of the encoding of the modality trained alone, on the same encounters where it is present. */
  readonly unimodal: { readonly effective: Defined<number>; readonly numerical: number };
  /** Where the curve of the effective rank falls below it. */
  readonly critical: Defined<CriticalBeta>;
}

/**
 * Trains a network for each up-weighting of one modality's encoding, `z <- (1 + beta) z` at the input of the fusion in
 * training and in evaluation, and measures the rank of the fused representation on the validation rows.
 * @throws {ModelError} as `prepareRun`, `trainAndInspect`; `modality` when the data set lacks the modality.
 * @see Chaudhuri et al. 2025, Fig. 5; method.md 5.2
 */
export async function rankAgainstBeta(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  modality: ModalityName,
  hooks: ExperimentHooks,
): Promise<RankAgainstBeta> {
  const single = singleMember(configuration, configuration.seed);
  const run = prepareRun(dataset, single);
  const points: BetaPoint[] = [];
  for (const beta of BETAS) {
    hooks.onTraining?.(`beta ${beta}`);
    const factors = run.inputs.modalities.map((name) => (name === modality ? 1 + beta : 1));
    const point = await trainAndInspect({ ...run, encodingFactors: factors }, hooks, pointOf);
    points.push({ beta, ...point });
  }
  hooks.onTraining?.(`${modality} alone`);
  const alone = prepareRun(onlyModalities(dataset, [modality]), single);
  const unimodal = await trainAndInspect(alone, hooks, (trained) => aloneRank(trained, run));
  return {
    modality,
    modalities: run.inputs.modalities,
    rows: run.validationRows.length,
    points,
    unimodal,
    critical: criticalOf(points, unimodal.effective),
  };
}

function pointOf({ run, state, filling }: Trained): Omit<BetaPoint, 'beta'> {
  const { inputs, validationRows: rows } = run;
  const { fused, encodings } = representationsOf(state, { inputs, rows }, filling);
  return {
    ...representationRank(fused),
    similarity: encodings.map((matrix, m) => {
      const having = havingModality(run, rows, m);
      return linearCka(takeRows(matrix, having), takeRows(fused, having));
    }),
  };
}

/** Rank over the encounters that the multimodal curve is measured on as well. */
function aloneRank({ run, state, filling }: Trained, joint: PreparedRun): RankAgainstBeta['unimodal'] {
  const known = new Set(Array.from(joint.validationRows, (row) => joint.encounters[row] ?? ''));
  const rows = run.validationRows.filter((row) => known.has(run.encounters[row] ?? ''));
  const [encoding] = representationsOf(state, { inputs: run.inputs, rows }, filling).encodings;
  if (encoding === undefined) return { effective: { undefined: 'no encoding' }, numerical: 0 };
  return representationRank(takeRows(encoding, havingModality(run, rows, 0)));
}

function criticalOf(points: readonly BetaPoint[], unimodal: Defined<number>): Defined<CriticalBeta> {
  if (!isDefined(unimodal)) return unimodal;
  const ranks = points.flatMap(({ effective }) => (isDefined(effective) ? [effective.value] : []));
  if (ranks.length < points.length) return { undefined: 'the rank of a point is undefined' };
  return {
    value: criticalBeta(
      points.map(({ beta }) => beta),
      ranks,
      unimodal.value,
    ),
  };
}
