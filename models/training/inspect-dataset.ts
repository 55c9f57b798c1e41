import { ModelError } from '../errors.ts';
import { chooseModalities } from './choose-modalities.ts';
import { type Dataset, type SplitName, SPLITS } from './dataset.ts';
import { type LabelCount, labelWarnings } from './label-warnings.ts';
import { memoryNeed } from './memory-need.ts';
import type { TrainingConfiguration } from './configuration.ts';
import { unlabelledWarnings } from './unlabelled.ts';
import { sentence, type Sentence, worded } from '../wording.ts';

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
): Sentence[] {
  const { modalities, leftOut } = chooseModalities(dataset);
  return [
    ...labelWarnings((split) => countOf(dataset, split)),
    ...unlabelledWarnings(configuration, dataset.unlabelled),
    ...leftOut.map(({ modality, reason }) => sentence`${modality} is left out of the model: ${reason}`),
    ...memoryWarnings(memoryNeed(dataset, configuration, modalities), freeBytes),
  ];
}

function countOf({ splits, labels }: Dataset, split: SplitName): LabelCount {
  const rows = [...splits.keys()].filter((row) => splits[row] === SPLITS.indexOf(split));
  return { all: rows.length, positives: rows.filter((row) => labels[row] === 1).length };
}

const gigabytes = (bytes: number): string => (bytes / GIGABYTE).toFixed(1);

function memoryWarnings(need: number, free: number): Sentence[] {
  const [wanted, there] = [gigabytes(need), gigabytes(free)];
  if (need > free) {
    throw new ModelError(
      'memory',
      worded`expected ${wanted} GB of memory for the training, got ${there} GB that are free`,
    );
  }
  return need > MUCH_MEMORY * free
    ? [sentence`the training takes about ${wanted} GB of the ${there} GB of memory that are free`]
    : [];
}
