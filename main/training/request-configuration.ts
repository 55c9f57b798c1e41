import { resolveConfiguration, type TrainingConfiguration } from '../../models/training/configuration.ts';
import type { TrainingRequest } from '../api/services.ts';
import { fromModelError } from '../model-errors.ts';

/** @throws {LacunaError} `bad_configuration`, naming the setting. */
export function configurationOf(request: TrainingRequest): TrainingConfiguration {
  const { trainingPreset, encoders, fusion, seed, settings } = request;
  return fromModelError(() =>
    resolveConfiguration(trainingPreset, {
      encoders,
      fusion,
      seed,
      ...(settings === undefined ? {} : { settings }),
    }),
  );
}
