import { auroc } from '../metrics/auroc.ts';
import { isDefined } from '../metrics/metric.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { isPresent, statesOf } from '../network/inputs.ts';
import { ExpertsPredictor } from '../prediction/experts-predictor.ts';
import { maskUse } from '../prediction/mask-use.ts';
import { RandomStream } from '../random/random-stream.ts';
import { expertEvidence, fitLogisticExperts } from '../reference/logistic-experts.ts';
import { chooseModalities } from './choose-modalities.ts';
import { scaleToCohort, type TrainingConfiguration } from './configuration.ts';
import type { Dataset } from './dataset.ts';
import type { EpochReport, TrainingHooks } from './hooks.ts';
import { countPairs } from './latent-similarity.ts';
import { countPositives, rowsOfSplit, usableRows } from './prepare.ts';
import { type MeasuredStrength, strengthOf, toldStrengths } from './strength.ts';
import { takeLabelled } from './subset.ts';
import type { LatentSimilarity, TrainedModel } from './trained-model.ts';
import { JUDGED_RATES, logLoss } from './validation.ts';
import { sentence } from '../wording.ts';

const REMARK = sentence`logistic experts alone: encoders, fusion and all other settings of networks take no part`;

/**
 * A model of logistic experts alone, one a modality. It takes one pass, which is its one epoch.
 * @throws {ModelError} `one_class`, and those of `chooseModalities`.
 */
export function trainExperts(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  hooks: TrainingHooks,
): TrainedModel {
  const started = hooks.now();
  const { modalities, leftOut } = chooseModalities(dataset);
  const learned = takeLabelled(dataset, usableRows(dataset, modalities));
  const training = rowsOfSplit(learned, 'train');
  const positives = countPositives(learned.labels, training);
  const experts = fitLogisticExperts(learned, { modalities });
  const strengths = strengthsOf(learned, expertEvidence(experts, learned, modalities), {
    modalities,
    seed: configuration.seed,
  });
  const model: TrainedModel = {
    version: 1,
    configuration: scaleToCohort(configuration, training.length),
    modalities,
    leftOut,
    projections: {},
    firstLayers: {},
    weights: {},
    statistics: {},
    experts: { share: 1, ...experts },
    similarity: withoutLatents(learned, { modalities, training, strengths }),
    strength: toldStrengths(modalities, strengths),
    dead: [],
    baseRate: positives / training.length,
    policy: 'omit',
    trainingEncounters: training.length,
    trainingPositives: positives,
    epochs: 1,
    bestEpochs: [1],
    remarks: [REMARK],
    warnings: [],
  };
  hooks.onEpoch?.(reportOf(model, learned, (hooks.now() - started) / 1000));
  return model;
}

/** AUROC of what each expert says, over the validation encounters that have its modality. */
function strengthsOf(
  dataset: Dataset,
  evidence: Float64Array,
  { modalities, seed }: { readonly modalities: readonly ModalityName[]; readonly seed: number },
): MeasuredStrength[] {
  const M = modalities.length;
  const states = statesOf(dataset, modalities);
  const validation = rowsOfSplit(dataset, 'validation');
  const random = RandomStream.fromSeed(seed).fork('strength');
  return modalities.map((_, m) => {
    const having = [...validation].filter((row) => isPresent(states[row * M + m] ?? 0));
    return strengthOf(
      having.map((row) => ({
        label: dataset.labels[row] ?? 0,
        patient: dataset.patients[row] ?? '',
        score: evidence[row * M + m] ?? 0,
      })),
      random.fork(m),
    );
  });
}

interface Ranked {
  readonly modalities: readonly ModalityName[];
  readonly training: Int32Array;
  readonly strengths: readonly MeasuredStrength[];
}

/** There are no latents to be alike: modalities are ranked by their strength. */
function withoutLatents(dataset: Dataset, { modalities, training, strengths }: Ranked): LatentSimilarity {
  const none = modalities.map(() => modalities.map(() => null));
  const present = statesOf(dataset, modalities).map((state) => Number(isPresent(state)));
  const strengthAt = (m: number): number => strengths[m]?.auroc ?? -Infinity;
  const ranked = [...modalities.keys()]
    .sort((a, b) => strengthAt(b) - strengthAt(a) || a - b)
    .flatMap((m) => modalities.slice(m, m + 1));
  return {
    centredCosine: none,
    cosine: none,
    cka: none,
    encoderCosine: none,
    pairs: countPairs({ inputs: { modalities, present }, rows: training }),
    reference: ranked[0] ?? 'demographics',
    ranked,
  };
}

/** The one epoch, measured as every other is. */
function reportOf(model: TrainedModel, learned: Dataset, seconds: number): EpochReport {
  const predictor = new ExpertsPredictor(model, model.experts ?? { prior: 0, experts: {} });
  const training = takeLabelled(learned, rowsOfSplit(learned, 'train'));
  const validation = takeLabelled(learned, rowsOfSplit(learned, 'validation'));
  const [full = [], half = []] = JUDGED_RATES.map((rate) =>
    predictor.logits(
      validation,
      maskUse(predictor, validation, { rate, seed: model.configuration.seed }).used,
    ),
  );
  const { labels } = validation;
  return {
    member: 0,
    epoch: 1,
    epochs: 1,
    block: 'semantic',
    semanticLoss: logLoss(training.labels, predictor.logits(training)),
    validationLoss: labels.length === 0 ? null : (logLoss(labels, full) + logLoss(labels, half)) / 2,
    auroc: aurocOf(labels, full),
    aurocHalfMissing: aurocOf(labels, half),
    discriminationLoss: null,
    distillationLoss: null,
    auxiliaryLoss: null,
    discriminatorAccuracy: null,
    discriminatorChance: 1 / model.modalities.length,
    effectiveRank: null,
    contributions: null,
    collapsed: [],
    seconds,
  };
}

function aurocOf(labels: Uint8Array, logits: ArrayLike<number>): number | null {
  const result = auroc(labels, logits);
  return isDefined(result) ? result.value : null;
}
