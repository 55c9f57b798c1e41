import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { CreatePart } from '../completion/create-part.ts';
import { ModelError } from '../errors.ts';
import type { FirstLayer } from '../encoders/first-layer.ts';
import type { Projection } from '../features/projection.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { isUsable, prepareInputs, statesOf } from '../network/inputs.ts';
import { RandomStream } from '../random/random-stream.ts';
import { chooseModalities } from './choose-modalities.ts';
import { type ScaledConfiguration, scaleToCohort, type TrainingConfiguration } from './configuration.ts';
import { type Dataset, type SplitName, SPLITS, type VectorizedEncounters } from './dataset.ts';
import { chooseFirstLayers } from './first-layers.ts';
import { fitProjections } from './fit-projections.ts';
import { holdOutFolds, type MemberRows } from './folds.ts';
import { classWeights } from './losses.ts';
import { joinEncounters, takeEncounters, takeLabelled } from './subset.ts';
import type { TrainedModel } from './trained-model.ts';
import type { LabelledInputs } from './training-batch.ts';
import { dealUnlabelled, learnsUnlabelled, unlabelledWarnings } from './unlabelled.ts';
import { sentence, type Sentence, worded } from '../wording.ts';

/** Fewer positives in validation cannot choose anything. */
export const MINIMUM_POSITIVES = 50;

/**
 * A data set made ready: training and validation rows only, projected, then those without a label where the fusion asks for
 * them. Row numbers count these rows.
 */
export interface PreparedRun extends LabelledInputs {
  readonly configuration: ScaledConfiguration;
  readonly encounters: readonly string[];
  readonly patients: readonly string[];
  /** Of each modality a projection, or a first layer that is learned. */
  readonly projections: Readonly<Partial<Record<ModalityName, Projection>>>;
  readonly firstLayers: Readonly<Partial<Record<ModalityName, FirstLayer>>>;
  readonly leftOut: TrainedModel['leftOut'];
  readonly trainingRows: Int32Array;
  readonly validationRows: Int32Array;
  readonly members: readonly MemberRows[];
  /** Whether the best epoch of each member is kept; else the last. */
  readonly stopsEarly: boolean;
  readonly baseRate: number;
  /** By which the fusion reads the encoding of each modality, in an experiment; absent = as they are. */
  readonly encodingFactors?: readonly number[];
  /** What the network has beside encoders and fusion, in an experiment; absent = as its encoders have it. */
  readonly part?: CreatePart;
  /** Hash of the encounters, labels and splits, by which a checkpoint knows its data. */
  readonly data: string;
  /** What a person should know of the data it was trained on. */
  readonly remarks: readonly string[];
  readonly warnings: readonly Sentence[];
}

/**
 * Chooses the modalities, fits the projections on the training split, and gives every member its rows. Encounters
 * with nothing usable take no part.
 * @throws {ModelError} `one_class` when all training labels are the same; those of `chooseModalities`.
 */
export function prepareRun(dataset: Dataset, configuration: TrainingConfiguration): PreparedRun {
  const { modalities, leftOut } = chooseModalities(dataset);
  const subset = takeLabelled(dataset, usableRows(dataset, modalities));
  const training = rowsOfSplit(subset, 'train');
  const positives = countPositives(subset.labels, training);
  if (positives === 0 || positives === training.length) {
    const found = sentence`${positives} of ${training.length} positive`;
    throw new ModelError('one_class', worded`expected both labels in training, got ${found}`);
  }
  const scaled = scaleToCohort(configuration, training.length);
  const firstLayers = chooseFirstLayers(subset, modalities, scaled);
  const projected = modalities.filter((name) => firstLayers[name] === undefined);
  const projections = fitProjections(subset, projected, scaled);
  const trainingLabels = Uint8Array.from(training, (row) => subset.labels[row] ?? 0);
  const validationRows = rowsOfSplit(subset, 'validation');
  const dealt = dealRows(subset, { training, validation: validationRows }, scaled);
  const unlabelled = usableUnlabelled(dataset, modalities, scaled);
  const all = unlabelled === null ? subset : joinEncounters(subset, unlabelled);
  const labels = new Uint8Array(all.encounters.length);
  labels.set(subset.labels);
  return {
    configuration: scaled,
    inputs: prepareInputs(all, { modalities, projections, firstLayers }),
    ...unlabelledRows(all, subset.labels.length, dealt.members),
    labels,
    classWeights: classWeights(scaled.classWeights, trainingLabels),
    encounters: all.encounters,
    patients: all.patients,
    projections,
    firstLayers,
    leftOut,
    trainingRows: training,
    validationRows,
    baseRate: positives / training.length,
    data: fingerprint(subset, unlabelled),
    ...dealt,
    remarks:
      unlabelled === null
        ? []
        : [sentence`${unlabelled.encounters.length} training encounters have no label`],
    warnings: [...dealt.warnings, ...unlabelledWarnings(scaled, unlabelled)],
  };
}

