import { attributeToFeatures } from '../features/projection.ts';
import { sparseRow } from '../features/sparse-rows.ts';
import type { ModalityName } from '../modalities/modality.ts';
import type { TrainedModel } from '../training/trained-model.ts';
import type { VectorizedEncounters } from '../training/dataset.ts';
import type { InputGradients } from './input-gradients.ts';
import type { FeatureEffects } from './predictor.ts';

/** Effects of the features of one encounter, from the gradients of what the networks read of them. */
export function effectsOfInputs(
  gradients: InputGradients,
  projections: TrainedModel['projections'],
  encounter: VectorizedEncounters,
): FeatureEffects {
  return Object.fromEntries(
    Object.entries(gradients).flatMap(([name, found]) => {
      if ('effects' in found) return [[name, found.effects]];
      const modality = name as ModalityName;
      const [projection, features] = [projections[modality], encounter.inputs[modality]];
      if (projection === undefined || features === undefined) return [];
      return [[name, attributeToFeatures(projection, sparseRow(features, 0), found.gradient)]];
    }),
  );
}
