import { sizeOf } from '../encoders/parameters.ts';
import type { ModalityName } from '../modalities/modality.ts';
import { createNetwork } from '../network/create-network.ts';
import { firstLayersOf } from '../network/inputs.ts';
import { ROLES } from '../network/network.ts';
import { scaleToCohort, type TrainingConfiguration } from './configuration.ts';
import { type Dataset, SPLITS } from './dataset.ts';
import { chooseFirstLayers } from './first-layers.ts';
import { learnsUnlabelled } from './unlabelled.ts';

const FLOAT_BYTES = 4;
/** Values, two moments, gradient, kept weights, mean of weights. */
const COPIES_OF_WEIGHTS = 6;
/** Outputs of the layers of a step, and what is kept of them for the gradient. */
const COPIES_OF_OUTPUTS = 4;

/**
 * About how many bytes a training takes beside the features themselves: loadings of the projections, dense inputs,
 * weights and the outputs of a step. An estimate to a factor of two, from sizes alone.
 * @param modalities of the model.
 */
export function memoryNeed(
  dataset: Dataset,
  configuration: TrainingConfiguration,
  modalities: readonly ModalityName[],
): number {
  const training = dataset.splits.filter((split) => split === SPLITS.indexOf('train')).length;
  const scaled = scaleToCohort(configuration, training);
  const unlabelled = learnsUnlabelled(scaled) ? (dataset.unlabelled?.encounters.length ?? 0) : 0;
  const { members, components, batchSize } = scaled;
  const features = modalities.reduce((sum, modality) => sum + (dataset.inputs[modality]?.columns ?? 0), 0);
  const firstLayers = chooseFirstLayers(dataset, modalities, scaled);
  const { specs } = createNetwork(scaled, modalities.length, {
    firstLayers: firstLayersOf({ modalities, firstLayers }),
  });
  const all = ROLES.flatMap((role) => specs[role]);
  const weights = all.reduce((sum, spec) => sum + sizeOf(spec), 0);
  const outputs = all.reduce((sum, { groups, columns, rows }) => sum + (rows > 1 ? groups * columns : 0), 0);
  const numbers =
    features * components +
    (dataset.encounters.length + unlabelled) * modalities.length * components +
    members * weights * COPIES_OF_WEIGHTS +
    members *
      Math.min(batchSize, training) *
      (1 + Math.min(1, unlabelled / training)) *
      outputs *
      COPIES_OF_OUTPUTS;
  return numbers * FLOAT_BYTES;
}
