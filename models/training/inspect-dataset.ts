import { ModelError } from '../errors.ts';
import { chooseModalities } from './choose-modalities.ts';
import { type Dataset, type SplitName, SPLITS } from './dataset.ts';
import { memoryNeed } from './memory-need.ts';
import type { TrainingConfiguration } from './configuration.ts';

/** Positives in training below which a model is unlikely to learn more than the base rate. */
const FEW_IN_TRAINING = 30;
/** Positives in validation below which no epoch is chosen by them. */
const FEW_IN_VALIDATION = 50;
/** Positives in calibration below which scores are not calibrated. */
const FEW_IN_CALIBRATION = 10;
/** Share of the free memory from which a training may slow the machine down. */
const MUCH_MEMORY = 0.5;
const GIGABYTE = 1e9;

/**
 * What a person should know before a model is trained on a data set.
 * @param freeBytes memory that the training may take.
 * @returns warnings; one that begins with a code is explained by it.
 * @throws {ModelError} for data that no model can be trained on: `one_class`, `modality`, `not_finite`, `memory`.
 */
export function inspectDataset(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  freeBytes: number,
): string[] {
  const { modalities, leftOut } = chooseModalities(dataset);
  return [
    ...labelWarnings(dataset),
    ...leftOut.map(({ modality, reason }) => `${modality} is left out of the model: ${reason}`),
    ...memoryWarnings(memoryNeed(dataset, configuration, modalities), freeBytes),
  ];
}

function labelWarnings(dataset: Dataset): string[] {
  const training = countOf(dataset, 'train');
  if (training.positives === 0 || training.positives === training.all) {
    const found = `${training.positives} of ${training.all} positive`;
    throw new ModelError('one_class', `expected both labels in training, got ${found}`);
  }
  const few = (split: SplitName, least: number, consequence: string): string[] => {
    const { positives } = countOf(dataset, split);
    return positives < least ? [`too_few_positives: ${positives} in ${split}, ${consequence}`] : [];
  };
  return [
    ...few('train', FEW_IN_TRAINING, 'too few to learn much more than the base rate'),
    ...few('validation', FEW_IN_VALIDATION, 'no epoch is chosen by so few: the last is kept'),
    ...few('calibration', FEW_IN_CALIBRATION, 'scores are not calibrated'),
  ];
}

function countOf({ splits, labels }: Dataset, split: SplitName): { all: number; positives: number } {
  const rows = [...splits.keys()].filter((row) => splits[row] === SPLITS.indexOf(split));
  return { all: rows.length, positives: rows.filter((row) => labels[row] === 1).length };
}

function memoryWarnings(need: number, free: number): string[] {
  const [wanted, there] = [need, free].map((bytes) => (bytes / GIGABYTE).toFixed(1));
  if (need > free) {
    throw new ModelError(
      'memory',
      `expected ${wanted} GB of memory for the training, got ${there} GB that are free`,
    );
  }
  return need > MUCH_MEMORY * free
    ? [`the training takes about ${wanted} GB of the ${there} GB of memory that are free`]
    : [];
}