/** Encounters without a label in which at least one modality is usable; `null` where there are none to learn from. */
function usableUnlabelled(
  { unlabelled }: Dataset,
  modalities: readonly ModalityName[],
  configuration: ScaledConfiguration,
): VectorizedEncounters | null {
  if (unlabelled === undefined || !learnsUnlabelled(configuration)) return null;
  const M = modalities.length;
  const states = statesOf(unlabelled, modalities);
  const rows = Int32Array.from(unlabelled.encounters.keys()).filter((row) =>
    states.subarray(row * M, (row + 1) * M).some(isUsable),
  );
  return rows.length === 0 ? null : takeEncounters(unlabelled, rows);
}

/** Rows of all that come after the labelled ones, dealt to the members. */
function unlabelledRows(
  { patients }: VectorizedEncounters,
  labelled: number,
  members: readonly MemberRows[],
): Pick<LabelledInputs, 'unlabelled'> {
  if (patients.length === labelled) return {};
  const rows = Int32Array.from({ length: patients.length - labelled }, (_, i) => labelled + i);
  return { unlabelled: dealUnlabelled(rows, members, patients) };
}

/** Training and validation rows in which at least one modality of the model is usable. */
export function usableRows(dataset: Dataset, modalities: readonly ModalityName[]): Int32Array {
  const M = modalities.length;
  const states = statesOf(dataset, modalities);
  const splits: readonly number[] = [SPLITS.indexOf('train'), SPLITS.indexOf('validation')];
  return Int32Array.from(dataset.encounters.keys()).filter(
    (row) =>
      splits.includes(dataset.splits[row] ?? -1) && states.subarray(row * M, (row + 1) * M).some(isUsable),
  );
}

export function rowsOfSplit(dataset: Dataset, split: SplitName): Int32Array {
  const number = SPLITS.indexOf(split);
  return Int32Array.from(dataset.encounters.keys()).filter((row) => dataset.splits[row] === number);
}

function fingerprint(
  { encounters, labels, splits }: Dataset,
  unlabelled: VectorizedEncounters | null,
): string {
  const lines = [
    ...encounters.map((encounter, row) => `${encounter} ${labels[row]} ${splits[row]}\n`),
    ...(unlabelled?.encounters.map((encounter) => `${encounter} unlabelled\n`) ?? []),
  ];
  return bytesToHex(sha256(utf8ToBytes(lines.join(''))));
}

export function countPositives(labels: Uint8Array, rows: Int32Array): number {
  return rows.reduce((sum, row) => sum + (labels[row] ?? 0), 0);
}

type DealtRows = Pick<PreparedRun, 'members' | 'stopsEarly' | 'warnings'>;

/** Which rows each member trains on and which choose its epoch: a fold of its own, or the validation split. */
function dealRows(
  dataset: Dataset,
  { training, validation }: { readonly training: Int32Array; readonly validation: Int32Array },
  configuration: ScaledConfiguration,
): DealtRows {
  const { members, bagging, earlyStopping, seed } = configuration;
  const positives = countPositives(dataset.labels, validation);
  const enough = positives >= MINIMUM_POSITIVES;
  const warning = sentence`too_few_positives: ${positives} in validation, needs ${MINIMUM_POSITIVES}; the last epoch is kept`;
  const stopsEarly = earlyStopping && enough;
  return {
    members:
      stopsEarly && bagging && members > 1
        ? holdOutFolds(training, dataset, members, RandomStream.fromSeed(seed))
        : Array.from({ length: members }, () => ({ rows: training, monitor: validation })),
    stopsEarly,
    warnings: earlyStopping && !enough ? [warning] : [],
  };
}
