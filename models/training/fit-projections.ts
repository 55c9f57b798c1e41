import { ModelError } from '../errors.ts';
import { fitInformedProjections, type FeatureBlock } from '../features/informed-projections.ts';
import { fitProjection, type Projection, type ProjectionOptions } from '../features/projection.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { isPresent, statesOf } from '../network/inputs.ts';
import { RandomStream } from '../random/random-stream.ts';
import { worded } from '../wording.ts';
import type { ScaledConfiguration } from './configuration.ts';
import { type Dataset, SPLITS } from './dataset.ts';
import { takeLabelled } from './subset.ts';

const TRAIN = SPLITS.indexOf('train');
/** Encounters that informed axes are learned from: their regressions are of every row and take as long. */
const MOST_INFORMING = 50_000;

/** How the features of each modality become inputs, by the training split alone. */
export function fitProjections(
  dataset: Dataset,
  modalities: readonly ModalityName[],
  { axes, components, seed }: Pick<ScaledConfiguration, 'axes' | 'components' | 'seed'>,
): Partial<Record<ModalityName, Projection>> {
  const options = { components, seed };
  const fitted =
    axes === 'informed' ? informed(dataset, modalities, options) : leading(dataset, modalities, options);
  const named = modalities.flatMap((name, m) => {
    const projection = fitted[m];
    return projection === undefined ? [] : [[name, projection] as const];
  });
  return Object.fromEntries(named);
}

function leading(
  dataset: Dataset,
  modalities: readonly ModalityName[],
  options: ProjectionOptions,
): Projection[] {
  return modalities.map((name) => {
    const { matrix, rowMask } = blockOf(dataset, name);
    return fitProjection(matrix, rowMask, options);
  });
}

function informed(
  dataset: Dataset,
  modalities: readonly ModalityName[],
  options: ProjectionOptions,
): Projection[] {
  const informing = takeLabelled(dataset, informingRows(dataset, options.seed));
  const blocks = modalities.map((name) => blockOf(informing, name));
  return fitInformedProjections(blocks, informing.labels, options);
}

function informingRows({ splits }: Dataset, seed: number): Int32Array {
  const training = Int32Array.from(splits.keys()).filter((row) => splits[row] === TRAIN);
  if (training.length <= MOST_INFORMING) return training;
  const random = RandomStream.fromSeed(seed).fork('informed axes');
  const chosen = random.permutation(training.length).subarray(0, MOST_INFORMING);
  return chosen.map((index) => training[index] ?? 0).sort();
}

function blockOf(dataset: Dataset, name: ModalityName): FeatureBlock {
  const matrix = dataset.inputs[name];
  if (matrix === undefined) throw new ModelError('modality', worded`expected features of ${name}, got none`);
  const states = statesOf(dataset, [name]);
  const rowMask = Uint8Array.from(dataset.splits, (split, row) =>
    Number(split === TRAIN && isPresent(states[row] ?? 0)),
  );
  return { matrix, rowMask };
}
